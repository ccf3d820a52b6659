import { dot, matVec } from '../../model/reference/linear';
import type { PatternTraining } from './measured/training';

/** Mean over patterns v of |W v|/|v|, v padded with zeros where the token carries its label. */
export function projectedNorm(training: PatternTraining, matrix: 'WQ' | 'WK', part: 'mu' | 'nu'): number {
  const W = training.weights()[matrix];
  const d = Math.round(Math.sqrt(W.length));
  const norms = training.patterns[part].map((v) => {
    const token = new Float64Array(d);
    token.set(v);
    return norm(matVec(W, d, d, token)) / norm(v);
  });
  return norms.reduce((sum, value) => sum + value, 0) / norms.length;
}

const norm = (v: Float64Array): number => Math.sqrt(dot(v.length, v, v));
