/**
 * The kernel's generators once more, in plain integers: an oracle for tests. Philox4x32-10 after Salmon et al. (2011),
 * xoshiro128++ after Blackman and Vigna (2021).
 */

const MASK = 0xffffffffn;

/** Philox4x32-10 by exact 64-bit products. */
export function philox4x32(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const left = c0 * 0xd2511f53n;
    const right = c2 * 0xcd9e8d57n;
    [c0, c1, c2, c3] = [(right >> 32n) ^ c1 ^ k0, right & MASK, (left >> 32n) ^ c3 ^ k1, left & MASK];
    k0 = (k0 + 0x9e3779b9n) & MASK;
    k1 = (k1 + 0xbb67ae85n) & MASK;
  }
  return [c0, c1, c2, c3].map(Number);
}

const rotate = (x: number, bits: number): number => ((x << bits) | (x >>> (32 - bits))) >>> 0;

/** Endless words of xoshiro128++ from four state words. */
export function* xoshiro128(state: readonly number[]): Generator<number> {
  const s = state.map((word) => word >>> 0) as [number, number, number, number];
  for (;;) {
    yield (rotate((s[0] + s[3]) >>> 0, 7) + s[0]) >>> 0;
    const t = (s[1] << 9) >>> 0;
    s[2] = (s[2] ^ s[0]) >>> 0;
    s[3] = (s[3] ^ s[1]) >>> 0;
    s[1] = (s[1] ^ s[2]) >>> 0;
    s[0] = (s[0] ^ s[3]) >>> 0;
    s[2] = (s[2] ^ t) >>> 0;
    s[3] = rotate(s[3], 11);
  }
}
