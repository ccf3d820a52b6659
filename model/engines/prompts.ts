import type { Batch } from '../reference/types';
import type { PromptLaw } from './law';
import { padded, recordFloats, type Workspace } from './memory';

/** Prompts per block: the unit in which the kernel seeds its streams, so the unit in which long batches are fetched. */
export const BLOCK = 64;

/** An empty batch of n prompts. */
export function emptyBatch({ L, dX, dY, shared }: PromptLaw, n: number): Batch {
  const x = new Float32Array(n * L * dX);
  return {
    n,
    x,
    y: shared ? x : new Float32Array(n * L * dY),
    xq: new Float32Array(n * dX),
    label: new Float32Array(n),
    sign: new Float32Array(n * L),
  };
}

/** Copies the `count` prompts in memory into places `first` … of `batch`, without padding. */
export function copyPrompts(
  workspace: Workspace,
  at: { records: number; labels: number; signs: number },
  law: PromptLaw,
  batch: Batch,
  first: number,
  count: number,
): void {
  const { L, dX, dY, shared } = law;
  const size = recordFloats(law);
  const query = size - padded(dX);
  for (let b = 0; b < count; b++) {
    const record = workspace.floats(at.records + 4 * b * size, size);
    copyRows(record, 0, L, dX, batch.x, (first + b) * L * dX);
    if (!shared) copyRows(record, L * padded(dX), L, dY, batch.y, (first + b) * L * dY);
    copyRows(record, query, 1, dX, batch.xq, (first + b) * dX);
  }
  batch.label.set(workspace.floats(at.labels, count), first);
  batch.sign.set(workspace.floats(at.signs, count * L), first * L);
}

/** `rows` rows of d floats from a padded source to a dense target. Rows are short: a view of each would take longer than its floats. */
export function copyRows(
  from: Float32Array,
  at: number,
  rows: number,
  d: number,
  to: Float32Array,
  into: number,
): void {
  if (d === padded(d)) {
    to.set(from.subarray(at, at + rows * d), into);
    return;
  }
  for (let i = 0, target = into; i < rows; i++) {
    const start = at + i * padded(d);
    for (let j = 0; j < d; j++, target++) to[target] = from[start + j]!;
  }
}

/** `rows` rows of d floats from a dense source to a padded target, whose padding becomes 0. */
export function spreadRows(
  from: Float32Array,
  at: number,
  rows: number,
  d: number,
  to: Float32Array,
  into: number,
): void {
  if (d === padded(d)) {
    to.set(from.subarray(at, at + rows * d), into);
    return;
  }
  for (let i = 0, source = at; i < rows; i++) {
    const start = into + i * padded(d);
    for (let j = 0; j < d; j++, source++) to[start + j] = from[source]!;
    to.fill(0, start + d, start + padded(d));
  }
}
