import { atMost } from '../statement/relation';
import { options, shufflingPool } from '../trials/testing/in-process';
import { darts, dartsGate } from '../verdict/testing/darts';
import { type Looking, searchNearMiss } from './near-misses';

type Claim = NonNullable<Parameters<typeof dartsGate>[0]>['claim'];

/** Gaps are uniform on [p, p + 1] where the dial `honest` is at p. */
function search(claim: Claim, dial = 'honest', changes: Partial<Looking> = {}) {
  const { lab } = options({ pool: shufflingPool(2, 3, darts) });
  return searchNearMiss(dartsGate(claim ? { claim } : {}), dial, {
    lab,
    profile: 'pr',
    at: 'reference',
    grade: 2,
    ...changes,
  });
}

const below =
  (bound: string): Claim =>
  ({ at }) =>
    atMost(at('horizon').gap, bound);

describe('a search for near misses', () => {
  it('finds a severity at which half of the trials violate the claim, and few the relaxed one', async () => {
    const found = await search(undefined);
    expect(found).toMatchObject({ dial: 'honest', status: 'graded', trials: 40, relaxed: 0, grade: 2 });
    expect(found.atoms).toEqual(['gap at t = horizon ≤ 1.1']);
    // A severity s violates 1.1 with probability s − .1: 20 of 40 are seen at .3 with probability below 1e-5.
    expect(found.severity).toBeGreaterThan(0.3);
    expect(found.violations).toBeGreaterThanOrEqual(20);
  });

  it('turns back where the relaxed claim is broken, too', async () => {
    // At most .3, relaxed .6: at p = 1 everything violates both, at p = .2 nine tenths and six.
    const found = await search(({ at }) => atMost(at('horizon').gap, '0.3'), 'honest', { grade: 4 });
    expect(found.status).toBe('graded');
    expect(found.severity).toBeLessThan(1);
    expect(found.read).toBeGreaterThan(40);
  });

  it('finds none where what breaks the claim breaks the relaxed one', async () => {
    expect(await search(below('0.1'), 'honest', { grade: 1.01 })).toMatchObject({ status: 'none' });
  });

  it('says that a dial does not break a claim', async () => {
    expect(await search(below('2.5'))).toMatchObject({ status: 'never breaks', severity: 1, violations: 0, read: 10 });
  });

  it('says why there are no numbers', async () => {
    const { status, why } = await search(undefined, 'trouble');
    expect(status).toBe('fault');
    expect(why).toMatch('expected a table, got none');
  });

  it('trains nothing twice', async () => {
    const pool = shufflingPool(2, 3, darts);
    const { lab } = options({ pool });
    const looking: Looking = { lab, profile: 'pr', at: 'reference', grade: 2 };
    const first = await searchNearMiss(dartsGate(), 'honest', looking);
    const jobs = pool.jobs.length;
    expect(await searchNearMiss(dartsGate(), 'honest', looking)).toEqual(first);
    expect(pool.jobs.length).toBe(jobs);
  });
});
