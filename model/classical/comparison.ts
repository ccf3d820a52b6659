import type { Batch, Forward } from '../reference/types';
import { learners } from './learners';

/** How a token p = (x, y) of li2024 is read: x are its first dX entries, the label is the sign of y·q. */
interface TokenShape {
  readonly dX: number;
  /** [dY], label embedding */
  readonly q: Float64Array;
}

/** What is compared, in the order of the columns. */
export const contestants: readonly string[] = ['in context', ...Object.keys(learners)];

/**
 * 0–1 errors on the queries of a batch: of a trained model's answers to the prompts, and of every classical learner when it
 * is trained on the contexts of each prompt alone. An answer of 0 is an error of the model, as everywhere.
 *
 * @throws Error when the answers are to other prompts
 */
export function contextErrors(batch: Batch, answers: Pick<Forward, 'f' | 'label'>, shape: TokenShape): number[] {
  const { n, label } = batch;
  if (label.some((z, b) => z !== answers.label[b])) throw new Error('contextErrors: expected answers to these prompts');
  const prompts = Array.from({ length: n }, (_, b) => classicalPrompt(batch, b, shape));
  const wrong = (says: (b: number) => number) => prompts.filter((_, b) => !(says(b) * label[b]! > 0)).length / n;
  const classical = Object.values(learners).map((learner) =>
    wrong((b) => learner(prompts[b]!.x, prompts[b]!.y, prompts[b]!.query)),
  );
  return [wrong((b) => answers.f[b]!), ...classical];
}

/** The contexts and the query of prompt b as x [L, dX], y [L] of ±1 and query [dX]. */
function classicalPrompt({ n, x, xq }: Batch, b: number, { dX, q }: TokenShape) {
  const d = dX + q.length;
  const L = x.length / (n * d);
  const tokens = Array.from({ length: L }, (_, l) => x.subarray((b * L + l) * d, (b * L + l + 1) * d));
  const label = (y: Float32Array) => Math.sign(y.reduce((sum, value, j) => sum + value * q[j]!, 0));
  return {
    x: Float32Array.from(tokens.flatMap((token) => [...token.subarray(0, dX)])),
    y: tokens.map((token) => label(token.subarray(dX))),
    query: xq.subarray(b * d, b * d + dX),
  };
}
