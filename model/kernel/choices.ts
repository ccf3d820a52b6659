import { fill, seed } from './random';

/** The words behind all discrete choices, taken one or four at a time from a buffer. */
const VECTORS: i32 = 64;
const stream = memory.data(64, 16);
const buffer = memory.data(1024, 16);
const end: usize = buffer + 1024;
let next: usize = end;

export function startChoices(k0: u32, k1: u32, t: u32, tag: u32, block: u32): void {
  seed(stream, k0, k1, t, tag, block);
  next = end;
}

function refill(): void {
  fill(stream, buffer, VECTORS);
  next = buffer;
}

export function word(): u32 {
  if (next == end) refill();
  const w = load<u32>(next);
  next += 4;
  return w;
}

/** Four fresh words; up to three words that single draws left over are skipped. */
export function vector(): v128 {
  next = (next + 15) & ~15;
  if (next == end) refill();
  const v = v128.load(next);
  next += 16;
  return v;
}

/** Uniform on 0 … n−1, with a bias below n·2^-32. */
// @ts-ignore: decorator
@inline
export function below(n: i32): i32 {
  return <i32>((<u64>word() * <u64>n) >> 32);
}

/** The largest word that counts as a success at rate `p` > 0; rates are rounded to multiples of 2^-32, and 1 is exact. */
function threshold(p: f64): u32 {
  return <u32>(max<u64>(1, <u64>nearest<f64>(p * 4294967296.0)) - 1);
}

/** True with probability p; draws nothing when p = 0. */
// @ts-ignore: decorator
@inline
export function happens(p: f64): bool {
  return p > 0 && word() <= threshold(p);
}

/** As `happens`, but draws at every p: laws that differ in p alone then see the same prompts. */
export function happensAlwaysDrawn(p: f64): bool {
  const w = word();
  return p > 0 && w <= threshold(p);
}

/** A uniform sign, as 0 (−) or 1 (+). */
export function sign(): i32 {
  return <i32>(word() >> 31);
}

/** 0 → −1, 1 → 1, without a branch: signs cannot be predicted. */
// @ts-ignore: decorator
@inline
export function signed(plus: i32): f32 {
  const sign: i32 = 2 * plus - 1;
  return <f32>sign;
}

/** Uniform in (−1, 1), on the midpoints of 2^32 intervals. */
// @ts-ignore: decorator
@inline
export function centred(): f64 {
  return (<f64>word() + 0.5) * (1.0 / 2147483648.0) - 1;
}

/** Four events of probability p, as masks; draws at every p. */
export function events(p: f64): v128 {
  const w = vector();
  if (p == 0) return i32x4.splat(0);
  return i32x4.le_u(w, i32x4.splat(threshold(p)));
}

/** `below` of four words at once. */
// @ts-ignore: decorator
@inline
export function below4(words: v128, n: i32): v128 {
  const factor = i32x4.splat(n);
  const low = i64x2.extmul_low_i32x4_u(words, factor);
  return v128.shuffle<i32>(low, i64x2.extmul_high_i32x4_u(words, factor), 1, 3, 5, 7);
}
