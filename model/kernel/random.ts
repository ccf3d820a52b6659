/**
 * Random words. A stream is xoshiro128++ (Blackman and Vigna 2021) in four SIMD lanes; its sixteen state words come
 * from Philox4x32-10 (Salmon et al. 2011), so every (key, t, purpose, block) has a stream of its own, at any time, in any order.
 */

/** Bytes of a stream: four state vectors. */
export const STREAM_BYTES: i32 = 64;

const M0: u64 = 0xd2511f53;
const M1: u64 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;

/** Philox4x32-10 of counter (c0 … c3) under key (k0, k1); output j goes to `out + j * stride`. */
export function philox(out: usize, stride: usize, c0: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32): void {
  for (let round = 0; round < 10; round++) {
    const p0 = M0 * <u64>c0;
    const p1 = M1 * <u64>c2;
    c0 = <u32>(p1 >> 32) ^ c1 ^ k0;
    c2 = <u32>(p0 >> 32) ^ c3 ^ k1;
    c1 = <u32>p1;
    c3 = <u32>p0;
    k0 += W0;
    k1 += W1;
  }
  store<u32>(out, c0);
  store<u32>(out + stride, c1);
  store<u32>(out + 2 * stride, c2);
  store<u32>(out + 3 * stride, c3);
}

/** Starts the stream of (key, t, tag, block): lane l takes the four outputs for the counter (l, t, tag, block). */
export function seed(stream: usize, k0: u32, k1: u32, t: u32, tag: u32, block: u32): void {
  for (let lane: u32 = 0; lane < 4; lane++) philox(stream + 4 * lane, 16, lane, t, tag, block, k0, k1);
}

// @ts-ignore: decorator
@inline
function rotl(v: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(v, bits), i32x4.shr_u(v, 32 - bits));
}

/** Writes the next `vectors` vectors of the stream (four words each, lane 0 first). */
export function fill(stream: usize, out: usize, vectors: i32): void {
  let s0 = v128.load(stream);
  let s1 = v128.load(stream, 16);
  let s2 = v128.load(stream, 32);
  let s3 = v128.load(stream, 48);
  const end = out + (<usize>vectors << 4);
  while (out < end) {
    v128.store(out, i32x4.add(rotl(i32x4.add(s0, s3), 7), s0));
    const t = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, t);
    s3 = rotl(s3, 11);
    out += 16;
  }
  v128.store(stream, s0);
  v128.store(stream, s1, 16);
  v128.store(stream, s2, 32);
  v128.store(stream, s3, 48);
}
