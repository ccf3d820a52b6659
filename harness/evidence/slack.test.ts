import { EProcess } from './eprocess';
import type { Asserted } from './grids';
import { reachesLevel } from './reaches';
import { type Consumed, slack } from './slack';

const PROB: Asserted = { kind: 'prob', delta: 0.05, margin: 0.05 };
const outcome = (factor: number) => ({ x: factor > 1 ? 1 : 0, factor });

/** Whether indicators 1{factor > s} corroborate at any index. */
function corroborated({ asserted, outcomes }: Consumed, s: number, alpha: number): boolean {
  const process = EProcess.corroborating('binary', asserted.delta + asserted.margin);
  let best = process.logE;
  for (const { factor } of outcomes) {
    process.add(factor > s ? 1 : 0);
    best = Math.max(best, process.logE);
  }
  return reachesLevel(best, alpha);
}

test('the largest factor, where every trial counts', () => {
  const outcomes = Array.from({ length: 32 }, (_, i) => outcome(0.001 * i));
  expect(slack([{ asserted: PROB, outcomes }], 0.05)).toBe(0.031);
});

test('with trials to spare some may fail: equals a scan over all factors', () => {
  const outcomes = Array.from({ length: 150 }, (_, i) => outcome(i === 40 ? 1.7 : ((i * 37) % 150) / 160));
  const part = { asserted: PROB, outcomes };
  const scan = outcomes.map(({ factor }) => factor).filter((s) => s <= 1 && corroborated(part, s, 0.05));
  const found = slack([part], 0.05)!;
  expect(found).toBe(Math.min(...scan));
  expect(found).toBeLessThan(149 / 160);
});

test('parts share the factor: the worst part decides', () => {
  const even = (factor: number) => ({ asserted: PROB, outcomes: Array(40).fill(outcome(factor)) });
  expect(slack([even(0.2), even(0.7), even(0.1)], 0.05)).toBe(0.7);
  expect(slack([even(0), even(0)], 0.05)).toBe(0);
});

test('the bound itself may be the tightest one', () => {
  const outcomes = [...Array(31).fill(outcome(0.1)), outcome(1)];
  expect(slack([{ asserted: PROB, outcomes }], 0.05)).toBe(1);
});

test('one trial at a lax level is searched as well', () => {
  // E after one pass is at least 1 + .1/.9/2.
  expect(slack([{ asserted: PROB, outcomes: [outcome(0)] }], 0.95)).toBe(0);
  expect(slack([{ asserted: PROB, outcomes: [outcome(0.3)] }], 0.95)).toBe(0.3);
});

test('what is unknown is no candidate, wherever it stands', () => {
  const lost = { x: 'unknown' as const, factor: Number.NaN };
  const outcomes = Array.from({ length: 150 }, (_, i) => (i === 75 ? lost : outcome(((i * 37) % 150) / 160)));
  const part = { asserted: PROB, outcomes };
  const counted = { asserted: PROB, outcomes: outcomes.map((one) => (one === lost ? outcome(2) : one)) };
  const scan = outcomes.map(({ factor }) => factor).filter((s) => s <= 1 && corroborated(counted, s, 0.05));
  expect(slack([part], 0.05)).toBe(Math.min(...scan));
});

test('a claim that is not corroborated has no slack', () => {
  const good = { asserted: PROB, outcomes: Array(40).fill(outcome(0.1)) };
  expect(slack([good, { asserted: PROB, outcomes: Array(31).fill(outcome(0.1)) }], 0.05)).toBeUndefined();
  expect(slack([{ asserted: PROB, outcomes: Array(30).fill(outcome(0.1)) }], 0.05)).toBeUndefined();
});

test('divergences and unknown outcomes stay violations however loose the bound', () => {
  const rest = Array(90).fill(outcome(0.4));
  const diverged = { x: 1, factor: Number.POSITIVE_INFINITY };
  const lost = { x: 'unknown' as const, factor: 0 };
  expect(slack([{ asserted: PROB, outcomes: [diverged, ...rest] }], 0.05)).toBe(0.4);
  const short = Array(32).fill(outcome(0.4));
  expect(slack([{ asserted: PROB, outcomes: short }], 0.05)).toBe(0.4);
  expect(slack([{ asserted: PROB, outcomes: [lost, ...short] }], 0.05)).toBeUndefined();
});

test('means: the smallest multiple of the bound that the outcomes still corroborate', () => {
  const asserted: Asserted = { kind: 'mean', delta: 0.25, margin: 0.05 };
  const outcomes = Array.from({ length: 200 }, (_, i) => ({ x: 0.1 + 0.002 * (i % 10), factor: 0.5 }));
  const s = slack([{ asserted, outcomes }], 0.05)!;
  const largest = (m: number) => {
    const e = (n: number) =>
      [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95].reduce(
        (sum, phi) => sum + outcomes.slice(0, n).reduce((f, { x }) => f * (1 + (phi / (1 - m)) * (m - x)), 1) / 7,
        0,
      );
    return Math.max(...outcomes.map((_, i) => e(i + 1)));
  };
  expect(s).toBeGreaterThan(0);
  expect(s).toBeLessThan(1);
  expect(largest(s * 0.25 + 0.05)).toBeCloseTo(20, 6);
  // Forty halvings of [0, 1] end at a multiple of 2^−40.
  expect(Number.isInteger(s * 2 ** 40)).toBe(true);
});

test('of a mean nothing is left of the bound where the margin alone is corroborated, whatever the factors', () => {
  const asserted: Asserted = { kind: 'mean', delta: 0.25, margin: 0.3 };
  expect(slack([{ asserted, outcomes: Array(100).fill({ x: 0, factor: 0 }) }], 0.05)).toBe(0);
  expect(slack([{ asserted, outcomes: Array(200).fill({ x: 0.1, factor: 9 }) }], 0.05)).toBe(0);
});
