import type { Outcome } from '../statement/gate';

/** What a part asserts of its trials. */
export interface Evidenced {
  readonly kind: 'prob' | 'mean' | 'forall';
  readonly delta: number;
  readonly margin: number;
}

/** A bounded outcome has no violation of its own: it counts as one where it exceeds what the claim's mean may not reach. */
export function violated(evidence: readonly Evidenced[], outcomes: readonly Outcome[]): boolean {
  return evidence.some(({ kind, delta, margin }, i) => {
    const { x } = outcomes[i]!;
    return kind === 'mean' ? Number(x) > delta + margin : x === 1;
  });
}
