import { passesRelaxed } from './grading';
import { type Outcome, ofOneAtom, unknownOutcome } from './outcome';

const prob = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
const LEVEL = 1e-3 / 64 / 2 / 3;
const units = (violations: number, n: number): Outcome[] =>
  Array.from({ length: n }, (_, i) => ofOneAtom({ x: i < violations ? 1 : 0, measured: i, allowed: 1, factor: 1 }));

/** e-value of the mixture after `fails` violations and then `passes` passes, by its definition at δ = .05. */
const worth = (fails: number, passes: number) =>
  [1.5, 2, 4, 8, 16].reduce((sum, r) => sum + (r ** fails * (1 - (0.05 * (r - 1)) / 0.95) ** passes) / 5, 0);

describe('a near miss with relaxed bounds', () => {
  it('passes with no violation, and with a few', () => {
    expect(passesRelaxed(prob, units(0, 40), LEVEL)).toEqual({ violations: 0, passes: true });
    expect(worth(3, 0)).toBeLessThan(1 / LEVEL);
    expect(passesRelaxed(prob, units(3, 40), LEVEL)).toEqual({ violations: 3, passes: true });
  });

  it('does not pass with more than a quarter of violations, whatever the e-process says', () => {
    expect(passesRelaxed({ ...prob, delta: 0.3 }, units(10, 40), LEVEL).passes).toBe(true);
    expect(passesRelaxed({ ...prob, delta: 0.3 }, units(11, 40), LEVEL).passes).toBe(false);
  });

  it('does not pass where the e-process reached its threshold at any unit', () => {
    expect(worth(6, 0)).toBeGreaterThan(1 / LEVEL);
    expect(passesRelaxed(prob, units(6, 40), LEVEL)).toEqual({ violations: 6, passes: false });
  });

  it('does not pass where later units take the e-process back below its threshold', () => {
    const level = 1 / 4;
    expect(worth(1, 0)).toBeGreaterThan(4);
    expect(worth(1, 39)).toBeLessThan(4);
    expect(passesRelaxed(prob, units(1, 40), level)).toEqual({ violations: 1, passes: false });
  });

  it('is read by the e-process alone where the claim is about a mean', () => {
    const mean = { kind: 'mean', delta: 0.2, margin: 0.1 } as const;
    const at = (x: number) => Array.from({ length: 200 }, () => ({ ...units(0, 1)[0]!, x }));
    expect(passesRelaxed(mean, at(0.19), LEVEL)).toEqual({ violations: expect.closeTo(0.19), passes: true });
    expect(passesRelaxed(mean, at(0.6), LEVEL).passes).toBe(false);
    expect(passesRelaxed({ ...mean, delta: 0.5 }, at(0.45), LEVEL)).toMatchObject({ passes: true });
  });

  it('takes what nobody answered for as a pass', () => {
    const unknown: Outcome[] = Array.from({ length: 40 }, () => unknownOutcome());
    expect(passesRelaxed(prob, [...unknown, ...units(3, 3)], LEVEL)).toEqual({ violations: 3, passes: true });
  });
});
