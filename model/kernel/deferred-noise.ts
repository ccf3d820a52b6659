/**
 * Prompts of a deferred law: compositions, queries in full, and of the other noise the projections that a pass reads, as
 * standard normals. Those of the backward pass have a stream of their own: a forward pass alone sees the same prompts.
 */
import { compose, compositionBytes } from './composition';
import { clearPadding, materialiseQuery } from './concepts';
import { ConceptLaw } from './law';
import { addNormals } from './normals';
import { Plan } from './plan';
import { BLOCK, startBlock } from './prompts';
import { seed } from './random';

const FORWARD: u32 = 0x666f7277;
const BACKWARD: u32 = 0x6261636b;
const stream = memory.data(64, 16);

// @ts-ignore: decorator
@inline
export function lawOf(plan: Plan): ConceptLaw {
  return changetype<ConceptLaw>(plan.deferred);
}

/** Bytes of the normals of a prompt in the forward pass: query [dX], h [dY], g [slots]. */
// @ts-ignore: decorator
@inline
export function forwardStride(plan: Plan): usize {
  return <usize>(4 * ((plan.dX + plan.dY + plan.slots + 7) & ~7));
}

/** Bytes of the normals of a prompt in the backward pass: k [dX], w [slots]. */
// @ts-ignore: decorator
@inline
export function backwardStride(plan: Plan): usize {
  return <usize>(4 * ((plan.dX + plan.slots + 7) & ~7));
}

/** `rows` rows of `stride` bytes of standard normals, a block of prompts at a time. */
function drawRows(at: usize, stride: usize, tag: u32, k0: u32, k1: u32, t: u32, first: i32, rows: i32): void {
  memory.fill(at, 0, stride * <usize>rows);
  for (let done = 0; done < rows; done += BLOCK) {
    const now = min(BLOCK, rows - done);
    seed(stream, k0, k1, t, tag, (first + done) / BLOCK);
    addNormals(stream, at + stride * <usize>done, now * <i32>(stride >> 2), 1);
  }
}

/** query ← query + σ noise */
// @ts-ignore: decorator
@inline
function perturb(query: usize, noise: usize, d: i32, sigma: v128): void {
  for (let i = 0; i < d; i += 4) {
    v128.store(query, f32x4.add(v128.load(query), f32x4.mul(sigma, v128.load(noise))));
    query += 16;
    noise += 16;
  }
}

/** Prompts first … first+n−1 (`first` a multiple of 64) of batch t of the stream (k0, k1): all that a forward pass reads. */
export function sampleDeferred(plan: Plan, k0: u32, k1: u32, t: u32, first: i32, n: i32): void {
  const law = lawOf(plan);
  const stride = forwardStride(plan);
  const rowX = <usize>(4 * plan.dX);
  const sigma = f32x4.splat(<f32>law.sigma);
  drawRows(plan.forwardNoise, stride, FORWARD, k0, k1, t, first, n);
  if (law.tailX < 4) clearPadding(plan.forwardNoise, n, stride, plan.dX, law.tailX);
  if (law.tailY < 4) clearPadding(plan.forwardNoise + rowX, n, stride, plan.dY, law.tailY);
  let composition = plan.compositions;
  for (let b = 0; b < n; b++) {
    const at = <usize>b;
    if (b % BLOCK == 0) startBlock(k0, k1, t, (first + b) / BLOCK);
    compose(law, composition, plan.labels + 4 * at, plan.signs + 4 * at * <usize>law.L);
    materialiseQuery(law, composition, plan.records + rowX * at);
    perturb(plan.records + rowX * at, plan.forwardNoise + stride * at, plan.dX, sigma);
    composition += compositionBytes(law);
  }
}

/** What the backward pass of those prompts reads beside. */
export function sampleBackwardNoise(plan: Plan, k0: u32, k1: u32, t: u32, first: i32, n: i32): void {
  const law = lawOf(plan);
  const stride = backwardStride(plan);
  drawRows(plan.backwardNoise, stride, BACKWARD, k0, k1, t, first, n);
  if (law.tailX < 4) clearPadding(plan.backwardNoise, n, stride, plan.dX, law.tailX);
}
