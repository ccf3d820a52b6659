import type { Key } from '../../statement/family';

/** The shape of generator that `fc.Random` takes. */
interface Generator32 {
  clone(): Generator32;
  next(): number;
  getState(): readonly number[];
}

/**
 * Chris Doty-Humphrey's sfc32 (PractRand, `sfc.h`), seeded with 64 bits. Own, because fast-check's generators take
 * seeds of 32 bits only: among 100,000 trials two would then share their problem.
 */
export function sfc32([low, high]: Key): Generator32 {
  const generator = resume([0, low | 0, high | 0, 1]);
  for (let i = 0; i < 12; i++) generator.next();
  return generator;
}

function resume(state: readonly [number, number, number, number]): Generator32 {
  let [a, b, c, counter] = state;
  return {
    clone: () => resume([a, b, c, counter]),
    getState: () => [a, b, c, counter],
    next: () => {
      const out = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + out) | 0;
      return out;
    },
  };
}
