/** A constant that the paper hides in O(·), chosen by us, with the reason. */
export interface Ours {
  /** What its name stands for in every formula of the theorem. */
  readonly value: number;
  /** Why this value; printed beside it. */
  readonly reason: string;
  /** The epochs that were looked at before it was chosen; printed beside it. */
  readonly chosenAfter?: readonly string[];
}

/**
 * States a constant of ours: `ours: { c: ours(0.05, 'at most .015 in calibration') }`.
 *
 * @param value finite.
 * @param reason for this value; an empty one is refused.
 * @param chosenAfter the epochs that were looked at before it was chosen: `'calibration-1'`.
 */
export function ours(value: number, reason: string, ...chosenAfter: readonly string[]): Ours {
  return chosenAfter.length === 0 ? { value, reason } : { value, reason, chosenAfter };
}
