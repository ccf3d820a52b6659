import { describeEntry, type Region, regionArbitrary } from 'theoremcheck/generators';

/** In-context linear regression: what is drawn, and how a layer is trained on it. Plain data. */
export interface Problem {
  /** Length of an input. */
  readonly dx: number;
  /** Length of a target. */
  readonly dy: number;
  /** Examples in a prompt. */
  readonly N: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** Steps of a training. */
  readonly T: number;
  /** Step size of the training's first step; it falls linearly to 0 at T. */
  readonly alpha: number;
  /** Weights start as normal numbers of this deviation, divided by √(dx + dy). */
  readonly sigma0: number;
  /** Step size of the gradient descent that the paper's weights perform. */
  readonly eta: number;
  readonly departures: Departures;
}

/** How a problem departs from the paper's setting. */
export interface Departures {
  /** The first entry of an input is uniform on ± this, the others on ±1. */
  readonly stretch: number;
  /** Mean of every entry of a task matrix; its deviation is 1. */
  readonly taskMean: number;
  /** How much of the attention comes from a softmax over the scores, in [0, 1]; the rest are the scores themselves. */
  readonly softmax: number;
  /** W_Q and W_K keep their initial value: 0 or 1. */
  readonly frozen: number;
  /** Instead of a training, the paper's weights for η and a drawn W_0; or those for the best step size and W_0 = 0. */
  readonly weights: 'trained' | 'constructed' | 'ideal';
  /** The paper's weights take a step of this many times the right size. */
  readonly stepFactor: number;
  /** The paper's weights have W_V transposed: 0 or 1. */
  readonly transposed: number;
}

/** The region over which claims are stated (ours). */
export const region: Region = [
  { symbol: 'dx', law: 'count', from: 2, to: 4 },
  { symbol: 'dy', law: 'count', from: 2, to: 3 },
  { symbol: 'N', law: 'count', from: 6, to: 12 },
  { symbol: 'B', law: 'count', from: 64, to: 80 },
  { symbol: 'T', law: 'count', from: 350, to: 400 },
  { symbol: 'alpha', law: 'log-uniform', from: 0.03, to: 0.05 },
  { symbol: 'sigma0', law: 'uniform', from: 0.3, to: 0.5 },
  { symbol: 'eta', law: 'log-uniform', from: 0.1, to: 3 },
];

/** How some symbols are drawn, as verdicts print it. */
export function drawn(...symbols: string[]): Record<string, string> {
  return Object.fromEntries(region.filter((e) => symbols.includes(e.symbol)).map((e) => [e.symbol, describeEntry(e)]));
}

const asInThePaper: Departures = {
  ...{ stretch: 1, taskMean: 0, softmax: 0, frozen: 0 },
  ...{ weights: 'trained', stepFactor: 1, transposed: 0 },
};

/** A problem of the paper's setting with these numbers; those of the reference problem where there are none. */
export const problem = (numbers: Readonly<Record<string, number>> = {}): Problem => ({
  ...{ dx: 3, dy: 2, N: 10, B: 72, T: 375, alpha: 0.04, sigma0: 0.4, eta: 1 },
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
export function checkProblem({ departures, ...numbers }: Problem): void {
  for (const name of ['dx', 'dy', 'N', 'B', 'T'] as const) {
    demand(Number.isInteger(numbers[name]) && numbers[name] >= 1, name, 'an integer ≥ 1', numbers[name]);
  }
  for (const name of ['alpha', 'sigma0', 'eta'] as const) {
    demand(numbers[name] > 0 && numbers[name] <= 100, name, 'a number in (0, 100]', numbers[name]);
  }
  const { stretch, softmax } = departures;
  demand(stretch > 0, 'stretch', 'a positive number', stretch);
  demand(softmax >= 0 && softmax <= 1, 'softmax', 'a share in [0, 1]', softmax);
}

function demand(holds: boolean, symbol: string, expected: string, got: number): void {
  if (!holds) throw new RangeError(`regression problem: expected ${symbol} to be ${expected}, got ${got}`);
}
