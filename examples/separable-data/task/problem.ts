import { describeEntry, type Region, regionArbitrary } from 'theoremcheck/generators';

/** Logistic regression on separable data: what is drawn, and how it is trained. Plain data. */
export interface Problem {
  /** Length of an input, which is the number of support vectors, too. */
  readonly d: number;
  /** Points that support nothing. */
  readonly extra: number;
  /** Length of the part of a support vector that is across the maximum-margin direction, in margins. */
  readonly rho: number;
  /** Step size as a share of the largest one that the paper allows, 2/(β σ_max²). */
  readonly r: number;
  /** Deviation of an entry of w(0), in units of 1/margin. */
  readonly sigma0: number;
  readonly departures: Departures;
}

/** How a problem departs from the paper's setting. */
export interface Departures {
  /** How many points occur a second time with the opposite label: no w separates the data then. */
  readonly flips: number;
  /** Weight λ of a regularizer (λ/2)|w|². */
  readonly decay: number;
  /** Step t has the size η t^growth. */
  readonly growth: number;
  /** Steps along the first half of the axes are longer by e^stretch than the others: no longer gradient descent. */
  readonly stretch: number;
  /** Weight of a squared loss (1 − z)²/2 beside the logistic one: its tail is not exponential. */
  readonly squared: number;
  /** 1: w(t) = ŵ ln(η t) in place of a training, what the theorem predicts to first order. */
  readonly ideal: number;
}

/** The region over which claims are stated (ours). */
export const region: Region = [
  { symbol: 'd', law: 'count', from: 2, to: 5 },
  { symbol: 'extra', law: 'count', from: 0, to: 8 },
  { symbol: 'rho', law: 'uniform', from: 1, to: 2 },
  { symbol: 'r', law: 'log-uniform', from: 0.2, to: 0.8 },
  { symbol: 'sigma0', law: 'uniform', from: 0.1, to: 0.5 },
];

/** How some symbols are drawn, as verdicts print it. */
export function drawn(...symbols: string[]): Record<string, string> {
  return Object.fromEntries(region.filter((e) => symbols.includes(e.symbol)).map((e) => [e.symbol, describeEntry(e)]));
}

const asInThePaper: Departures = { flips: 0, decay: 0, growth: 0, stretch: 0, squared: 0, ideal: 0 };

/** A problem of the paper's setting with these numbers; those of the reference problem where there are none. */
export const problem = (numbers: Readonly<Record<string, number>> = {}): Problem => ({
  ...{ d: 3, extra: 4, rho: 1.5, r: 0.4, sigma0: 0.3 },
  ...numbers,
  departures: asInThePaper,
});

/** Problems over the region; trial i is the value for its own seed. */
export const problems = regionArbitrary(region).map(problem);

export const depart = (from: Problem, change: Partial<Departures>): Problem => ({
  ...from,
  departures: { ...from.departures, ...change },
});

/** Refuses sizes and scales that mean nothing. Throws a RangeError that names the symbol. */
export function checkProblem({ d, extra, rho, r, sigma0 }: Problem): void {
  demand(Number.isInteger(d) && d >= 2, 'd', 'an integer ≥ 2', d);
  demand(Number.isInteger(extra) && extra >= 0, 'extra', 'an integer ≥ 0', extra);
  demand(rho > 0, 'rho', 'a positive number', rho);
  demand(r > 0 && r <= 100, 'r', 'a number in (0, 100]', r);
  demand(sigma0 >= 0, 'sigma0', 'a number ≥ 0', sigma0);
}

function demand(holds: boolean, symbol: string, expected: string, got: number): void {
  if (!holds) throw new RangeError(`soudry2018, ${symbol}: expected ${expected}, got ${got}`);
}
