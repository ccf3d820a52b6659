/** How a run differs from the accepted one in one respect. */
export interface Change {
  /** `stricter` is fine and noted; `unclear` is not provably stricter, so it counts like `weaker`. */
  readonly kind: 'weaker' | 'unclear' | 'stricter';
  /** What was accepted, and what is: `margin 0.05`, `margin 0.1`. */
  readonly was: string;
  readonly is: string;
}

export const weaker = (was: string, is: string): Change => ({ kind: 'weaker', was, is });
export const unclear = (was: string, is: string): Change => ({ kind: 'unclear', was, is });
export const stricter = (was: string, is: string): Change => ({ kind: 'stricter', was, is });

/** Bounds come from `pow` and `log`, whose last bits differ between versions of V8: the rounding that steps get, too. */
const ROUNDING = 1e-9;

/** Whether two numbers are one up to the rounding of a formula. */
export function sameNumber(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  // Of an infinite size every difference would be a small share.
  const size = Math.max(Math.abs(a), Math.abs(b));
  return Number.isFinite(size) && Math.abs(a - b) <= ROUNDING * size;
}

/** A number of which `more` (up or down) is weaker; none where it is the same. */
export function ordered(what: string, was: number, is: number, weak: 'up' | 'down'): Change[] {
  if (sameNumber(was, is)) return [];
  const texts = [`${what} ${shownNumber(was)}`, `${what} ${shownNumber(is)}`] as const;
  if (Number.isNaN(was) || Number.isNaN(is)) return [unclear(...texts)];
  return [is > was === (weak === 'up') ? weaker(...texts) : stricter(...texts)];
}

/** Twelve digits: what counts as a change is seen. */
export function shownNumber(value: number): string {
  return Number.isFinite(value) ? `${Number(value.toPrecision(12))}` : `${value}`;
}

/** Items by a key; further ones of the same key are told apart by their place. */
export function keyed<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of items) {
    let name = key(item);
    for (let i = 2; found.has(name); i++) name = `${key(item)} #${i}`;
    found.set(name, item);
  }
  return found;
}
