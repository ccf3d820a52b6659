import type { Asserted } from '../evidence/grids';

/** From which violation probability on an assumption counts as broken. */
export interface Threshold {
  /** `most`: most trainings fail; `claim`: the claim itself is false; `asked`: --tau. */
  readonly name: 'most' | 'claim' | 'asked';
  readonly tau: number;
}

/** Violations are the rule from here on. */
const MOST: Threshold = { name: 'most', tau: 0.5 };

/**
 * The thresholds at which a claim is searched. A bounded outcome counts as violated where it exceeds δ + margin, which is
 * no event that the claim bounds: `mean` claims have the first threshold alone.
 *
 * @param evidence what the claim's parts assert
 * @param asked one threshold in place of all others
 */
export function thresholdsOf(evidence: readonly Asserted[], asked?: number): readonly Threshold[] {
  if (asked !== undefined) return [{ name: 'asked', tau: asked }];
  if (evidence.some(({ kind }) => kind === 'mean')) return [MOST];
  const tau = Math.min(...evidence.map(({ delta, margin }) => delta + margin));
  return tau === MOST.tau || tau >= 1 ? [MOST] : [MOST, { name: 'claim', tau }];
}

/** What a threshold means, in words. */
export const THRESHOLD_WORDS = {
  most: 'most trainings fail',
  claim: 'the claim fails',
  asked: 'as asked',
} as const satisfies Record<Threshold['name'], string>;
