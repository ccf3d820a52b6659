import { dot, meanOf, type Reals } from '../../model/reference/linear';
import { stepRounding } from '../../model/reference/rounding';
import { mapMatrices, sgdStep, stepRule, type Trained } from '../../model/reference/transformer';
import type { Batch } from '../../model/reference/types';
import type { Case } from '../problems';

/** One step of a peer in units of what two correct float32 programs may differ by: at most 1 where the peer computes our update. */
export function shareOfRounding(
  { setting, init }: Case,
  batch: Batch,
  encoded: Readonly<Record<string, string>>,
): number {
  const rule = stepRule(setting.rule, 1);
  const exact = sgdStep(init, batch, rule).weights;
  const bound = stepRounding(init, batch, rule);
  const theirs = mapMatrices(init, (_, name) => Float64Array.from(floats(encoded[name]!)));
  return Math.max(...names(exact).map((name) => worst(theirs[name]!, exact[name]!, bound[name]!)));
}

const names = (matrices: Trained) => Object.keys(matrices) as (keyof Trained)[];

function worst(theirs: Float64Array, ours: Float64Array, bound: Float64Array): number {
  return theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i]!) / bound[i]!), 0);
}

function floats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

/** Mean of a number over prompts, and the variance of that mean. */
export interface PromptMean {
  readonly mean: number;
  readonly variance: number;
}

/** The numbers of peer.py's `statistics` for prompts of ours. */
export function momentsOf({ n, x, y, xq, label }: Batch, direction: Float64Array): readonly PromptMean[] {
  const [dX, dY] = [xq.length / n, direction.length];
  const L = x.length / (n * dX);
  const row = (from: Float32Array, at: number, d: number) => from.subarray(at * d, (at + 1) * d);
  const mean = (b: number, of: (l: number) => number) => meanOf(Array.from({ length: L }, (_, l) => of(b * L + l)));
  const each = (of: (b: number) => number) => moment(Array.from({ length: n }, (_, b) => of(b)));
  return [
    each((b) => mean(b, (l) => square(row(x, l, dX)))),
    each((b) => mean(b, (l) => square(row(y, l, dY)))),
    each((b) => square(row(xq, b, dX))),
    each((b) => label[b]! * mean(b, (l) => dot(dX, row(x, l, dX), row(xq, b, dX)) * dot(dY, row(y, l, dY), direction))),
  ];
}

/** The farthest that two lists of means are apart, in standard errors. */
export function apart(ours: readonly PromptMean[], theirs: readonly PromptMean[]): number {
  return Math.max(
    ...ours.map(
      ({ mean, variance }, i) => Math.abs(mean - theirs[i]!.mean) / Math.sqrt(variance + theirs[i]!.variance),
    ),
  );
}

function moment(values: readonly number[]): PromptMean {
  const mean = meanOf(values);
  return { mean, variance: meanOf(values.map((value) => (value - mean) ** 2)) / values.length };
}

const square = (v: Reals) => dot(v.length, v, v);
