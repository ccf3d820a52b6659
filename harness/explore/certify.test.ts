import { type Outcome, ofOneAtom } from '../evidence/outcome';
import { type Evidenced, violated } from '../study/violated';
import { certify } from './certify';
import type { Subject } from './subject';

const outcome = (x: number): Outcome => ofOneAtom({ x, measured: x, allowed: 0.5, factor: x });
const subject = (evidence: readonly Evidenced[], xs: readonly number[]): Subject => ({
  evidence,
  problem: () => ({}),
  shrinks: () => 0,
  trial: () => Promise.resolve(xs.map(outcome)),
  expect: () => {},
});
const mean = { kind: 'mean', delta: 0.1, margin: 0.05 } as const;
const prob = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;

const STAKES = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];

/** The average of (1 + φ/m (x − m))^n over the stakes φ of the e-process for bounded outcomes, against a mean ≤ m = .1. */
const worth = (x: number, n: number) =>
  STAKES.reduce((sum, stake) => sum + (1 + (stake / 0.1) * (x - 0.1)) ** n, 0) / STAKES.length;

function first(reached: (n: number) => boolean): number {
  let n = 1;
  while (!reached(n)) n++;
  return n;
}

describe('certification', () => {
  it('takes the values of a mean as they are, whether or not any is a violation by itself', async () => {
    const found = await certify(subject([mean], [0.14]), '0', { first: 1, cap: 60, alpha: 0.01 });
    const trials = first((n) => worth(0.14, n) >= 100);
    expect(found).toMatchObject({ certified: true, trials, violations: 0 });
    expect(trials).toBeGreaterThan(20); // not given up after a third
  });

  it('averages the e-values of several parts', async () => {
    const { trials } = await certify(subject([mean, mean], [0.18, 0]), '0', { first: 1, cap: 60, alpha: 0.01 });
    expect(trials).toBe(first((n) => (worth(0.18, n) + worth(0, n)) / 2 >= 100));
    expect(trials).toBeGreaterThan(first((n) => worth(0.18, n) >= 100));
  });

  it('needs one fresh violation where none is allowed', async () => {
    const identity = { kind: 'forall', delta: 0, margin: 0.05 } as const;
    const certificate = await certify(subject([identity], [1]), '0', { first: 1, cap: 60, alpha: 1e-9 });
    expect(certificate).toMatchObject({ certified: true, trials: 1 });
  });

  it('ends at its cap', async () => {
    const sometimes = (unit: number) => Promise.resolve([outcome(unit % 7 === 0 ? 1 : 0)]);
    const rare = { ...subject([prob], []), trial: (_: string, unit: number) => sometimes(unit) };
    const certificate = await certify(rare, '0', { first: 1, cap: 60, alpha: 1e-4 });
    expect(certificate).toMatchObject({ certified: false, trials: 60, violations: 8 });
  });
});

it.each([
  [prob, 1, true],
  [prob, 0, false],
  [mean, 0.14, false],
  [mean, 0.16, true],
])('%j with outcome %d: violated is %s', (evidence, x, expected) => {
  expect(violated([prob, evidence], [outcome(0), outcome(x)])).toBe(expected);
});
