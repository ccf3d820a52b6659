/** What has the same word, together, in the order of the first of each. */
export function groupedBy<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const keys = [...new Set(all.map(by))];
  return keys.map((key) => [key, all.filter((one) => by(one) === key)]);
}
