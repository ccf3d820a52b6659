import type { Random } from '../random';

/** The members of a concept's two sides. */
export interface Sides<T> {
  readonly plus: readonly T[];
  readonly minus: readonly T[];
}

/** Words to learn a concept from, and words that nobody has seen. */
export interface Split<T> {
  readonly training: Sides<T>;
  readonly heldOut: Sides<T>;
}

/** Splits both sides in halves at random, the smaller half in training; of paired sides both with the same choice. */
export function splitOf<T>(random: Random, { plus, minus }: Sides<T>, paired: boolean): Split<T> {
  const first = shuffled(random, plus.length);
  const second = paired ? first : shuffled(random, minus.length);
  const half = <V>(side: readonly V[], order: readonly number[], from: number, to: number) =>
    order.slice(from, to).map((i) => side[i]!);
  const [p, m] = [plus.length >> 1, minus.length >> 1];
  return {
    training: { plus: half(plus, first, 0, p), minus: half(minus, second, 0, m) },
    heldOut: { plus: half(plus, first, p, plus.length), minus: half(minus, second, m, minus.length) },
  };
}

/** A uniform permutation of 0 … n − 1 (Fisher and Yates). */
export function shuffled(random: Random, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
