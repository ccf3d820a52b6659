import { assertsNothing, Evidence, type X } from './evidence';
import type { Asserted } from './grids';
import { intervalOf } from './interval';

const PROB: Asserted = { kind: 'prob', delta: 0.05, margin: 0.05 };

function after(asserted: Asserted, xs: readonly X[]): Evidence {
  const evidence = new Evidence(asserted);
  for (const x of xs) evidence.add(x);
  return evidence;
}

test('an unknown outcome counts against either verdict', () => {
  const unknown = after(PROB, [0, 'unknown', 0]);
  expect(unknown.logECorroborate).toBe(after(PROB, [0, 1, 0]).logECorroborate);
  expect(unknown.logEFalsify).toBe(after(PROB, [0, 0, 0]).logEFalsify);
  expect([unknown.n, unknown.unknowns, unknown.mean]).toEqual([3, 1, 0]);
});

test('the mean is that of the known outcomes', () => {
  expect(after(PROB, [1, 'unknown', 'unknown', 0]).mean).toBe(0.5);
});

test('counts what it has seen, and has no mean before', () => {
  expect(after(PROB, []).mean).toBeNaN();
  expect(after(PROB, [1, 1, 0, 1]).mean).toBe(0.75);
  expect(after(PROB, [0, 'unknown', 'unknown']).unknowns).toBe(2);
});

test('knows what further passes would come to', () => {
  const few = after(PROB, [0, 1, 0]);
  for (const more of [0, 1, 5]) {
    const many = after(PROB, [0, 1, 0, ...Array<X>(more).fill(0)]).logECorroborate;
    expect(few.logECorroborateAfter(more)).toBeCloseTo(many, 12);
  }
});

test('its interval is that of the outcomes, by their kind', () => {
  const counts = new Map([
    [0, 3],
    [1, 2],
  ]);
  expect(after(PROB, [0, 1, 0, 'unknown', 1, 0]).interval()).toEqual(intervalOf('binary', counts, 1));
  const mean: Asserted = { kind: 'mean', delta: 0.1, margin: 0.1 };
  expect(after(mean, [0, 1, 0, 1, 0]).interval()).toEqual(intervalOf('bounded', counts, 0));
});

test('delta = 0: the first violation falsifies, an unknown outcome does not', () => {
  const exact: Asserted = { kind: 'forall', delta: 0, margin: 0.05 };
  expect(after(exact, [0, 'unknown', 0]).logEFalsify).toBe(0);
  expect(after(exact, [0, 1]).logEFalsify).toBe(Number.POSITIVE_INFINITY);
  expect(after({ ...exact, kind: 'mean' }, [0, 1e-12]).logEFalsify).toBe(Number.POSITIVE_INFINITY);
});

test('a claim whose sum is short of 1 by more than rounding leaves an alternative', () => {
  const almost: Asserted = { kind: 'prob', delta: 0.5, margin: 0.5 - 1e-9 };
  expect(assertsNothing(almost)).toBe(false);
  expect(() => new Evidence(almost)).not.toThrow();
  expect(assertsNothing({ ...almost, margin: 0.5 - 1e-13 })).toBe(true);
});

test('the two sides bet against delta + margin and against delta', () => {
  const one = after({ kind: 'prob', delta: 0.2, margin: 0.3 }, [0]);
  const gain = (r: number) => 1 + ((1 - r) / 0.5) * 0.5;
  expect(Math.exp(one.logECorroborate)).toBeCloseTo(gain(0) / 2 + (gain(1 / 8) + gain(1 / 4) + gain(1 / 2)) / 6, 14);
  const lose = (rho: number) => 1 - ((rho - 1) / 0.8) * 0.2;
  expect(Math.exp(one.logEFalsify)).toBeCloseTo((lose(1.5) + lose(2) + lose(4)) / 3, 14);
});

test('means may be anything in [0, 1], indicators may not', () => {
  expect(after({ kind: 'mean', delta: 0.1, margin: 0.1 }, [0.25, 0.75]).mean).toBe(0.5);
  expect(() => after(PROB, [0.25])).toThrow(/violation indicator/);
});

test('nothing is asked of what is a claim: no bound, no margin', () => {
  expect(() => new Evidence({ kind: 'prob', delta: 0, margin: 0.05 })).not.toThrow();
  expect(() => new Evidence({ kind: 'prob', delta: 0.05, margin: 0 })).not.toThrow();
});

test.each<[number, number]>([
  [0.9, 0.1],
  [0.95, 0.05],
  [0.57, 0.43],
  [1, 0.1],
  [1 - 1e-12, 0],
  [-0.1, 0.2],
  [0.1, -0.05],
  [Number.NaN, 0.1],
])('delta = %d, margin = %d is no claim', (delta, margin) => {
  expect(() => new Evidence({ kind: 'prob', delta, margin })).toThrow(/delta \+ margin < 1/);
});
