import { Random } from '../random';
import { CHOOSERS, type ChooserName, judged } from './choosers';
import { type PoolTask, taskOf } from './pools';
import { selectByMargin } from './select';

const words = (from: number, sign: number) =>
  Array.from({ length: 12 }, (_, i) => Float64Array.of(sign, (from + i) / 10));
const RULE = { plus: 6, minus: 4, wrong: 0, mixed: 0, bag: 1 };
const random = () => new Random([8, 9]);
const chosen = (name: ChooserName, task: PoolTask, L: number) => CHOOSERS[name](random(), judged(task), L);
const texts = (...of: Parameters<typeof chosen>) => chosen(...of).map(({ text }) => text);

test.each(Object.keys(CHOOSERS) as ChooserName[])('%s chooses L different examples of the pool', (name) => {
  const task = taskOf(random(), [words(0, -1), words(0, 1)], 0, RULE);
  expect(new Set(texts(name, task, 4)).size).toBe(4);
  if (name === 'nearest') return;
  expect(chosen(name, task, 4).map(({ label }) => label)).toEqual([1, 1, -1, -1]);
});

const at = (text: string, label: 1 | -1, x: number, y: number) => ({
  ...{ text, label, sign: label },
  vector: Float64Array.of(x, y),
});

test('the nearest are those of the largest cosine', () => {
  const pool = [at('a', 1, 1, 0), at('b', -1, 1, 1), at('c', 1, 0, 1), at('d', -1, -1, 0)];
  const task = { pool, query: Float64Array.of(3, 1), sign: 1 as const };
  expect(texts('nearest', task, 2)).toEqual(['a', 'b']);
  expect(texts('balancedNearest', task, 2)).toEqual(['a', 'b']);
  expect(texts('balancedNearest', { ...task, query: Float64Array.of(-3, 1) }, 2)).toEqual(['c', 'd']);
});

describe('a pool with a wrong label', () => {
  const pool = [
    ...[at('p1', 1, 2, 1), at('p2', 1, 2, 0), at('p3', 1, 4, 0), at('wrong', 1, -3, 0.1)],
    ...[at('m1', -1, -2, 1), at('m2', -1, -2, 0), at('m3', -1, -4, 0)],
  ];
  const task = { pool, query: Float64Array.of(-3, 0.1), sign: -1 as const };

  it('misleads the nearest alone', () => {
    expect(texts('nearest', task, 2)[0]).toBe('wrong');
    expect(texts('balancedNearest', task, 2)[0]).toBe('wrong');
    expect(texts('consistentNearest', task, 2)).toEqual(['p1', 'm2']);
  });

  it('is left out by consistent rules whatever the stream, and random ones take it at times', () => {
    const often = (name: ChooserName) =>
      Array.from({ length: 200 }, (_, i) => CHOOSERS[name](new Random([1, i]), judged(task), 2)).filter((examples) =>
        examples.some(({ text }) => text === 'wrong'),
      ).length;
    expect(often('consistentRandom')).toBe(0);
    // One of four: 50 in the mean, six standard deviations about it.
    expect(Math.abs(often('random') - 50)).toBeLessThan(37);
  });

  it('gives signed margin what selectByMargin gives', () => {
    expect(texts('margin', task, 4)).toEqual(selectByMargin(pool, 4).chosen.map(({ text }) => text));
  });

  it('is taken all the same where too few are left', () => {
    expect(texts('consistentNearest', task, 8)).toContain('wrong');
  });
});
