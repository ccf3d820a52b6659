import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Batch } from '../types';
import { padded, recordFloats, type Workspace } from './memory';

/** Prompts per block: the unit in which the kernel seeds its streams, so the unit in which long batches are fetched. */
export const BLOCK = 64;

/** An empty batch of n prompts. */
export function emptyBatch({ L, dX, dY }: ConceptProblem, n: number): Batch {
  return {
    n,
    x: new Float32Array(n * L * dX),
    y: new Float32Array(n * L * dY),
    xq: new Float32Array(n * dX),
    label: new Float32Array(n),
    sign: new Float32Array(n * L),
  };
}

/** Copies the `count` prompts in memory into places `first` … of `batch`, without padding. */
export function copyPrompts(
  workspace: Workspace,
  at: { records: number; labels: number; signs: number },
  problem: ConceptProblem,
  batch: Batch,
  first: number,
  count: number,
): void {
  const { L, dX, dY } = problem;
  const size = recordFloats(problem);
  for (let b = 0; b < count; b++) {
    const record = workspace.floats(at.records + 4 * b * size, size);
    const y = L * padded(dX);
    copyRows(record, 0, L, dX, batch.x, (first + b) * L * dX);
    copyRows(record, y, L, dY, batch.y, (first + b) * L * dY);
    copyRows(record, y + L * padded(dY), 1, dX, batch.xq, (first + b) * dX);
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
  if (d === padded(d)) {
    to.set(from.subarray(at, at + rows * d), into);
    return;
  }
  for (let i = 0; i < rows; i++) {
    const start = at + i * padded(d);
    to.set(from.subarray(start, start + d), into + i * d);
  }
}
