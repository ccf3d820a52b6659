import type { Contexts, Fit } from './learner';

/** Weight of |w|²/2 against the sum of the losses: the inverse of the SVMs' C. */
const RIDGE = 1;
/** The gradient's largest entry at the end; the weights are then within sqrt(d + 1) · TOLERANCE / RIDGE of the optimum. */
const TOLERANCE = 1e-6;
/** Far more than inputs of a few units take; what is not a number never gets there. */
const MOST_STEPS = 1e5;

/** Logistic regression with a ridge. */
export const logistic: Fit = (contexts, query) => dot(logisticWeights(contexts), [...query, 1]);

/**
 * argmin_w Σ_l log(1 + exp(−y_l w·(x_l, 1))) + RIDGE/2 |w|², by gradient descent; the constant is penalised like the rest.
 * The steps are the inverse of the gradient's Lipschitz constant, so that every one of them descends.
 *
 * @returns [d + 1], the constant last
 * @throws Error when that takes more than MOST_STEPS steps
 */
export function logisticWeights({ x, y }: Contexts): number[] {
  const rows = x.map((row) => [...row, 1]);
  const step = 1 / (RIDGE + largestEigenvalue(rows) / 4);
  const w = rows[0]!.map(() => 0);
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    const g = gradient(rows, y, w);
    if (g.every((value) => Math.abs(value) <= TOLERANCE)) return w;
    for (let j = 0; j < w.length; j++) w[j]! -= step * g[j]!;
  }
  throw new Error(`logistic regression: expected an optimum within ${MOST_STEPS} steps, got none`);
}

/** At least the largest eigenvalue of XᵀX: the largest row sum of |XXᵀ|. */
function largestEigenvalue(rows: Contexts['x']): number {
  return Math.max(...rows.map((row) => rows.reduce((sum, other) => sum + Math.abs(dot(row, other)), 0)));
}

function gradient(rows: Contexts['x'], y: readonly number[], w: readonly number[]): number[] {
  const g = w.map((value) => RIDGE * value);
  for (const [l, row] of rows.entries()) {
    const pull = -y[l]! / (1 + Math.exp(y[l]! * dot(w, row)));
    for (let j = 0; j < g.length; j++) g[j]! += pull * row[j]!;
  }
  return g;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
