/** ln Σ exp(terms), where terms may be −∞ (a component that died) or +∞ (a certain refutation). Empty: −∞. */
export function logSumExp(terms: readonly number[]): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const term of terms) if (term > top) top = term;
  if (!Number.isFinite(top)) return top;
  let sum = 0;
  for (const term of terms) sum += Math.exp(term - top);
  return top + Math.log(sum);
}
