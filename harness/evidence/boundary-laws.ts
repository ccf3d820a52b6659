/** A seeded stream of uniform numbers in [0, 1) with 32 bits: sfc32 (Doty-Humphrey 2013). For simulations of the evidence only. */
export function uniforms(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    return (word >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i += 1) next();
  return next;
}

const { floor } = Math;

/** Laws of one outcome in [0, 1] with a given mean ≤ 1/2, as a function of one uniform number. */
export const LAWS = {
  /** 1 with probability `mean`, else 0 */
  twoPoint: (mean: number, u: number) => (u < mean ? 1 : 0),
  /** uniform on [0, 2·mean] */
  uniform: (mean: number, u: number) => 2 * mean * u,
  /** 0, mean or 2·mean, a third each: an average over few prompts */
  threePoint: (mean: number, u: number) => mean * floor(3 * u),
} as const;

export type BoundaryLaw = keyof typeof LAWS;
