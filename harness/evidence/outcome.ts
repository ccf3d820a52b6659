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
}
