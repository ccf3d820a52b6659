import * as fc from 'fast-check';
import type { Dial, Divergence, Engine, Family, Observation, Seeds, Training } from '../../statement/family';

/** A family for tests: training is a coin that shows a violation with a known probability. */
export interface Coin {
  /** P(violation) after training. */
  readonly p: number;
  /** Only there to be drawn. */
  readonly size: number;
  readonly steps: number;
  /** Step of a divergence, 0 for none; where it is negative, on the second engine alone. */
  readonly divergeAt: number;
  /** By how much the second engine is wrong in every step; where it is negative, in the steps after `LATE` alone. */
  readonly offset: number;
  /** Whether a training throws (1), kills its process (2) or hangs (3). */
  readonly trouble: 0 | 1 | 2 | 3;
}

export const fair: Coin = { p: 0, size: 1, steps: 10, divergeAt: 0, offset: 0, trouble: 0 };

interface CoinTraining extends Training {
  readonly seeds: Seeds;
}

const dial = (key: keyof Coin): Dial<Coin> => ({
  doc: key,
  physical: (severity) => `${key} = ${severity}`,
  apply: (problem, severity) => ({ ...problem, [key]: severity }),
});

const heads: Observation<Coin, CoinTraining> = {
  doc: 'whether the coin shows a violation; always before any training',
  range: [0, 1],
  prompted: false,
  witnessBound: () => 0.1,
  measure: (_, { problem, step, key }) => (step === 0 || key[0] / 2 ** 32 < problem.p ? 1 : 0),
};

const weight: Observation<Coin, CoinTraining> = {
  doc: 'a number that depends on every step and on the seed',
  range: [0, 10],
  prompted: true,
  witnessBound: () => 1e-3,
  measure: (training, { key, prompts }) => training.parameters().w![0]! + (key[1] / 2 ** 32 + prompts) / 1e6,
};

export const coin: Family<Coin, CoinTraining> = {
  name: 'coin',
  problems: fc.record({
    p: fc.constant(0),
    size: fc.integer({ min: 0, max: 1000 }),
    steps: fc.integer({ min: 5, max: 15 }),
    divergeAt: fc.constant(0),
    offset: fc.constant(0),
    trouble: fc.constant(0 as const),
  }),
  reference: fair,
  corners: {
    small: { ...fair, size: 0 },
    middle: { ...fair, size: 500 },
    odd: { ...fair, size: 501 },
    large: { ...fair, size: 1000 },
  },
  check: (problem) => {
    if (!(problem.p >= 0 && problem.p <= 1)) throw new Error(`coin: expected 0 ≤ p ≤ 1, got ${problem.p}`);
  },
  symbols: ({ p, size, steps }) => ({ p, size, steps }),
  assumptions: {
    honest: { name: 'honest', doc: 'an honest coin', paper: 'p = 0', region: { p: '0' }, dial: dial('p') },
  },
  dials: {
    p: dial('p'),
    size: dial('size'),
    divergeAt: dial('divergeAt'),
    offset: dial('offset'),
    trouble: dial('trouble'),
  },
  engines: ['fused', 'tfjs'],
  prepare: () => Promise.resolve({ fingerprint: 'coin', describe: 'coin' }),
  train: (problem, seeds, engine) => Promise.resolve(train(problem, seeds, engine)),
  observations: { heads, weight },
  arrays: () => Promise.resolve({ arrays: {}, json: {} }),
};

function train(problem: Coin, seeds: Seeds, engine: Engine): CoinTraining {
  let step = 0;
  const w = new Float32Array([seeds('init')[0] / 2 ** 32, 1]);
  const second = engine === 'tfjs';
  const divergeAt = second ? Math.abs(problem.divergeAt) : problem.divergeAt;
  return {
    engine: engine === 'tfjs' ? 'tfjs(toy)' : 'fused',
    seeds,
    get step() {
      return step;
    },
    advance: (to): Divergence | undefined => {
      trouble(problem.trouble);
      for (; step < to; step++) {
        if (step + 1 === divergeAt) return { step: step + 1, what: 'loss is NaN' };
        w[0] = 0.5 * w[0]! + 0.25 + (second ? wrong(problem, step + 1) : 0);
      }
      return undefined;
    },
    parameters: () => ({ w: w.slice() }),
    load: (parameters, at) => {
      w.set(parameters.w!);
      step = at;
    },
    stepBound: () => ({ w: new Float64Array([1e-6, 0]) }),
  };
}

/** The second engine may be right for so many steps. */
const LATE = 8;

const wrong = ({ offset }: Coin, step: number): number => (offset >= 0 ? offset : step > LATE ? -offset : 0);

function trouble(kind: Coin['trouble']): void {
  if (kind === 1) throw new Error('coin: expected a table, got none');
  if (kind === 2) process.exit(7);
  if (kind === 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
