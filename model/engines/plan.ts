import type { StreamKey, TrainingRule, Weights } from '../reference/types';
import { mostFeatures, type PromptSpace, takeFeatures } from './feature-plan';
import type { PromptLaw } from './law';
import { padded, recordFloats, takePrompts, type Workspace } from './memory';
import { BLOCK, copyRows, spreadRows } from './prompts';
import { PLAN, readReal, takeFields } from './structs';

/** What has to be laid out. All laws have the same dimensions. */
interface LayoutNeeds {
  readonly rule: TrainingRule;
  readonly laws: readonly PromptLaw[];
  /** Whether there is a W_V. */
  readonly value: boolean;
  readonly space: PromptSpace;
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
  /** Room for a copy of the matrices. */
  readonly before: number;
  readonly attention: number;
  readonly f: number;
  /** Normals of deferred prompts. */
  readonly forwardNoise: number;
  readonly backwardNoise: number;
}

/** What a layout has room for, beyond what all its laws have in common. */
type Capacity = readonly number[];

function capacityOf(laws: readonly PromptLaw[]): Capacity {
  const most = (of: (law: PromptLaw) => number) => Math.max(...laws.map(of));
  return [
    most(({ L }) => L),
    most(recordFloats),
    mostFeatures(laws),
    most(({ deferred }) => deferred?.nX ?? 0),
    most(({ deferred }) => deferred?.groups ?? 0),
    most(({ deferred }) => deferred?.compositionBytes ?? 0),
  ];
}

/** Whether a plan that was laid out for these laws can take prompts of another one as it is. */
export function hasRoomFor(laws: readonly PromptLaw[], another: PromptLaw): boolean {
  const [room, needed] = [capacityOf(laws), capacityOf([another])];
  return needed.every((size, i) => size <= room[i]!);
}

/** Lays out the memory of a training: a batch, or one block of evaluation prompts where that is more. */
export function takePlan(workspace: Workspace, demands: LayoutNeeds, batchKey: StreamKey): PlanLayout {
  const { rule, laws } = demands;
  const n = padded(Math.max(rule.B, BLOCK));
  const prompts = takePrompts(workspace, laws, n);
  const weights = takeWeights(workspace, demands);
  const { values, cotangents } = takeValues(workspace, demands, n);
  const deferred = takeDeferred(workspace, demands, n);
  const { dX: width, m } = shapeOf(demands);
  const features = takeFeatures(workspace, laws, demands.space, { n, dX: width, m });
  const at = takeFields(workspace, PLAN, [
    shapeOf(demands),
    ruleFields(demands, batchKey),
    prompts,
    weights,
    values,
    cotangents,
    deferred,
    { features, deferred: 0 },
  ]);
  const { dX, dY } = laws[0]!;
  const { queryT, key, value, out, r } = weights;
  const { attention, f } = values;
  const { forwardNoise, backwardNoise } = deferred;
  const before = workspace.claimFloats((r - queryT) / 4);
  return {
    at,
    prompts,
    dX,
    dY,
    m: rule.m,
    queryT,
    key,
    value,
    out,
    r,
    attention,
    f,
    forwardNoise,
    backwardNoise,
    before,
  };
}

/** The law at hand sets L and slots. */
function shapeOf({ rule, laws }: LayoutNeeds) {
  const { dX, dY, shared } = laws[0]!;
  return { dX: padded(dX), dY: padded(dY), L: 0, slots: 0, shared: Number(shared), m: padded(rule.m) };
}

function ruleFields({ rule, value }: LayoutNeeds, [key0, key1]: StreamKey) {
  const { B, batches, eta, lambda, stepRate, stepPower, loss, frozen } = rule;
  const trainAttention = Number(!frozen.attention);
  const trainMlp = Number(!frozen.mlp);
  const trainValue = Number(value && !frozen.value);
  const [quarters, hinge] = [4 * stepPower, Number(loss === 'hinge')];
  return {
    B,
    batches,
    eta,
    lambda,
    stepRate,
    quarters,
    loss: 0,
    hinge,
    trainAttention,
    trainMlp,
    trainValue,
    key0,
    key1,
  };
}

function takeWeights(workspace: Workspace, demands: LayoutNeeds) {
  const { dX, dY, m } = shapeOf(demands);
  const take = (floats: number) => workspace.takeFloats(floats);
  const square = () => (demands.value ? take(dY * dY) : 0);
  const [queryT, key, keyT] = [take(dX * dX), take(dX * dX), take(dX * dX)];
  const [value, valueT] = [square(), square()];
  return { queryT, key, keyT, value, valueT, out: take(m * dY), outT: take(m * dY), r: take(m) };
}

/** Everything between prompts and gradients, for n prompts. */
function takeValues(workspace: Workspace, demands: LayoutNeeds, n: number) {
  const { dX, dY, m } = shapeOf(demands);
  const take = (floats: number) => workspace.claimFloats(floats);
  const slots = slotsOf(demands);
  const [u, v, attention, mixed] = [take(n * dX), take(n * dX), take(n * slots), take(n * dY)];
  const valued = demands.value ? take(n * dY) : mixed;
  const [hidden, f, losses, slopes] = [take(n * m), take(n), take(n), take(n)];
  const dMixed = take(n * dY);
  const dValued = demands.value ? take(n * dY) : dMixed;
  const [dV, dU] = [take(n * dX), take(n * dX)];
  const dScores = workspace.takeFloats(slots); // read beyond L, where nothing writes
  return {
    values: { u, v, attention, mixed, valued, hidden, f, losses, slopes },
    cotangents: { dMixed, dValued, dV, dU, dScores },
  };
}

const slotsOf = ({ laws }: LayoutNeeds): number => padded(Math.max(...laws.map(({ L }) => L)));

/** Floats of the normals of a deferred prompt: forwardStride and backwardStride in model/kernel/deferred-noise.ts. */
export const forwardFloats = (dX: number, dY: number, L: number): number =>
  (padded(dX) + padded(dY) + padded(L) + 7) & ~7;
export const backwardFloats = (dX: number, L: number): number => (padded(dX) + padded(L) + 7) & ~7;

/** What passes over deferred prompts need beside, and the transposed factor of any product. */
function takeDeferred(workspace: Workspace, demands: LayoutNeeds, n: number) {
  const { rule, laws } = demands;
  const [{ dX, dY }, slots] = [laws[0]!, slotsOf(demands)];
  const all = laws.flatMap(({ deferred }) => deferred ?? []);
  const most = (of: (law: (typeof all)[number]) => number) => Math.max(0, ...all.map(of));
  const rows = Math.max(
    mostFeatures(laws),
    most(({ nX }) => nX),
  );
  const take = (floats: number) => workspace.claimFloats(all.length > 0 ? floats : 0);
  const compositions = workspace.take(n * most(({ compositionBytes }) => compositionBytes));
  const forwardNoise = take(n * forwardFloats(dX, dY, slots));
  const backwardNoise = take(n * backwardFloats(dX, slots));
  const [products, coefficients, scales] = [take(n * rows), take(n * rows), take(4 * n)];
  const subsets = take(16 * most(({ groups }) => groups));
  const widest = Math.max(padded(dX), padded(dY), padded(rule.m), rows);
  const scratch = workspace.claimFloats(Math.max(n, rows) * widest);
  return { compositions, forwardNoise, backwardNoise, products, coefficients, scales, subsets, scratch };
}

/** Mean loss of the last batch that was assessed. */
export function planLoss(workspace: Workspace, plan: PlanLayout): number {
  return readReal(workspace, PLAN, plan.at, 'loss');
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
  return weightsIn(imageView(workspace, plan), plan, r);
}

/** Keeps a copy of the matrices within the memory, to be read later, if ever: `keptImage`, `weightsIn`. */
export function keepWeights(workspace: Workspace, plan: PlanLayout): void {
  keptView(workspace, plan).set(imageView(workspace, plan));
}

/** That copy, taken out of the memory. */
export const keptImage = (workspace: Workspace, plan: PlanLayout): Float32Array => keptView(workspace, plan).slice();

/** W_Q is the first and `r` lies behind the last one: see takeWeights. */
const imageView = (workspace: Workspace, plan: PlanLayout): Float32Array =>
  workspace.floats(plan.queryT, (plan.r - plan.queryT) / 4);
const keptView = (workspace: Workspace, plan: PlanLayout): Float32Array =>
  workspace.floats(plan.before, (plan.r - plan.queryT) / 4);

/** Copies of the matrices in an image, of this layout or another one of the same training. */
export function weightsIn(image: Float32Array, plan: PlanLayout, r: Float32Array): Weights {
  const { dX, dY, m } = plan;
  const rows = (at: number, n: number, d: number) => readRows(image, (at - plan.queryT) / 4, n, d);
  return {
    WQ: transposed(rows(plan.queryT, dX, dX), dX),
    WK: rows(plan.key, dX, dX),
    ...(plan.value ? { WV: rows(plan.value, dY, dY) } : {}),
    WO: rows(plan.out, m, dY),
    r,
  };
}

function writeRows(workspace: Workspace, at: number, rows: Float32Array, n: number, d: number): void {
  const target = workspace.floats(at, n * padded(d));
  spreadRows(rows, 0, n, d, target, 0);
}

function readRows(image: Float32Array, at: number, n: number, d: number): Float32Array {
  const rows = new Float32Array(n * d);
  copyRows(image, at, n, d, rows, 0);
  return rows;
}

/** Of a square matrix. */
function transposed(matrix: Float32Array, d: number): Float32Array {
  const result = new Float32Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) result[j * d + i] = matrix[i * d + j]!;
  return result;
}
