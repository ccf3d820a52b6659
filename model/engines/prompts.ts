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

/** `rows` rows of d floats from a padded source to a dense target. */
export function copyRows(
  from: Float32Array,
  at: number,
  rows: number,
  d: number,
  to: Float32Array,
  into: number,
): void {
  moveRows(rows, d, from, at, padded(d), to, into, d);
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
  if (d < padded(d)) to.fill(0, into, into + rows * padded(d));
  moveRows(rows, d, from, at, d, to, into, padded(d));
}

/** Rows that begin `apart` floats from each other, to where they begin `away` floats from each other. A view of a short row would take longer than its floats. */
function moveRows(
  rows: number,
  d: number,
  from: Float32Array,
  at: number,
  apart: number,
  to: Float32Array,
  into: number,
  away: number,
): void {
  if (apart === away) {
    to.set(from.subarray(at, at + rows * d), into);
    return;
  }
  for (let i = 0; i < rows; i++) {
    const [source, target] = [at + i * apart, into + i * away];
    for (let j = 0; j < d; j++) to[target + j] = from[source + j]!;
  }
}
