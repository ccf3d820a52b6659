import * as fc from 'fast-check';
import { UsageError } from '../base/usage-error';
import type { WireRange } from './protocol';

/** Levels of a continuous law, as a power of two: j / 2^16 for j = 0 … 2^16. */
const BITS = 16;

/** A problem that another language trains: a number for every symbol. */
export type Numbers = Readonly<Record<string, number>>;

/** Problems of independent ranges, each from an `fc.integer` that we map. */
export function problemsOf(ranges: Readonly<Record<string, WireRange>>, who: string): fc.Arbitrary<Numbers> {
  const laws = Object.entries(ranges).map(([symbol, range]) => [symbol, lawOf(symbol, range, who)] as const);
  return fc.record(Object.fromEntries(laws), { noNullPrototype: true });
}

/** A range as it is printed: `0.02 … 0.1, log-uniform`, `4 … 16, even`, `0.0001`. */
export function rangeText({ law, from, to }: WireRange): string {
  if (law === 'constant' || from === to) return `${from}`;
  if (law === 'count') return `${from} … ${to}`;
  return `${from} … ${to}, ${law === 'even count' ? 'even' : law}`;
}

/** The middle of every range, where nobody names a reference problem. */
export function middleOf(ranges: Readonly<Record<string, WireRange>>): Numbers {
  return Object.fromEntries(Object.entries(ranges).map(([symbol, range]) => [symbol, middle(range)]));
}

function middle({ law, from, to }: WireRange): number {
  if (law === 'log-uniform') return Math.sqrt(from * to);
  if (law === 'even count') return from + 2 * Math.floor((to - from) / 4);
  return law === 'count' ? Math.floor((from + to) / 2) : (from + to) / 2;
}

function lawOf(symbol: string, range: WireRange, who: string): fc.Arbitrary<number> {
  demandRange(symbol, range, who);
  const { law, from, to } = range;
  if (law === 'constant') return fc.constant(from);
  if (law === 'count') return fc.integer({ min: from, max: to });
  if (law === 'even count') return fc.integer({ min: 0, max: (to - from) / 2 }).map((j) => from + 2 * j);
  const value = law === 'uniform' ? (j: number) => from + (j / 2 ** BITS) * (to - from) : geometric(from, to);
  return fc.integer({ min: 0, max: 2 ** BITS }).map((j) => (j === 2 ** BITS ? to : value(j)));
}

/** from · (to/from)^(j / 2^16), by square roots and products alone: the same bits on every machine. */
function geometric(from: number, to: number): (j: number) => number {
  const roots: number[] = [];
  for (let i = 0, root = Math.sqrt(to / from); i < BITS; i++, root = Math.sqrt(root)) roots.push(root);
  return (j) => roots.reduce((value, root, i) => (j & (2 ** (BITS - 1 - i)) ? value * root : value), from);
}

function demandRange(symbol: string, { law, from, to }: WireRange, who: string): void {
  const demand = (sound: boolean, expected: string) => {
    if (sound) return;
    throw UsageError.expected(`${who}, problems, ${symbol}`, `${expected} for ${law}`, `${from} … ${to}`);
  };
  demand(from <= to, 'from ≤ to');
  demand(law !== 'constant' || from === to, 'from = to');
  demand(law !== 'log-uniform' || from > 0, 'from > 0');
  demand(law !== 'count' || (Number.isInteger(from) && Number.isInteger(to)), 'integers');
  demand(law !== 'even count' || (from % 2 === 0 && to % 2 === 0), 'even integers');
}
