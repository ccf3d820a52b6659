/** What is drawn. TODO: replace the symbols by those of your paper; keep problems plain data. */
import { describeEntry, type Region, regionArbitrary } from 'theoremcheck/generators';

/** Least squares in d dimensions, learned by SGD on fresh batches. */
export interface Problem {
  /** Dimension. */
  readonly d: number;
  /** Step size. */
  readonly eta: number;
  /** Batch size. */
  readonly B: number;
  /** Standard deviation of the label noise. */
  readonly sigma: number;
  /** Departures, for controls: 1 replaces every label by noise. */
  readonly shuffled: number;
  /** Departures, for controls: 1 starts at the solution. */
  readonly ideal: number;
}

/** TODO: the region over which your theorem is claimed. It is what problems are drawn from, and it is printed. */
export const region: Region = [
  { symbol: 'd', law: 'count', from: 4, to: 16 },
  { symbol: 'eta', law: 'log-uniform', from: 0.05, to: 0.2 },
  { symbol: 'B', law: 'count', from: 16, to: 64 },
  { symbol: 'sigma', law: 'uniform', from: 0, to: 0.1 },
];

const problem = (values: Readonly<Record<string, number>>): Problem => ({
  ...{ d: 8, eta: 0.1, B: 32, sigma: 0.05, shuffled: 0, ideal: 0 },
  ...values,
});

/** Problems over the region; trial i is the value for its own seed. */
export const problems = regionArbitrary(region).map(problem);

/** Where witnesses and cheap controls run. */
export const reference = problem({});

/** TODO: at least four corners of the region, each at several extremes at once: a mixture could hide a failure there. */
export const corners = {
  'small steps, high dimension': problem({ d: 16, eta: 0.05, B: 16, sigma: 0.1 }),
  'large steps, high dimension': problem({ d: 16, eta: 0.2, B: 16, sigma: 0.1 }),
  'large steps, low dimension': problem({ d: 4, eta: 0.2, B: 16, sigma: 0.1 }),
  'small steps, no noise': problem({ d: 4, eta: 0.05, B: 64, sigma: 0 }),
};

/** Refuses a problem that cannot be trained, by name: dials and explorations may ask for one. Throws a RangeError. */
export function check({ d, eta, B, sigma }: Problem): void {
  const sound = Number.isInteger(d) && d >= 1 && Number.isInteger(B) && B >= 1 && eta > 0 && sigma >= 0;
  if (!sound) throw new RangeError(`problem: expected d, B ≥ 1, eta > 0, sigma ≥ 0, got ${[d, B, eta, sigma]}`);
}

/** The laws of symbols in words, as verdicts print them: `0.05 … 0.2, log-uniform`. */
export function drawn(...symbols: readonly string[]): Record<string, string> {
  const named = region.filter(({ symbol }) => symbols.includes(symbol));
  return Object.fromEntries(named.map((entry) => [entry.symbol, describeEntry(entry)]));
}
