import { conceptDictionary, type Dictionary } from '../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { conceptLaw } from '../engines/concept-law';
import { loadKernel } from '../engines/kernel';
import { PromptSampler } from '../engines/sampler';
import type { Batch } from '../reference/types';
import { normalCdf } from './normal';
import { bayesError, guessingOracle, knowingOracle } from './oracle';

const KAPPA = 0.3;
/** σ/|b| = 0.7: the Bayes error is Φ(−1/0.7) = 0.0766. */
const SIGMA = 0.7 * Math.sqrt((1 - KAPPA) / 2);
const N = 10_000;
/** A fixed seed, and |z| < 4 in 8 comparisons below: a correct program fails with probability 8 · 6.3e-5 = 5e-4 over seeds. */
const Z = 4;

function problemOf(changes: { K1: number; K2?: number; p?: number; pNu?: number; sigma?: number }) {
  return {
    ...{ K2: 0, dX: 16, dY: 12, L: 2, m: 2, B: 32, eta: 1, lambda: 0, sigma0: 1, sigma1: 0.1 },
    ...{ kappaX: KAPPA, kappaY: KAPPA, sigma: SIGMA, p: 0, pNu: 0, departures: NO_DEPARTURES },
    ...changes,
  };
}

/** Prompts with their co-concepts: the sampler's choices do not depend on noise, so a noiseless twin shows them. */
function prompts(changes: Parameters<typeof problemOf>[0]) {
  const problem = problemOf(changes);
  const dictionary = conceptDictionary(problem, [4, 2]);
  const draw = (sigma: number) =>
    new PromptSampler(loadKernel(), conceptLaw({ ...problem, sigma }, dictionary)).batch([31, 7], 0, N);
  return { dictionary, batch: draw(SIGMA), concepts: coConcepts(draw(0), dictionary) };
}

/** In a noiseless prompt the co-concept is the one that all words carry; −1 where polysemy leaves several. */
function coConcepts({ n, x, xq }: Batch, { a }: Dictionary): number[] {
  const d = xq.length / n;
  const words = (b: number) => [
    x.subarray(2 * b * d, (2 * b + 1) * d),
    x.subarray((2 * b + 1) * d, (2 * b + 2) * d),
    xq.subarray(b * d, (b + 1) * d),
  ];
  const carries = (word: Float32Array, ak: Float64Array) => ak.reduce((sum, v, i) => sum + v * word[i]!, 0) > 0.3;
  return Array.from({ length: n }, (_, b) => {
    const shared = a.flatMap((ak, k) => (words(b).every((word) => carries(word, ak)) ? [k] : []));
    return shared.length === 1 ? shared[0]! : -1;
  });
}

const query = ({ n, xq }: Batch, b: number) => xq.subarray((b * xq.length) / n, ((b + 1) * xq.length) / n);

/** One indicator of an error per prompt whose co-concept is certain. */
function errors({ batch, concepts }: { batch: Batch; concepts: number[] }, sign: (b: number) => number): number[] {
  return concepts.flatMap((k, b) => (k < 0 ? [] : [sign(b) === batch.label[b] ? 0 : 1]));
}

const mean = (values: readonly number[]) => values.reduce((a, v) => a + v, 0) / values.length;

describe('the oracle that knows the co-concept errs at Φ(−|b|/σ)', () => {
  test.each([{ K1: 1 }, { K1: 4 }, { K1: 4, p: 0.02 }, { K1: 4, K2: 4, p: 0.2, pNu: 0.25 }])('%j', (changes) => {
    const drawn = prompts(changes);
    const wrong = errors(drawn, (b) => knowingOracle(drawn.dictionary, drawn.concepts[b]!, query(drawn.batch, b)));
    const expected = bayesError(problemOf(changes));
    expect(expected).toBeCloseTo(0.0766, 4);
    // Which prompts have a certain co-concept depends on the choices only, so dropping the others changes no error rate.
    expect(wrong.length).toBeGreaterThan(0.8 * N);
    const z = (mean(wrong) - expected) / Math.sqrt((expected * (1 - expected)) / wrong.length);
    expect(Math.abs(z)).toBeLessThan(Z);
  });
});

describe('the likelihood ratio without the co-concept', () => {
  test.each([2, 3, 4])('does worse among %i concepts', (K1) => {
    const drawn = prompts({ K1 });
    const knowing = errors(drawn, (b) => knowingOracle(drawn.dictionary, drawn.concepts[b]!, query(drawn.batch, b)));
    const guessing = errors(drawn, (b) => Math.sign(guessingOracle(drawn.dictionary, SIGMA, query(drawn.batch, b))));
    const excess = guessing.map((wrong, i) => wrong - knowing[i]!);
    const spread = Math.sqrt(mean(excess.map((e) => e * e)) / N);

    expect(mean(excess) / spread).toBeGreaterThan(Z); // measured: z of 11, 16 and 17
  });

  test('is the same classifier when there is one concept', () => {
    const drawn = prompts({ K1: 1 });
    for (let b = 0; b < 1000; b++) {
      const xq = query(drawn.batch, b);
      expect(Math.sign(guessingOracle(drawn.dictionary, SIGMA, xq))).toBe(knowingOracle(drawn.dictionary, 0, xq));
    }
  });

  test('is calibrated: the error it expects of itself is the one it makes', () => {
    const drawn = prompts({ K1: 4 });
    const ratios = drawn.concepts.map((_, b) => guessingOracle(drawn.dictionary, SIGMA, query(drawn.batch, b)));
    const surprise = ratios.map((ratio, b) => {
      const wrong = Math.sign(ratio) === drawn.batch.label[b] ? 0 : 1;
      return wrong - 1 / (1 + Math.exp(Math.abs(ratio)));
    });
    const z = mean(surprise) / Math.sqrt(mean(surprise.map((s) => s * s)) / N);
    expect(Math.abs(z)).toBeLessThan(Z);
  });
});

describe('Φ', () => {
  // Values to 16 digits from tables (abramowitz1972, 26.2) and arbitrary-precision arithmetic.
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145705],
    [-2, 0.0227501319481792],
    [-3, 0.0013498980316300946],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416053e-24],
    [-37, 5.725571222524576e-300],
  ])('Φ(%d)', (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-12);
  });

  test('its derivative is the density, also where the two formulas meet', () => {
    for (const x of [-6, -2.5, -2.0005, -2, -1.9995, -0.5, 0, 0.7, 3]) {
      const h = 1e-4;
      const slope = (normalCdf(x + h) - normalCdf(x - h)) / (2 * h);
      const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
      expect(Math.abs(slope / density - 1)).toBeLessThan(1e-6); // h²/6·(x² − 1) and rounding 1e-16/(h·density)
    }
  });

  test('no noise, no error; ever more noise, a coin toss', () => {
    expect(bayesError({ kappaX: 0.3, sigma: 0 })).toBe(0);
    expect(bayesError({ kappaX: 0.3, sigma: 1e9 })).toBeCloseTo(0.5, 8);
    expect(bayesError({ kappaX: 0.3, sigma: 0.05 })).toBeLessThan(3e-7);
  });
});
