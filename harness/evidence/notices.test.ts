import { notices, worse } from './notices';

const prob = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
const LEVEL = 1e-3 / 128;
const units = (...factors: readonly number[]) => factors.map((factor) => ({ x: factor > 1 ? 1 : 0, factor }));
const same = (factor: number, n: number) => units(...Array.from({ length: n }, () => factor));

describe('what a claim notices', () => {
  it('is the reciprocal of the factor where all trials lie alike', () => {
    expect(notices([{ asserted: prob, outcomes: same(0.25, 70) }], LEVEL)).toBeCloseTo(4, 6);
  });

  it('is told to forty halvings of what lies between 1 and a million', () => {
    for (const factor of [0.3, 0.25, 0.02]) {
      const found = notices([{ asserted: prob, outcomes: same(factor, 70) }], LEVEL)!;
      const halvings = (Math.log(found) / Math.log(1e6)) * 2 ** 40;
      expect(Math.abs(halvings - Math.ceil((-Math.log(factor) / Math.log(1e6)) * 2 ** 40))).toBeLessThan(0.1);
    }
  });

  it('leaves a quantity that comes to lie at its bound on the good side', () => {
    expect([2, 2.001].map((s) => worse('prob', { x: 0, factor: 0.5 }, s))).toEqual([0, 1]);
  });

  it('is 1 where the trials falsify it as they are', () => {
    expect(notices([{ asserted: prob, outcomes: same(1.5, 70) }], LEVEL)).toBe(1);
  });

  it('is nothing where no deterioration reaches the bound', () => {
    expect(notices([{ asserted: prob, outcomes: same(0, 70) }], LEVEL)).toBeUndefined();
  });

  it('is nothing on so few trials that all of them could violate', () => {
    // 16^4/5 + … stays below 1/α_F = 128,000: four violations in a row prove too little.
    expect(notices([{ asserted: prob, outcomes: same(0.5, 4) }], LEVEL)).toBeUndefined();
    expect(notices([{ asserted: prob, outcomes: same(0.5, 5) }], LEVEL)).toBeCloseTo(2, 6);
  });

  it('averages the parts at the same index', () => {
    // One part of four has to reach four times as much, which its fifth violation in a row gives no longer.
    const idle = { asserted: prob, outcomes: same(0, 70) };
    const one = { asserted: prob, outcomes: same(0.5, 5) };
    expect(notices([one, idle, idle, idle], LEVEL)).toBeUndefined();
    expect(notices([{ asserted: prob, outcomes: same(0.5, 6) }, idle, idle, idle], LEVEL)).toBeCloseTo(2, 6);
  });

  it('takes a mean times the factor', () => {
    const mean = { kind: 'mean', delta: 0.1, margin: 0.1 } as const;
    const outcomes = Array.from({ length: 400 }, () => ({ x: 0.02, factor: 0.2 }));
    const found = notices([{ asserted: mean, outcomes }], LEVEL)!;
    // Beyond the bound, at five times the mean, and by little with so many trials.
    expect(found).toBeGreaterThan(5);
    expect(found).toBeLessThan(8);
  });

  it('reads every part to its own end, and takes what is unknown for a pass', () => {
    const short = { asserted: prob, outcomes: same(0, 1) };
    expect(notices([short, { asserted: prob, outcomes: same(0.5, 70) }], LEVEL)).toBeCloseTo(2, 6);
    expect(notices([{ asserted: prob, outcomes: same(0.5, 70) }, short], LEVEL)).toBeCloseTo(2, 6);
    const unknown = Array.from({ length: 70 }, () => ({ x: 'unknown' as const, factor: Number.NaN }));
    expect(notices([{ asserted: prob, outcomes: unknown }], LEVEL)).toBeUndefined();
  });

  it('of a mean is no more than 1, and violations stay violations', () => {
    expect(worse('mean', { x: 0.4, factor: 1 }, 2)).toBe(0.8);
    expect(worse('mean', { x: 0.4, factor: 1 }, 5)).toBe(1);
    expect(worse('prob', { x: 1, factor: 0.1 }, 1)).toBe(1);
    expect(worse('prob', { x: 'unknown', factor: 9 }, 9)).toBe('unknown');
  });
});
