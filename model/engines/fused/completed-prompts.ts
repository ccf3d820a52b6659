import type { Parameters } from '../../reference/transformer';
import type { Batch, Loss, StreamKey, Weights } from '../../reference/types';
import type { Deferred, PromptLaw } from '../law';
import { padded, recordFloats, type Workspace } from '../memory';
import { backwardFloats, forwardFloats, type PlanLayout } from '../plan';
import { BLOCK, copyPrompts, copyRows, emptyBatch, spreadRows } from '../prompts';
import { complete, directions, type Projected } from './completion';
import { exactProducts } from './exact-product';

/** `cmpl`: the stream of the normals that complete a prompt. */
const COMPLETION = 0x636d706c;

/** A law that is deferred, and where it is written. */
export interface DeferredLaw {
  readonly law: PromptLaw & { readonly deferred: Deferred };
  readonly at: number;
}

/** Which prompts: the first n of batch t of a stream, as a forward pass saw them or a step of a training with this loss. */
export interface Seen {
  readonly key: StreamKey;
  readonly t: number;
  readonly n: number;
  readonly step?: { readonly loss: Loss };
}

/** Prompts that a pass with these weights has seen, completed. They are a pure function of law, weights and what was seen. */
export function completedPrompts(
  workspace: Workspace,
  plan: PlanLayout,
  written: DeferredLaw,
  weights: Weights,
  seen: Seen,
): Batch {
  const batch = emptyBatch(written.law, seen.n);
  for (let first = 0; first < seen.n; first += BLOCK) {
    const count = Math.min(BLOCK, seen.n - first);
    const prompts = projectedPrompts(workspace, plan, written, seen, first, count, batch);
    const normals = completionNormals(workspace, plan, written.law, seen, first, count);
    const along = directionsIn(workspace, weights, prompts, written.law, seen);
    for (let b = 0; b < count; b++) put(batch, first + b, prompts[b]!, along[b]!, written.law, normals[b]!);
  }
  return batch;
}

/** Labels of the first n prompts of batch t of a stream under a law, which are drawn without noise. [n] */
export function labelsOf(
  workspace: Workspace,
  { prompts: { records, labels, signs } }: PlanLayout,
  at: number,
  { key, t, n }: Seen,
): Float32Array {
  const all = new Float32Array(n);
  for (let first = 0; first < n; first += BLOCK) {
    const count = Math.min(BLOCK, n - first);
    workspace.kernel.sampleMeans(at, records, labels, signs, key[0], key[1], t, first, count);
    all.set(workspace.floats(labels, count), first);
  }
  return all;
}

/** What was drawn of a block of prompts; queries, labels and signs go into the batch as they are. */
export function projectedPrompts(
  workspace: Workspace,
  plan: PlanLayout,
  { law, at }: DeferredLaw,
  { key, t, step }: Seen,
  first: number,
  count: number,
  batch: Batch,
): Projected[] {
  const { kernel } = workspace;
  const { records, labels, signs } = plan.prompts;
  kernel.prepare(plan.at, at, count);
  kernel.evaluate(plan.at, at, key[0], key[1], t, first, count);
  if (step) kernel.sampleBackwardNoise(plan.at, key[0], key[1], t, first, count);
  const queries = workspace.floats(records, count * padded(law.dX)).slice();
  kernel.sampleMeans(at, records, labels, signs, key[0], key[1], t, first, count);
  copyPrompts(workspace, plan.prompts, law, batch, first, count);
  copyRows(queries, 0, count, law.dX, batch.xq, first * law.dX);
  return Array.from({ length: count }, (_, b) => projected(workspace, plan, law, batch, first, b, step !== undefined));
}

function projected(
  workspace: Workspace,
  plan: PlanLayout,
  { L, dX, dY }: PromptLaw,
  batch: Batch,
  first: number,
  b: number,
  back: boolean,
): Projected {
  const at = first + b;
  const [forward, backward] = [forwardFloats(dX, dY, L), backwardFloats(dX, L)];
  const [rowX, rowY] = [padded(dX), padded(dY)];
  const normals = (from: number, floats: number, skip: number, n: number) =>
    new Float64Array(workspace.floats(from + 4 * (b * floats + skip), n));
  return {
    m: new Float64Array(batch.x.subarray(at * L * dX, (at + 1) * L * dX)),
    n: new Float64Array(batch.y.subarray(at * L * dY, (at + 1) * L * dY)),
    xq: new Float64Array(batch.xq.subarray(at * dX, (at + 1) * dX)),
    label: batch.label[at]!,
    h: normals(plan.forwardNoise, forward, rowX, dY),
    g: normals(plan.forwardNoise, forward, rowX + rowY, L),
    ...(back && {
      back: { k: normals(plan.backwardNoise, backward, 0, dX), w: normals(plan.backwardNoise, backward, rowX, L) },
    }),
  };
}

/** Further normals of a block of prompts, [L, dX] and [L, dY] each. Overwrites the records in memory. */
function completionNormals(
  { kernel }: Workspace,
  plan: PlanLayout,
  law: PromptLaw,
  { key, t }: Seen,
  first: number,
  count: number,
): { X: Float64Array; Z: Float64Array }[] {
  const { L, dX, dY } = law;
  const floats = (L * (dX + dY) + 7) & ~7;
  const stream = plan.prompts.records;
  kernel.seed(stream, key[0], key[1], t, COMPLETION, first / BLOCK);
  const target = stream + 64;
  return Array.from({ length: count }, () => {
    const view = new Float32Array(kernel.memory.buffer, target, floats).fill(0);
    kernel.addNormals(stream, target, floats, 1);
    return {
      X: new Float64Array(view.subarray(0, L * dX)),
      Z: new Float64Array(view.subarray(L * dX, L * (dX + dY))),
    };
  });
}

/** `directions`, with the kernel's products. Overwrites what lies behind the plan. */
export function directionsIn(
  workspace: Workspace,
  w: Parameters,
  prompts: readonly Projected[],
  { deferred: { sigma } }: DeferredLaw['law'],
  { step }: Seen,
): ReturnType<typeof directions> {
  return directions(exactProducts(workspace), w, prompts, sigma, step?.loss ?? 'logistic');
}

function put(
  batch: Batch,
  at: number,
  p: Projected,
  along: ReturnType<typeof directions>[number],
  { L, dX, dY, deferred: { sigma } }: DeferredLaw['law'],
  { X, Z }: { X: Float64Array; Z: Float64Array },
): void {
  const { x, y } = complete(p, along, sigma, X, Z);
  batch.x.set(x, at * L * dX);
  batch.y.set(y, at * L * dY);
}

/** Writes prompts as records, as the kernel's sampler would have. */
export function writePrompts(
  workspace: Workspace,
  at: { readonly records: number; readonly labels: number; readonly signs: number },
  law: PromptLaw,
  batch: Batch,
  first: number,
  count: number,
): void {
  const { L, dX, dY, shared } = law;
  const size = recordFloats(law);
  for (let b = 0; b < count; b++) {
    const record = workspace.floats(at.records + 4 * b * size, size);
    const place = first + b;
    spreadRows(batch.x, place * L * dX, L, dX, record, 0);
    if (!shared) spreadRows(batch.y, place * L * dY, L, dY, record, L * padded(dX));
    spreadRows(batch.xq, place * dX, 1, dX, record, size - padded(dX));
  }
  workspace.floats(at.labels, count).set(batch.label.subarray(first, first + count));
  workspace.floats(at.signs, count * L).set(batch.sign.subarray(first * L, (first + count) * L));
}
