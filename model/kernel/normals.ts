import { fill } from './random';
import { cosEighth, exponent, logNearOne, sinEighth } from './math';

/** Normals per loop iteration: V8 rebuilds every vector constant once per iteration. */
const GROUP: i32 = 32;
const WORDS: i32 = 512;
const words = memory.data(4 * WORDS, 16);

/**
 * Adds eight normals to the two vectors at `target` (Box and Muller 1958).
 * `scale` = −2σ². The radius has 31 bits near zero, so |x| reaches 6.5 σ; the angle has 30 bits in its eighth of the circle.
 */
// @ts-ignore: decorator
@inline
function addPair(source: usize, target: usize, scale: v128): void {
  const w = v128.load(source);
  const a = v128.load(source, 16);
  // u = (w/2 + ½) in (0, 2^31], log(u / 2^31) ≤ 0
  const u = f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(w, 1)), f32x4.splat(0.5));
  const e = exponent(u);
  const f = f32x4.sub(i32x4.sub(u, i32x4.shl(e, 23)), f32x4.splat(1.0));
  const whole = f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(e, i32x4.splat(31))), f32x4.splat(0.69314718056));
  const radius = f32x4.sqrt(f32x4.mul(f32x4.add(whole, logNearOne(f)), scale));
  // bit 31 picks the sign of the cosine, bit 30 swaps the two, the rest is the angle within [−π/4, π/4)
  const t = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(a, 2)), f32x4.splat(4.656612873077393e-10));
  const z = f32x4.mul(t, t);
  const s = f32x4.mul(sinEighth(t, z), radius);
  const c = v128.xor(f32x4.mul(cosEighth(z), radius), v128.and(a, i32x4.splat(0x80000000)));
  const swap = i32x4.shr_s(i32x4.shl(a, 1), 31);
  v128.store(target, f32x4.add(v128.load(target), v128.bitselect(s, c, swap)));
  v128.store(target, f32x4.add(v128.load(target, 16), v128.bitselect(c, s, swap)), 16);
}

/** Adds N(0, sigma²) to `n` floats at `target`, n a multiple of 32. Value i is a function of the stream and i alone. */
export function addNormals(stream: usize, target: usize, n: i32, sigma: f32): void {
  const scale = f32x4.splat(-2.0 * sigma * sigma);
  while (n > 0) {
    const now = min(n, WORDS);
    fill(stream, words, now >> 2);
    for (let i = 0; i < now; i += GROUP) {
      const w = words + (<usize>i << 2);
      addPair(w, target, scale);
      addPair(w + 32, target + 32, scale);
      addPair(w + 64, target + 64, scale);
      addPair(w + 96, target + 96, scale);
      target += 4 * GROUP;
    }
    n -= now;
  }
}
