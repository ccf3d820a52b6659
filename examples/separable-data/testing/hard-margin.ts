import { dot } from '../task/data';

/**
 * The maximum-margin vector argmin |w| with w·x ≥ 1 at every point, by trying every set of at most d points that could support it: the w
 * of the set's span with w·x = 1 on the set is the one whose coefficients are not negative and which leaves no point below 1. Knows
 * nothing of how the data were made.
 */
export function hardMargin(points: readonly Float64Array[]): Float64Array {
  for (const support of subsets(points, points[0]!.length)) {
    const coefficients = solve(support.map((a) => support.map((b) => dot(a, b))));
    if (!coefficients?.every((c) => c > -1e-9)) continue;
    const w = points[0]!.map((_, i) => coefficients.reduce((sum, c, n) => sum + c * support[n]![i]!, 0));
    if (points.every((x) => dot(w, x) > 1 - 1e-9)) return w;
  }
  throw new Error('hard margin: expected separable points');
}

function* subsets<T>(all: readonly T[], most: number, from = 0, chosen: readonly T[] = []): Generator<readonly T[]> {
  if (chosen.length > 0) yield chosen;
  if (chosen.length === most) return;
  for (let i = from; i < all.length; i++) yield* subsets(all, most, i + 1, [...chosen, all[i]!]);
}

/** The c of G c = 1, by Gauss and Jordan; undefined where G is singular. */
function solve(G: readonly (readonly number[])[]): readonly number[] | undefined {
  const n = G.length;
  const rows = G.map((row) => [...row, 1]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    if (!(pivot > 1e-12)) return undefined; // of a positive definite matrix every pivot is positive
    rows[k] = rows[k]!.map((v) => v / pivot);
    for (let i = 0; i < n; i++) {
      const factor = rows[i]![k]!;
      if (i !== k) rows[i] = rows[i]!.map((v, j) => v - factor * rows[k]![j]!);
    }
  }
  return rows.map((row) => row[n]!);
}
