/**
 * Attention where of the noise only those projections are drawn that a pass reads (docs/decisions/0011). In exact arithmetic
 * the result has the law of the pass over prompts drawn in full:
 *
 *   score_l = m_l·v + σ|v| g_l,   Σ s_l y_l = Σ s_l n_l + σ|s| h,   y_l·δ = n_l·δ + σ (ŝ_l (h·δ) + |δ| (w_l − ŝ_l (ŝ·w))),
 *   Σ c_l x_l = Σ c_l m_l + σ ((Σ c_l g_l) v̂ + |c| (k − v̂ (v̂·k)))
 *
 * with means m, n of words and label vectors, unit vectors under hats, δ = dMixed, c = dScores and independent normals g, h, w, k.
 * Means are sums of few features: products are taken with the features, sums over demonstrations become coefficients of features.
 */
import { compositionBytes, furtherAt, labelsAt, subsetsAt, subsetStride } from './composition';
import { backwardStride, forwardStride, lawOf } from './deferred-noise';
import { NEVER, largest, real, softmax } from './forward';
import { ConceptLaw } from './law';
import { product, total } from './matrix';
import { Plan } from './plan';

/** Sixteen masks: lane i of mask j is bit i of j. */
const masks = memory.data(256, 16);
let masked: bool = false;

function prepareMasks(): void {
  if (masked) return;
  for (let j = 0; j < 16; j++) {
    for (let i = 0; i < 4; i++) store<i32>(masks + <usize>(16 * j + 4 * i), -((j >> i) & 1));
  }
  masked = true;
}

/** Inner product of two padded rows, in every lane. */
// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, d: i32): v128 {
  let sum = f32x4.splat(0);
  const end = a + <usize>(4 * d);
  while (a < end) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
  }
  return total(sum);
}

// @ts-ignore: decorator
@inline
function lane(v: v128): f32 {
  return f32x4.extract_lane(v, 0);
}

/** to ← to + a x */
// @ts-ignore: decorator
@inline
function accumulate(to: usize, a: v128, x: usize, d: i32): void {
  const end = to + <usize>(4 * d);
  while (to < end) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(a, v128.load(x))));
    to += 16;
    x += 16;
  }
}

/** The sums of all subsets of four products, for every group. */
// @ts-ignore: decorator
@inline
function subsetSums(products: usize, groups: i32, to: usize): void {
  for (let g = 0; g < groups; g++) {
    const t = v128.load(products);
    const a = f32x4.extract_lane(t, 0), b = f32x4.extract_lane(t, 1);
    const low = f32x4(0, a, b, a + b);
    const c = f32x4.splat(f32x4.extract_lane(t, 2)), d = f32x4.splat(f32x4.extract_lane(t, 3));
    const middle = f32x4.add(low, c);
    v128.store(to, low);
    v128.store(to, middle, 16);
    v128.store(to, f32x4.add(low, d), 32);
    v128.store(to, f32x4.add(middle, d), 48);
    products += 16;
    to += 64;
  }
}

// @ts-ignore: decorator
@inline
function entry(table: usize, row: i32): f32 {
  return load<f32>(table + (<usize>row << 2));
}

// @ts-ignore: decorator
@inline
function increase(table: usize, row: i32, by: f32): void {
  const at = table + (<usize>row << 2);
  store<f32>(at, load<f32>(at) + by);
}

/** out_l ← Σ products of the rows that word l carries. */
function gatherWords(law: ConceptLaw, composition: usize, products: usize, subsets: usize, out: usize): void {
  subsetSums(products + <usize>(4 * (law.nX - 4 * law.groups)), law.groups, subsets);
  for (let l = 0; l < law.L; l++) {
    store<f32>(out + (<usize>l << 2), entry(products, <i32>load<u16>(composition + (<usize>l << 1))));
  }
  let bits = composition + subsetsAt(law);
  for (let g = 0; g < law.groups; g++) {
    for (let l = 0; l < law.L; l++) {
      increase(out, l, entry(subsets, <i32>load<u16>(bits + (<usize>l << 1))));
    }
    subsets += 64;
    bits += subsetStride(law);
  }
  gatherFurther(law, composition, products, out);
}

/** out_l ← Σ products of the rows that label vector l carries. */
function gatherLabels(law: ConceptLaw, composition: usize, products: usize, out: usize): void {
  const labels = composition + labelsAt(law);
  for (let l = 0; l < law.L; l++) {
    store<f32>(out + (<usize>l << 2), entry(products, <i32>load<u16>(labels + (<usize>l << 1))));
  }
  gatherFurther(law, composition, products, out);
}

// @ts-ignore: decorator
@inline
function gatherFurther(law: ConceptLaw, composition: usize, products: usize, out: usize): void {
  let at = composition + furtherAt(law);
  for (let n = load<i32>(at); n > 0; n--) {
    at += 4;
    const further = load<i32>(at);
    if (further >> 16 < law.L) increase(out, further >> 16, entry(products, further & 0xffff));
  }
}

// @ts-ignore: decorator
@inline
function scatterFurther(law: ConceptLaw, composition: usize, weights: usize, coefficients: usize): void {
  let at = composition + furtherAt(law);
  for (let n = load<i32>(at); n > 0; n--) {
    at += 4;
    const further = load<i32>(at);
    if (further >> 16 < law.L) increase(coefficients, further & 0xffff, entry(weights, further >> 16));
  }
}

/** coefficients ← Σ_l weights_l [row of label vector l] */
function scatterLabels(law: ConceptLaw, composition: usize, weights: usize, coefficients: usize): void {
  memory.fill(coefficients, 0, <usize>(4 * law.nY));
  const labels = composition + labelsAt(law);
  for (let l = 0; l < law.L; l++) {
    increase(coefficients, <i32>load<u16>(labels + (<usize>l << 1)), entry(weights, l));
  }
  scatterFurther(law, composition, weights, coefficients);
}

/** coefficients ← Σ_l weights_l [rows of word l] */
function scatterWords(law: ConceptLaw, composition: usize, weights: usize, coefficients: usize): void {
  memory.fill(coefficients, 0, <usize>(4 * law.nX));
  for (let l = 0; l < law.L; l++) {
    increase(coefficients, <i32>load<u16>(composition + (<usize>l << 1)), entry(weights, l));
  }
  let bits = composition + subsetsAt(law);
  let to = coefficients + <usize>(4 * (law.nX - 4 * law.groups));
  for (let g = 0; g < law.groups; g++) {
    let sum = f32x4.splat(0);
    for (let l = 0; l < law.L; l++) {
      const mask = v128.load(masks + (<usize>load<u16>(bits + (<usize>l << 1)) << 4));
      sum = f32x4.add(sum, v128.and(v128.load_splat<f32>(weights + (<usize>l << 2)), mask));
    }
    v128.store(to, sum);
    to += 16;
    bits += subsetStride(law);
  }
  scatterFurther(law, composition, weights, coefficients);
}

/** s_l ← s_l + scale g_l, −∞ beyond L; returns the largest. */
function perturbScores(plan: Plan, s: usize, g: usize, scale: v128): f32 {
  let top = f32x4.splat(NEVER);
  for (let l = 0; l < plan.slots; l += 4) {
    const four = f32x4.add(v128.load(s), f32x4.mul(scale, v128.load(g)));
    const kept = v128.bitselect(four, f32x4.splat(NEVER), real(l, plan.L));
    top = f32x4.max(top, kept);
    v128.store(s, kept);
    s += 16;
    g += 16;
  }
  return largest(top);
}

/** Attention of prompts 0 … n−1 and their mixed values, from v. */
export function attendDeferred(plan: Plan, n: i32): void {
  prepareMasks();
  const law = lawOf(plan);
  const rowX = <usize>(4 * plan.dX), rowY = <usize>(4 * plan.dY);
  const rowFX = <usize>(4 * law.nX), rowFY = <usize>(4 * law.nY);
  const stride = forwardStride(plan);
  product(plan.v, rowX, law.featuresT, rowFX, plan.products, rowFX, n, law.nX, plan.dX, plan.scratch);
  let composition = plan.compositions;
  let s = plan.attention;
  for (let b: usize = 0; b < <usize>n; b++) {
    const v = plan.v + b * rowX;
    const speed = sqrt<f32>(lane(dot(v, v, plan.dX)));
    const g = plan.forwardNoise + b * stride + rowX + rowY;
    gatherWords(law, composition, plan.products + b * rowFX, plan.subsets, s);
    softmax(s, plan.slots, perturbScores(plan, s, g, f32x4.splat(<f32>law.sigma * speed)));
    store<f32>(plan.scales + 16 * b, speed);
    store<f32>(plan.scales + 16 * b, sqrt<f32>(lane(dot(s, s, plan.slots))), 4);
    scatterLabels(law, composition, s, plan.coefficients + b * rowFY);
    composition += compositionBytes(law);
    s += <usize>(4 * plan.slots);
  }
  product(plan.coefficients, rowFY, law.labels, rowY, plan.mixed, rowY, n, plan.dY, law.nY, plan.scratch);
  for (let b: usize = 0; b < <usize>n; b++) {
    const scale = f32x4.splat(<f32>law.sigma * load<f32>(plan.scales + 16 * b, 4));
    accumulate(plan.mixed + b * rowY, scale, plan.forwardNoise + b * stride + rowX, plan.dY);
  }
}

/** dScores ← c of prompt b, from n_l·δ in dScores. */
function scoreCotangent(plan: Plan, b: usize, s: usize, sigma: f32): void {
  const rowX = <usize>(4 * plan.dX), rowY = <usize>(4 * plan.dY);
  const h = plan.forwardNoise + b * forwardStride(plan) + rowX;
  const w = plan.backwardNoise + b * backwardStride(plan) + rowX;
  const delta = plan.dMixed + b * rowY;
  const size = load<f32>(plan.scales + 16 * b, 4);
  const length = sqrt<f32>(lane(dot(delta, delta, plan.dY)));
  // ŝ_l (h·δ) + |δ| (w_l − ŝ_l (ŝ·w)) = |δ| w_l + s_l (h·δ − |δ| (s·w)/|s|)/|s|
  const along = (lane(dot(h, delta, plan.dY)) - (length * lane(dot(s, w, plan.slots))) / size) / size;
  const ofW = f32x4.splat(sigma * length), ofS = f32x4.splat(sigma * along);
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>(4 * plan.slots); at += 16) {
    const weight = v128.load(s + at);
    const noise = f32x4.add(f32x4.mul(ofW, v128.load(w + at)), f32x4.mul(ofS, weight));
    const four = f32x4.add(v128.load(plan.dScores + at), noise);
    sum = f32x4.add(sum, f32x4.mul(four, weight));
    v128.store(plan.dScores + at, four);
  }
  const mean = total(sum);
  for (let at: usize = 0; at < <usize>(4 * plan.slots); at += 16) {
    v128.store(plan.dScores + at, f32x4.mul(v128.load(s + at), f32x4.sub(v128.load(plan.dScores + at), mean)));
  }
}

/** The coefficients of k and of v in the noise of dV_b; where v = 0, of the first unit vector. */
function noiseOfSum(plan: Plan, b: usize, sigma: f32): void {
  const rowX = <usize>(4 * plan.dX);
  const v = plan.v + b * rowX;
  const k = plan.backwardNoise + b * backwardStride(plan);
  const g = plan.forwardNoise + b * forwardStride(plan) + rowX + <usize>(4 * plan.dY);
  const size = sqrt<f32>(lane(dot(plan.dScores, plan.dScores, plan.slots)));
  const ofG = lane(dot(plan.dScores, g, plan.slots));
  const speed = load<f32>(plan.scales + 16 * b);
  const ofK = speed == 0 ? load<f32>(k) : lane(dot(v, k, plan.dX)) / speed;
  const along = sigma * (ofG - size * ofK);
  store<f32>(plan.scales + 16 * b, sigma * size, 8);
  store<f32>(plan.scales + 16 * b, speed == 0 ? along : along / speed, 12);
}

/** dV_b = Σ_l dScores_l x_l. */
export function attentionCotangentDeferred(plan: Plan): void {
  const law = lawOf(plan);
  const sigma = <f32>law.sigma;
  const rowX = <usize>(4 * plan.dX), rowY = <usize>(4 * plan.dY);
  const rowFX = <usize>(4 * law.nX), rowFY = <usize>(4 * law.nY);
  product(plan.dMixed, rowY, law.labelsT, rowFY, plan.products, rowFY, plan.B, law.nY, plan.dY, plan.scratch);
  let composition = plan.compositions;
  let s = plan.attention;
  for (let b: usize = 0; b < <usize>plan.B; b++) {
    gatherLabels(law, composition, plan.products + b * rowFY, plan.dScores);
    scoreCotangent(plan, b, s, sigma);
    noiseOfSum(plan, b, sigma);
    scatterWords(law, composition, plan.dScores, plan.coefficients + b * rowFX);
    composition += compositionBytes(law);
    s += <usize>(4 * plan.slots);
  }
  product(plan.coefficients, rowFX, law.features, rowX, plan.dV, rowX, plan.B, plan.dX, law.nX, plan.scratch);
  for (let b: usize = 0; b < <usize>plan.B; b++) addNoise(plan, b);
}

function addNoise(plan: Plan, b: usize): void {
  const rowX = <usize>(4 * plan.dX);
  const dV = plan.dV + b * rowX;
  accumulate(dV, v128.load_splat<f32>(plan.scales + 16 * b, 8), plan.backwardNoise + b * backwardStride(plan), plan.dX);
  if (load<f32>(plan.scales + 16 * b) == 0) store<f32>(dV, load<f32>(dV) + load<f32>(plan.scales + 16 * b, 12));
  else accumulate(dV, v128.load_splat<f32>(plan.scales + 16 * b, 12), plan.v + b * rowX, plan.dX);
}
