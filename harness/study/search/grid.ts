/** Last index of the dial grid. */
export const LAST = 40;

/** The 41 dial points j/40, from 0 (the assumption holds) to 1 (badly violated). */
export const POINTS: readonly number[] = Array.from({ length: LAST + 1 }, (_, j) => j / LAST);

/** Throws a RangeError unless `index` is the index of a dial point. */
export function checkIndex(index: number): void {
  if (!(Number.isInteger(index) && index >= 0 && index <= LAST)) {
    throw new RangeError(`dial grid: expected an index 0 … ${LAST}, got ${index}`);
  }
}
