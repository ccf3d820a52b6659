import { combination } from '../../generators/frame';
import { dot, scaledIdentity } from '../reference/linear';
import type { Weights } from '../reference/types';
import { largeNeurons, PATTERN_SHARPNESS } from './weights';

/**
 * Weights that solve a problem whose patterns lean on each other, in closed form: attention and MLP read the dual basis of mu, in
 * which the patterns are unit vectors. Where they are orthogonal these are `idealPatternWeights` without its small neurons.
 */
export function idealCategoryWeights(
  { dX, dY, m }: { readonly dX: number; readonly dY: number; readonly m: number },
  { mu, q }: { readonly mu: readonly Float64Array[]; readonly q: Float64Array },
): Weights {
  const d = dX + dY;
  const dual = dualOf(mu);
  const attention = new Float32Array(d * d);
  for (const [j, row] of dual.entries())
    attention.set(
      row.map((x) => Math.sqrt(PATTERN_SHARPNESS) * x),
      j * d,
    );
  const sum = combination(new Float64Array(mu.length).fill(1), dual);
  const { r, sizes } = largeNeurons(m);
  const WO = new Float32Array(m * d);
  for (const [i, size] of sizes.entries()) {
    const sign = r[i]! > 0 ? 1 : -1;
    WO.set([...sum.map((x) => (size / 2) * x), ...q.map((x) => sign * size * x)], i * d);
  }
  return { WQ: attention, WK: attention.slice(), WV: scaledIdentity(d, 1), WO, r };
}

/** Vectors of the span of mu with ⟨dual_i, mu_j⟩ = 1 where i = j, else 0: the rows of G⁻¹ μ, G the Gram matrix. */
function dualOf(mu: readonly Float64Array[]): Float64Array[] {
  const n = mu.length;
  const rows = mu.map((u, i) => [...mu.map((v) => dot(u.length, u, v)), ...mu.map((_, j) => Number(i === j))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]!.map((x) => x / rows[k]![k]!);
    for (let i = 0; i < n; i++) {
      const factor = rows[i]![k]!;
      if (i !== k) rows[i] = rows[i]!.map((x, j) => x - factor * pivot[j]!);
    }
    rows[k] = pivot;
  }
  return rows.map((row) => combination(row.slice(n), mu));
}
