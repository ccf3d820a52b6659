/** The outcome of one unit (trial or block) for one part of a claim. */
export interface Outcome {
  /** In [0, 1]: a violation indicator or a bounded mean. `unknown` only for what does not reproduce. */
  readonly x: number | 'unknown';
  /** Worst relation of the unit, printed: what was measured, what was allowed. */
  readonly measured: number;
  readonly allowed: number;
  /**
   * Smallest factor by which `allowed` could be multiplied with the unit still holding (≤ 1 when it holds, > 1 when it
   * does not, +∞ on divergence). Used for slack.
   */
  readonly factor: number;
  /** For example `loss is NaN at step 84`. */
  readonly note?: string;
  /** Each atom of the part by itself, in the order of the part's names for them. */
  readonly atoms: readonly AtomOutcome[];
}

/** One atom on one unit. */
export interface AtomOutcome {
  readonly violated: boolean;
  /**
   * Whether a violation shows that the atom can be broken: not where the quantity is missing or not finite, nor after a divergence,
   * but a hitting time past its deadline does.
   */
  readonly shows: boolean;
  readonly measured: number;
  readonly allowed: number;
  readonly factor: number;
}

/** The outcome of a part that has one atom. */
export function ofOneAtom(outcome: Omit<Outcome, 'atoms'>): Outcome {
  const { x, measured, allowed, factor } = outcome;
  const violated = x === 1;
  return { ...outcome, atoms: [{ violated, shows: violated && Number.isFinite(measured), measured, allowed, factor }] };
}

/** The outcome of a unit that nobody could answer for: it counts against whichever verdict is asked for. */
export function unknownOutcome(note?: string): Outcome {
  const none = { measured: Number.NaN, allowed: Number.NaN, factor: Number.NaN };
  return { x: 'unknown', ...none, ...(note === undefined ? {} : { note }), atoms: [] };
}
