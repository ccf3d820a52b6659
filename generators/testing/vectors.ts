/** <u, v>, for tests: a second implementation. */
export function inner(u: Float64Array, v: Float64Array): number {
  return u.reduce((sum, value, i) => sum + value * v[i]!, 0);
}

/** The largest deviation of <u_i, v_j> from what `promised` says. */
export function worstGram(
  us: readonly Float64Array[],
  vs: readonly Float64Array[],
  promised: (i: number, j: number) => number,
): number {
  return Math.max(...us.flatMap((u, i) => vs.map((v, j) => Math.abs(inner(u, v) - promised(i, j)))));
}

/** Kronecker's delta. */
export const delta = (i: number, j: number): number => Number(i === j);
