import * as fc from 'fast-check';
import type { Assumption, Dial, Family, Observation, Seeds, Training } from '../family';

/** A family without any learning, for tests: its numbers are closed forms of the step. */
export interface ToyProblem {
  readonly K: number;
  readonly eta: number;
  readonly B: number;
  readonly noise: number;
}

const reference: ToyProblem = { K: 4, eta: 0.5, B: 8, noise: 0 };

const dial = (doc: string, apply: Dial<ToyProblem>['apply']): Dial<ToyProblem> => ({
  doc,
  physical: (severity) => `${doc} = ${severity}`,
  apply,
});

const quiet: Assumption<ToyProblem> = {
  name: 'quiet',
  doc: 'little noise',
  paper: 'noise = O(1)',
  region: { noise: '0 … 0.1, uniform' },
  dial: dial('noise', (problem, noise) => ({ ...problem, noise })),
};

const observation = (
  doc: string,
  range: readonly [number, number],
  prompted: boolean,
  value: (problem: ToyProblem, step: number) => number,
): Observation<ToyProblem, Training> => ({
  doc,
  range,
  prompted,
  witnessBound: () => 1e-6,
  measure: (_, { problem, step }) => value(problem, step),
});

function train(_: ToyProblem, seeds: Seeds): Promise<Training> {
  let step = 0;
  // Nothing is learned from it: it tells trainings apart.
  let start = Float32Array.of(seeds('start')[0]! / 2 ** 32);
  const advance = (to: number) => {
    step = to;
    return undefined;
  };
  return Promise.resolve({
    engine: 'fused',
    get step() {
      return step;
    },
    advance,
    parameters: () => ({ start }),
    load: (parameters, to) => {
      start = Float32Array.from(parameters.start!);
      advance(to);
    },
  });
}

export const toyFamily = {
  name: 'toy',
  problems: fc.record({
    K: fc.integer({ min: 2, max: 6 }),
    eta: fc.constant(0.5),
    B: fc.constant(8),
    noise: fc.constant(0),
  }),
  reference,
  corners: {
    low: { ...reference, K: 2 },
    high: { ...reference, K: 6 },
    fast: { ...reference, eta: 2 },
    slow: { ...reference, eta: 0.1 },
  },
  check: () => {},
  symbols: ({ K, eta, B, noise }: ToyProblem) => ({ K, eta, B, noise }),
  assumptions: { quiet },
  dials: { batchSize: dial('B', (problem: ToyProblem, B: number) => ({ ...problem, B })) },
  engines: ['fused'] as const,
  prepare: () => Promise.resolve({ fingerprint: 'toy', describe: 'toy' }),
  train,
  observations: {
    error: observation('0–1 error', [0, 1], true, ({ noise }, t) => Math.min(1, 0.5 * 2 ** (-t / 8) + noise)),
    attention: observation('correct attention', [0, 1], false, ({ noise }, t) => 1 - 0.4 * 2 ** (-t / 8) - noise / 2),
    weight: observation(
      'a weight',
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      false,
      ({ eta }, t) => eta * t,
    ),
  },
  arrays: () => Promise.resolve({ arrays: {}, json: {} }),
} satisfies Family<ToyProblem>;
