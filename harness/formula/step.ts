import { UsageError } from '../base/usage-error';

const mostSteps = 1e7;

/**
 * The training step that a formula's value stands for: ceil(value·(1 − 1e-9)). The factor keeps a last-bit difference
 * of `Math.log` or `Math.pow` between two versions of V8 from moving the step.
 *
 * @throws UsageError unless 0 ≤ value ≤ 10,000,000.
 */
export function toStep(value: number, who: string): number {
  if (!(value >= 0 && value <= mostSteps)) {
    throw UsageError.expected(
      who,
      `a step between 0 and ${mostSteps}`,
      String(value),
      'correct the formula, or the constants in `ours`',
    );
  }
  return Math.ceil(value * (1 - 1e-9)) + 0;
}
