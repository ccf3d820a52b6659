import { Crew } from './crew';
import type { Answer, Job } from './job';

const stream = { family: 'x', source: 'region', dials: {}, epoch: 'e' };
const job = (index: number, of = stream): Job => ({ stream: of, index, engine: 'fused', requests: [] });
const unit: Answer = { kind: 'unit', engine: 'fused', members: [] };
const gone = { kind: 'unknown', message: 'gone' } as const;

/** Workers that note what they are sent, for jobs that take so long (ms) by a clock that stands still otherwise. */
function crew(size: number, each: number, answer: (index: number) => Answer = () => unit) {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const sent: number[][] = [];
  const take = async (jobs: readonly Job[]) => {
    sent.push(jobs.map(({ index }) => index));
    now += each * jobs.length;
    return jobs.map(({ index }) => answer(index));
  };
  const workers = { size, run: async (one: Job) => (await take([one]))[0]!, inTurn: take, close: async () => {} };
  const own = new Crew(workers);
  const all = (indices: readonly number[], of = stream, among = true) =>
    Promise.all(indices.map((index) => own.run(job(index, of), 1, among)));
  return { own, sent, all };
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
afterEach(() => jest.restoreAllMocks());

it('sends what is of unknown length alone, then as many short jobs of a stream in one message as are worth it', async () => {
  const { own, sent, all } = crew(1, 2);
  await all([0, 1]);
  expect(own.inTurn(stream)).toBe(5);
  await all(range(2, 7));
  expect(sent).toEqual([[0], [1], range(2, 5), [7, 8]]);
});

it('sends no more at once than 64, however short they are, and long ones alone', async () => {
  const quick = crew(1, 0.001);
  await quick.all([0]);
  await quick.all(range(1, 70));
  expect(quick.sent).toEqual([[0], range(1, 64), range(65, 6)]);
  const slow = crew(1, 11);
  await slow.all([0]);
  await slow.all([1, 2]);
  expect(slow.sent).toEqual([[0], [1], [2]]);
});

it('leaves something to each worker that has nothing to do', async () => {
  const { sent, all } = crew(2, 1);
  await all([0]);
  await all(range(1, 8));
  expect(sent).toEqual([[0], range(1, 4), range(5, 4)]);
});

it('mixes no streams, and none whose caller wants an answer at all events', async () => {
  const { sent, all } = crew(1, 1);
  const other = { ...stream, source: 'reference' };
  await Promise.all([all([0]), all([0], other)]);
  await Promise.all([all([1, 2]), all([1, 2], other), all([3, 4], stream, false)]);
  expect(sent).toEqual([[0], [0], [1, 2], [1, 2], [3], [4]]);
});

it.each([
  ['silent', { ...gone, silent: true } as const],
  ['untried', { ...gone, untried: true } as const],
  ['lost', gone],
])('sends each job alone once one of its stream was %s', async (_, wrong) => {
  const { sent, all } = crew(1, 1, (index) => (index === 2 ? wrong : unit));
  await all([0]);
  expect(await all([1, 2, 3])).toEqual([unit, wrong, unit]);
  await all([4, 5]);
  expect(sent).toEqual([[0], [1, 2, 3], [4], [5]]);
});
