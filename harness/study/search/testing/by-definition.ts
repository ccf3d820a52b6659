/** The search's model and e-processes written out with plain loops and products: slow, and nothing shared with the search. */

/** Dial index and outcome. */
export type DialOutcome = readonly [index: number, violated: 0 | 1];

const WIDTHS = [0.01, 0.03, 0.07, 0.15, 0.3];

/** The model written out: every response curve with the likelihood of all trials, recomputed from nothing. */
function cells(tau: number, trials: readonly DialOutcome[]) {
  const found = [];
  for (let i = 0; i < 61; i += 1)
    for (const s of WIDTHS)
      for (const g of [0.002, 0.03])
        for (const l of [0.002, 0.08]) {
          const t = -0.1 + (1.2 * i) / 60;
          const rate = (x: number) => g + (1 - g - l) / (1 + Math.exp(-(x - t) / s));
          const q = (tau - g) / (1 - g - l);
          const logit = q <= 0 ? Number.NEGATIVE_INFINITY : Math.log(q / (1 - q));
          let likelihood = 1;
          for (const [index, y] of trials) likelihood *= y === 1 ? rate(index / 40) : 1 - rate(index / 40);
          found.push({ rate, likelihood, breaking: Math.min(1, Math.max(0, t + s * logit)) });
        }
  return found;
}

/** Posterior mean of a value of the cells. */
export function average(
  tau: number,
  trials: readonly DialOutcome[],
  value: (cell: ReturnType<typeof cells>[number]) => number,
) {
  let sum = 0;
  let total = 0;
  for (const cell of cells(tau, trials)) {
    sum += cell.likelihood * value(cell);
    total += cell.likelihood;
  }
  return sum / total;
}

/** Before each trial, the clamped predictive probability of a violation there. */
export function predictives(tau: number, trials: readonly DialOutcome[]): number[] {
  return trials.map(([index], n) => {
    const p = average(tau, trials.slice(0, n), ({ rate }) => rate(index / 40));
    return Math.min(1 - 1e-4, Math.max(1e-4, p));
  });
}

/** E_θ as a product over the trials, given their predictives. */
export function evidenceAgainst(
  theta: number,
  tau: number,
  trials: readonly DialOutcome[],
  predicted: readonly number[],
): number {
  let e = 1;
  trials.forEach(([index, y], n) => {
    const p = predicted[n]!;
    const contradicts = index / 40 < theta ? p > tau : p <= tau;
    if (contradicts) e *= y === 1 ? p / tau : (1 - p) / (1 - tau);
  });
  return e;
}
