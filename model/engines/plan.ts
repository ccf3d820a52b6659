import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Key, Weights } from '../types';
import { padded, takePrompts, type Workspace } from './memory';
import { BLOCK, copyRows } from './prompts';

/** Where a training lies in the kernel's memory. */
export interface PlanLayout {
  /** The `Plan` structure (model/kernel/plan.ts). */
  readonly at: number;
  readonly prompts: { readonly records: number; readonly labels: number; readonly signs: number };
  readonly queryT: number;
  readonly key: number;
  readonly out: number;
  readonly r: number;
  readonly attention: number;
  readonly f: number;
}

/** Integers of the structure before its 64-bit floats, and the place of the loss among those. */
const INTEGERS = 34;
const LOSS = 3;

/** Lays out the memory of a training: a batch, or one block of evaluation prompts where that is more. */
export function takePlan(workspace: Workspace, problem: ConceptProblem, batchKey: Key): PlanLayout {
  const n = padded(Math.max(problem.B, BLOCK));
  const [dX, dY, slots, m] = [problem.dX, problem.dY, problem.L, problem.m].map(padded) as [
    number,
    number,
    number,
    number,
  ];
  const prompts = takePrompts(workspace, problem, n);
  const take = (floats: number) => workspace.takeFloats(floats);
  const queryT = take(dX * dX);
  const key = take(dX * dX);
  const keyT = take(dX * dX);
  const out = take(m * dY);
  const outT = take(m * dY);
  const r = take(m);
  const [u, v] = [take(n * dX), take(n * dX)];
  const attention = take(n * slots);
  const mixed = take(n * dY);
  const hidden = take(n * m);
  const [f, losses, slopes] = [take(n), take(n), take(n)];
  const [dMixed, dV, dU, dScores] = [take(n * dY), take(n * dX), take(n * dX), take(slots)];
  const scratch = take(n * Math.max(dX, dY, m));
  const { B, L, eta, lambda, departures } = problem;
  const { batches, frozenAttention, frozenMlp, stepRate, stepPower } = departures;
  const shape = [dX, dY, L, slots, m, B, batches, 1 - frozenAttention, 1 - frozenMlp, 4 * stepPower, ...batchKey];
  const weights = [queryT, key, keyT, out, outT, r];
  const values = [u, v, attention, mixed, hidden, f, losses, slopes, dMixed, dV, dU, dScores];
  const pointers = [prompts.records, prompts.labels, prompts.signs, ...weights, ...values, scratch];
  const at = workspace.takeStruct([...shape, ...pointers], [eta, lambda, stepRate, 0]);
  return { at, prompts, queryT, key, out, r, attention, f };
}

/** Mean logistic loss of the last batch that was assessed. */
export function planLoss(workspace: Workspace, plan: PlanLayout): number {
  return new Float64Array(workspace.kernel.memory.buffer, plan.at + 4 * INTEGERS, LOSS + 1)[LOSS]!;
}

export function writeWeights(workspace: Workspace, plan: PlanLayout, problem: ConceptProblem, weights: Weights): void {
  const { dX, dY, m } = problem;
  writeRows(workspace, plan.queryT, transposed(weights.WQ, dX), dX, dX);
  writeRows(workspace, plan.key, weights.WK, dX, dX);
  writeRows(workspace, plan.out, weights.WO, m, dY);
  workspace.floats(plan.r, m).set(weights.r);
  workspace.kernel.settle(plan.at);
}

/** Copies of the matrices, unpadded, beside the given `r`. */
export function readWeights(workspace: Workspace, plan: PlanLayout, problem: ConceptProblem, r: Float32Array): Weights {
  const { dX, dY, m } = problem;
  return {
    WQ: transposed(readRows(workspace, plan.queryT, dX, dX), dX),
    WK: readRows(workspace, plan.key, dX, dX),
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
