import { loadKernel } from '../../../model/engines/kernel';
import { PromptSampler } from '../../../model/engines/sampler';
import { forward } from '../../../model/reference/transformer';
import type { Batch, StreamKey } from '../../../model/reference/types';
import type { PatternTraining } from './training';

/** Which contexts of a prompt are kept: those that attention ranks first, or the first ones, which are a random choice. */
type Choice = 'attention' | 'any';

/** Of the contexts of a prompt at test, the share that is kept (ours). */
const KEPT = 1 / 4;

/**
 * 0–1 error on held-out tasks when only a quarter of the ⌈12/α′⌉ contexts of each prompt is shown to the model: chosen by its
 * own attention to the whole prompt, or any.
 */
export function errorOfChosen(
  training: PatternTraining,
  { step, prompts, key }: { step: number; prompts: number; key: StreamKey },
  choice: Choice,
): number {
  const whole = new PromptSampler(loadKernel(), training.heldOut()).batch(key, step, prompts);
  const count = Math.ceil(KEPT * training.problem.lTest);
  const { attention } = forward(training.weights(), whole, 'hinge');
  const L = training.problem.lTest;
  const kept = Array.from({ length: prompts }, (_, b) =>
    choice === 'any' ? first(count) : largest(attention.subarray(b * L, (b + 1) * L), count),
  );
  const { f } = forward(training.weights(), subset(whole, kept), 'hinge');
  return f.reduce((wrong, value, b) => wrong + (value * whole.label[b]! > 0 ? 0 : 1), 0) / prompts;
}

const first = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Indices of the largest values; of equal ones the smaller index first. */
function largest(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values, (value, i) => ({ value, i }))
    .sort((a, b) => b.value - a.value || a.i - b.i)
    .slice(0, count)
    .map(({ i }) => i);
}

/** The same prompts with some of their contexts, as many in each. */
function subset({ n, x, xq, label, sign }: Batch, kept: readonly (readonly number[])[]): Batch {
  const [d, L] = [xq.length / n, sign.length / n];
  const count = kept[0]!.length;
  const chosen = new Float32Array(n * count * d);
  const signs = new Float32Array(n * count);
  kept.forEach((indices, b) => {
    indices.forEach((l, k) => {
      chosen.set(x.subarray((b * L + l) * d, (b * L + l + 1) * d), (b * count + k) * d);
      signs[b * count + k] = sign[b * L + l]!;
    });
  });
  return { n, x: chosen, y: chosen, xq, label, sign: signs };
}
