import type { Random } from '../random';

/** A uniform subset of 0 … n − 1 of the given size, ascending, by the first steps of a shuffle. */
export function randomSubset(random: Random, size: number, n: number): number[] {
  const items = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < size; i++) {
    const other = i + below(random, n - i);
    [items[i], items[other]] = [items[other]!, items[i]!];
  }
  return items.slice(0, size).sort((a, b) => a - b);
}

/** Uniform on 0 … n − 1, exactly: words of the incomplete last round are drawn again. */
function below(random: Random, n: number): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const word = random.uint32();
    if (word < limit) return word % n;
  }
}
