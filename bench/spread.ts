/** Mean ± standard error of one value per training. */
export function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
  return `${mean.toPrecision(3)} ± ${Math.sqrt(variance / values.length).toPrecision(2)}`;
}
