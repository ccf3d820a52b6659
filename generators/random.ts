import { ln } from './math';
import { philox } from './philox';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;
const { isNaN: isNone } = Number;

/**
 * A stream of random numbers that is a pure function of a 64-bit key: the same bits on every machine and Node version.
 * Word n is word n mod 4 of Philox4x32-10 at counter (n div 4, 0, 0, 0) (salmon2011). Only IEEE + - * / and sqrt are used.
 */
export class Random {
  /** Of the next block. */
  private readonly counter: [number, number, number, number] = [0, 0, 0, 0];
  private position = 4;
  private readonly words = new Uint32Array(4);
  /** NaN where there is none. */
  private spare = Number.NaN;

  /**
   * At the start of the stream of a key.
   *
   * @param key two unsigned 32-bit words; streams of different keys are independent.
   * @throws RangeError for a word that is none.
   */
  constructor(private readonly key: readonly [number, number]) {
    for (const word of key) {
      if (word >>> 0 !== word) throw new RangeError(`random: expected a key of unsigned 32-bit words, got ${word}`);
    }
  }

  /** Uniform on 0 … 2^32 - 1. */
  uint32(): number {
    if (this.position === 4) this.refill();
    return this.words[this.position++]!;
  }

  /** Uniform on the 2^52 midpoints (j + 1/2) / 2^52, so strictly inside (0, 1) and symmetric about 1/2. */
  uniform(): number {
    const high = this.uint32() >>> 6;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low + 0.5) * 2 ** -52;
  }

  /** Standard normal, by the polar method: two at a time from a uniform point of the disc (marsaglia1964). */
  normal(): number {
    if (!isNone(this.spare)) return this.takeSpare();
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1) continue;
      const factor = sqrt((-2 * ln(s)) / s);
      this.spare = v * factor;
      return u * factor;
    }
  }

  private takeSpare(): number {
    const value = this.spare;
    this.spare = Number.NaN;
    return value;
  }

  private refill(): void {
    const { counter } = this;
    philox(counter, this.key, this.words);
    counter[0] = (counter[0] + 1) >>> 0;
    if (counter[0] === 0) counter[1]++;
    this.position = 0;
  }
}
