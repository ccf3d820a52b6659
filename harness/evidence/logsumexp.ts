// Taken once: in a Jest sandbox every access to a global costs more than the exponential itself.
const { exp, log, max } = Math;
const { NEGATIVE_INFINITY, isFinite: isFiniteNumber } = Number;

/** ln Σ exp(terms), where terms may be −∞ (a component that died) or +∞ (a certain refutation). Empty: −∞. */
export function logSumExp(terms: readonly number[]): number {
  let top = NEGATIVE_INFINITY;
  for (const term of terms) top = max(top, term);
  if (!isFiniteNumber(top)) return top;
  let sum = 0;
  for (const term of terms) sum += exp(term - top);
  return top + log(sum);
}
