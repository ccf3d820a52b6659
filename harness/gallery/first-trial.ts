import { rounded } from '../report/figures/rounded';

/** Significant digits to which a first trial is kept: more than a drawing shows, fewer than rounding may move. */
const DIGITS = 6;

/** The first trial of every point. @param values [point][trial] */
export function firstTrial(values: readonly (readonly number[])[]): readonly number[] {
  return values.map(([first]) => rounded(first!, DIGITS));
}
