/**
 * The largest |z| among the entries of the mean of v vᵀ over independent vectors, against the uniform law on the unit sphere
 * of R^d, under which E v_i v_j = δ_ij/d, Var(v_i²) = 2(d−1)/(d²(d+2)) and Var(v_i v_j) = 1/(d(d+2)); d(d+1)/2 entries.
 */
export function worstDirection(vectors: readonly ArrayLike<number>[]): number {
  const d = vectors[0]!.length;
  let worst = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const mean = vectors.reduce((sum, v) => sum + v[i]! * v[j]!, 0) / vectors.length;
      const variance = i === j ? (2 * (d - 1)) / (d * d * (d + 2)) : 1 / (d * (d + 2));
      const z = (mean - (i === j ? 1 / d : 0)) / Math.sqrt(variance / vectors.length);
      worst = Math.max(worst, Math.abs(z));
    }
  }
  return worst;
}
