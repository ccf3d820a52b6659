/** The contexts of one prompt as a classical learner sees them: at least one, of both classes. */
export interface Contexts {
  /** [L][d] */
  readonly x: readonly (readonly number[])[];
  /** [L], ±1 */
  readonly y: readonly number[];
}

/** What a learner trained on the contexts says of a query of length d: a number whose sign counts, +1 for 0. */
export type Fit = (contexts: Contexts, query: readonly number[]) => number;

/** x [L, d] row by row, y [L] of ±1, query [d]; the answer is ±1. */
export type Learner = (x: Float32Array, y: ArrayLike<number>, query: Float32Array) => 1 | -1;

/**
 * A learner that answers for the only class where the contexts have but one: most fits are not defined there.
 *
 * @throws RangeError without contexts, or for lengths that disagree
 */
export function learner(decide: Fit): Learner {
  return (x, y, query) => {
    const [L, d] = [y.length, query.length];
    if (L === 0 || x.length !== L * d) {
      throw new RangeError(`learner: expected x of ${L} × ${d} > 0 numbers, got ${x.length}`);
    }
    const labels = Array.from(y);
    if (labels.every((label) => label === labels[0])) return signOf(labels[0]!);
    const rows = labels.map((_, l) => Array.from(x.subarray(l * d, (l + 1) * d)));
    return signOf(decide({ x: rows, y: labels }, Array.from(query)));
  };
}

const signOf = (value: number): 1 | -1 => (value < 0 ? -1 : 1);
