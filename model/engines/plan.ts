import type { Key, TrainingRule, Weights } from '../types';
import type { PromptLaw } from './law';
import { padded, realsAt, takePrompts, type Workspace } from './memory';
import { BLOCK, copyRows } from './prompts';

/** What has to be laid out. All laws have the same dimensions. */
export interface Demands {
  readonly rule: TrainingRule;
  readonly laws: readonly PromptLaw[];
  /** Whether there is a W_V. */
  readonly value: boolean;
}

/** Where a training lies in the kernel's memory. */
export interface PlanLayout {
  /** The `Plan` structure (model/kernel/plan.ts). */
  readonly at: number;
  readonly prompts: { readonly records: number; readonly labels: number; readonly signs: number };
  readonly dX: number;
  readonly dY: number;
  readonly m: number;
  readonly queryT: number;
  readonly key: number;
  /** 0 without W_V. */
  readonly value: number;
  readonly out: number;
  readonly r: number;
  readonly attention: number;
  readonly f: number;
}

/** Integers of the structure before its 64-bit floats, and the place of the loss among those. */
const INTEGERS = 41;
const LOSS = 3;

/** Lays out the memory of a training: a batch, or one block of evaluation prompts where that is more. */
export function takePlan(workspace: Workspace, { rule, laws, value }: Demands, batchKey: Key): PlanLayout {
  const { B, eta, lambda, stepRate, stepPower, batches, frozen } = rule;
  const n = padded(Math.max(B, BLOCK));
  const [dX, dY, m] = [padded(laws[0]!.dX), padded(laws[0]!.dY), padded(rule.m)];
  const slots = padded(Math.max(...laws.map(({ L }) => L)));
  const prompts = takePrompts(workspace, laws, n);
  const take = (floats: number) => workspace.takeFloats(floats);
  const [queryT, key, keyT] = [take(dX * dX), take(dX * dX), take(dX * dX)];
  const [valueMatrix, valueT] = value ? [take(dY * dY), take(dY * dY)] : [0, 0];
  const [out, outT, r] = [take(m * dY), take(m * dY), take(m)];
  const [u, v, attention, mixed] = [take(n * dX), take(n * dX), take(n * slots), take(n * dY)];
  const valued = value ? take(n * dY) : mixed;
  const hidden = take(n * m);
  const [f, losses, slopes] = [take(n), take(n), take(n)];
  const dMixed = take(n * dY);
  const dValued = value ? take(n * dY) : dMixed;
  const [dV, dU, dScores] = [take(n * dX), take(n * dX), take(slots)];
  const scratch = take(n * Math.max(dX, dY, m));
  const trained = [!frozen.attention, value && !frozen.value, !frozen.mlp].map(Number);
  // The law at hand sets L and slots.
  const shape = [dX, dY, 0, 0, Number(laws[0]!.shared), m, B, batches];
  const how = [...trained, Number(rule.loss === 'hinge'), 4 * stepPower, ...batchKey];
  const weights = [queryT, key, keyT, valueMatrix, valueT, out, outT, r];
  const values = [u, v, attention, mixed, valued, hidden, f, losses, slopes, dValued, dMixed, dV, dU, dScores];
  const integers = [...shape, ...how, prompts.records, prompts.labels, prompts.signs, ...weights, ...values, scratch];
  const at = workspace.takeStruct(integers, [eta, lambda, stepRate, 0]);
  const { dX: width, dY: depth } = laws[0]!;
  return { at, prompts, dX: width, dY: depth, m: rule.m, queryT, key, value: valueMatrix, out, r, attention, f };
}

/** Mean loss of the last batch that was assessed. */
export function planLoss(workspace: Workspace, plan: PlanLayout): number {
  return new Float64Array(workspace.kernel.memory.buffer, plan.at + realsAt(INTEGERS), LOSS + 1)[LOSS]!;
}

export function writeWeights(workspace: Workspace, plan: PlanLayout, weights: Weights): void {
  const { dX, dY, m } = plan;
  writeRows(workspace, plan.queryT, transposed(weights.WQ, dX), dX, dX);
  writeRows(workspace, plan.key, weights.WK, dX, dX);
  if (weights.WV) writeRows(workspace, plan.value, weights.WV, dY, dY);
  writeRows(workspace, plan.out, weights.WO, m, dY);
  workspace.floats(plan.r, m).set(weights.r);
  workspace.kernel.settle(plan.at);
}

/** Copies of the matrices, unpadded, beside the given `r`. */
export function readWeights(workspace: Workspace, plan: PlanLayout, r: Float32Array): Weights {
  const { dX, dY, m } = plan;
  return {
    WQ: transposed(readRows(workspace, plan.queryT, dX, dX), dX),
    WK: readRows(workspace, plan.key, dX, dX),
    ...(plan.value ? { WV: readRows(workspace, plan.value, dY, dY) } : {}),
    WO: readRows(workspace, plan.out, m, dY),
    r,
  };
}

function writeRows(workspace: Workspace, at: number, rows: Float32Array, n: number, d: number): void {
  const target = workspace.floats(at, n * padded(d));
  for (let i = 0; i < n; i++) target.set(rows.subarray(i * d, (i + 1) * d), i * padded(d));
}

function readRows(workspace: Workspace, at: number, n: number, d: number): Float32Array {
  const rows = new Float32Array(n * d);
  copyRows(workspace.floats(at, n * padded(d)), 0, n, d, rows, 0);
  return rows;
}

/** Of a square matrix. */
function transposed(matrix: Float32Array, d: number): Float32Array {
  const result = new Float32Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) result[j * d + i] = matrix[i * d + j]!;
  return result;
}
