/**
 * Pruning of other parts than neurons, by magnitude, and how neurons' magnitudes are spread (li2024, theorem 3 and the
 * assumption behind it; open question 2). Of parts that are 0 from the start nothing is pruned.
 */
import { meanOf } from '../reference/linear';
import type { Weights } from '../reference/types';
import { neuronMagnitudes } from './probes';

/**
 * Directions of one part of the model: `keys` are the coordinates that keys and queries are compared in (rows of W_K and W_Q
 * together), `values` those that attention mixes (rows of W_V), `inputs` what the MLP reads (columns of W_O).
 */
export type ModelPart = 'keys' | 'values' | 'inputs';

/** The model without `round(share · n)` of the n directions of a part: copies. Of equal magnitudes the smaller index goes first. */
export function prunedPart(w: Weights, part: ModelPart, share: number, order: 'smallest' | 'largest'): Weights {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`prunedPart: expected a share in [0, 1], got ${share}`);
  const copy = { ...w, WQ: w.WQ.slice(), WK: w.WK.slice(), WV: w.WV?.slice(), WO: w.WO.slice() };
  const lines = linesOf(copy, part).filter((line) => line.squares() > 0);
  const ranked = lines.toSorted((a, b) => a.squares() - b.squares());
  const count = Math.round(share * ranked.length);
  for (const line of order === 'smallest' ? ranked.slice(0, count) : ranked.slice(ranked.length - count)) line.clear();
  const { WV, ...rest } = copy;
  return WV ? { ...rest, WV } : rest;
}

/** One direction: entries of some matrices. */
interface PrunedLine {
  squares(): number;
  clear(): void;
}

function linesOf(
  { WQ, WK, WV, WO, r }: Omit<Weights, 'WV'> & { WV: Float32Array | undefined },
  part: ModelPart,
): PrunedLine[] {
  const rows = (...matrices: readonly Float32Array[]): PrunedLine[] => {
    const d = Math.sqrt(matrices[0]!.length);
    return Array.from({ length: d }, (_, i) => lineOf(matrices.map((W) => W.subarray(i * d, (i + 1) * d))));
  };
  if (part === 'keys') return rows(WK, WQ);
  if (part === 'inputs') return columns(WO, r.length);
  if (!WV) throw new RangeError('prunedPart: expected a model with W_V, got one that mixes values as they are');
  return rows(WV);
}

function lineOf(parts: readonly Float32Array[]): PrunedLine {
  return {
    squares: () => parts.reduce((sum, part) => part.reduce((total, x) => total + x * x, sum), 0),
    clear: () => {
      for (const part of parts) part.fill(0);
    },
  };
}

/** Columns of a matrix with m rows. */
function columns(W: Float32Array, m: number): PrunedLine[] {
  const d = W.length / m;
  const rows = Array.from({ length: m }, (_, k) => k * d);
  return Array.from({ length: d }, (_, i) => ({
    squares: () => rows.reduce((sum, row) => sum + W[row + i]! * W[row + i]!, 0),
    clear: () => {
      for (const row of rows) W[row + i] = 0;
    },
  }));
}

/** Mean magnitude of the larger ⌈m/2⌉ neurons against that of the others. */
export function halvesRatio(w: Weights): number {
  const magnitudes = neuronMagnitudes(w).toSorted((a, b) => b - a);
  const half = Math.ceil(magnitudes.length / 2);
  return meanOf(magnitudes.slice(0, half)) / meanOf(magnitudes.slice(half));
}

/**
 * Sarle's coefficient of the magnitudes, (skewness² + 1)/kurtosis: 1/3 for a normal sample, 5/9 for a uniform one, 1 for two values that
 * are far apart. NaN where all are equal.
 */
export function bimodality(w: Weights): number {
  const magnitudes = neuronMagnitudes(w);
  const centre = meanOf(magnitudes);
  const deviations = magnitudes.map((x) => x - centre);
  // Products and no powers: these round alike in every version of Node.
  const variance = meanOf(deviations.map((x) => x * x));
  const third = meanOf(deviations.map((x) => x * x * x));
  const fourth = meanOf(deviations.map((x) => x * x * x * x));
  return ((third * third) / (variance * variance * variance) + 1) / (fourth / (variance * variance));
}
