import { ln } from '../../../generators/math';
import { errorRate } from '../../../model/one-layer/observations';
import type { StreamKey } from '../../../model/reference/types';
import type { PatternTraining } from './training';

/** Fractions α′ at which prompt lengths are measured (ours). */
export const FRACTIONS = [0.3, 0.45, 0.6, 0.8] as const;
/** Error that a sufficient prompt length has to reach (li2024 card, L3). */
export const SUFFICIENT = 0.05;
/** Lengths that are tried, in steps of about a third (ours). */
export const LENGTHS = [1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 28, 37, 50] as const;

interface EvaluationPoint {
  readonly step: number;
  readonly prompts: number;
  readonly key: StreamKey;
}

function errorAt(
  training: PatternTraining,
  { step, prompts, key }: EvaluationPoint,
  alpha: number,
  contexts: number,
): number {
  return errorRate(training.answers(key, step, prompts, training.heldOut({ alpha, contexts })));
}

/**
 * With l = ⌈1/α′⌉ contexts none of them shares the query's pattern with probability (1 − α′/2)^l, and then nothing says
 * which of the two it is. The least, over α′, of the error minus half that probability, in standard errors of the error.
 */
export function shortPromptExcess(training: PatternTraining, at: EvaluationPoint): number {
  const excesses = FRACTIONS.map((alpha) => {
    const contexts = Math.ceil(1 / alpha);
    const least = (1 - alpha / 2) ** contexts / 2;
    return (errorAt(training, at, alpha, contexts) - least) / Math.sqrt((least * (1 - least)) / at.prompts);
  });
  return Math.min(...excesses);
}

/**
 * Least-squares slope of ln l against ln α′, l the shortest length whose error is at most .05: between the last length above
 * and the first below, ln(error) is taken to be linear in the length. Where no length suffices, the longest counts.
 */
export function lengthExponent(training: PatternTraining, at: EvaluationPoint): number {
  return slope(
    FRACTIONS.map(ln),
    FRACTIONS.map((alpha) => ln(sufficientLength(training, at, alpha))),
  );
}

function sufficientLength(training: PatternTraining, at: EvaluationPoint, alpha: number): number {
  let [before, above] = [0, 0.5];
  for (const contexts of LENGTHS) {
    const error = errorAt(training, at, alpha, contexts);
    if (error <= SUFFICIENT) {
      // An error of 0 is counted as half a prompt, so that its logarithm exists.
      const below = Math.max(error, 0.5 / at.prompts);
      return before + ((contexts - before) * ln(above / SUFFICIENT)) / ln(above / below);
    }
    [before, above] = [contexts, error];
  }
  return LENGTHS.at(-1)!;
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const centre = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [x0, y0] = [centre(xs), centre(ys)];
  const along = xs.reduce((sum, x, i) => sum + (x - x0) * (ys[i]! - y0), 0);
  return along / xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
}
