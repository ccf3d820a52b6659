import type { Family } from '../statement/family';
import { coin, fair } from '../trials/testing/coin';
import { options, shufflingPool } from '../trials/testing/in-process';
import { differences } from './compare';
import { recompute } from './recompute';
import { sliceOf } from './slice';

const all = ['heads', 'weight'];
const onFile = { costly: [], families: { coin: { observations: all, trainings: {} } } };
const family = coin as unknown as Family;
const compute = (of: Family = family) => recompute(options({ pool: shufflingPool(2, 3, of) }).lab, of, onFile);

describe('the slice', () => {
  it('has the reference, the corners, draws, and what an assumption’s dial can violate', () => {
    const corners = ['small', 'middle', 'odd', 'large'].map((name) => `corner:${name}`);
    const draws = [0, 1, 2, 3].map((index) => `region ${index}`);
    const names = sliceOf(family, all, []).map(({ name }) => name);
    expect(names).toEqual(['reference', ...corners, ...draws, 'reference honest=1']);
  });

  it('leaves out a violation that the reference problem has no room for', () => {
    const check = ({ p }: { p: number }) => {
      if (p === 1) throw new Error('p');
    };
    const names = sliceOf({ ...family, check: check as Family['check'] }, all, []).map(({ name }) => name);
    expect(names).not.toContain('reference honest=1');
  });

  it('takes what is costly once', () => {
    const weighed = sliceOf(family, all, ['weight']).filter(({ requests }) =>
      requests.some(({ observation }) => observation === 'weight'),
    );
    expect(weighed.map(({ name }) => name)).toEqual(['reference']);
  });
});

describe('digests', () => {
  it('are the same again, whatever the order of trainings', async () => {
    const [one, other] = await Promise.all([compute(), compute()]);
    expect(one).toEqual(other);
    expect(new Set(Object.values(one)).size).toBe(10);
  });

  it('see the last bit of a weight after the first step, and of what is observed', async () => {
    const before = await compute();
    const train: typeof coin.train = async (problem, seeds, engine) => {
      const training = await coin.train(problem, seeds, engine);
      const parameters = () => {
        const { w } = training.parameters();
        if (training.step === 1) new Int32Array(w!.buffer)[0]! ^= 1;
        return { w: w! };
      };
      return Object.create(training, { parameters: { value: parameters } }) as typeof training;
    };
    const { weight } = coin.observations;
    const measure: NonNullable<typeof weight>['measure'] = (...of) => weight!.measure(...of) * (1 + 2 ** -52);
    const observations = { ...coin.observations, weight: { ...weight!, measure } };
    for (const changed of [
      { ...coin, train },
      { ...coin, observations },
    ] as unknown as Family[]) {
      const after = await compute(changed);
      expect(differences(before, after)).toHaveLength(10);
    }
  });

  it('refuse a training that gives no numbers, and name it', async () => {
    const corners = { ...coin.corners, odd: { ...fair, trouble: 1 as const } };
    const broken = { ...coin, corners } as unknown as Family;
    await expect(compute(broken)).rejects.toThrow(
      /^selftest, coin corner:odd: expected numbers, got .*expected a table, got none/,
    );
  });
});

describe('what differs', () => {
  it.each([
    [{ a: '1', b: '2' }, { b: '2', a: '1' }, []],
    [{ a: '1', b: '2' }, { a: '1', b: '3' }, [{ training: 'b', expected: '2', got: '3' }]],
    [{ a: '1' }, {}, [{ training: 'a', expected: '1' }]],
    [{}, { a: '1' }, []],
  ])('between %j and %j is %j', (expected, got, found) => expect(differences(expected, got)).toEqual(found));
});
