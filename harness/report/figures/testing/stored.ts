import type { ControlResult, Outcomes, PartResult } from '../../../verdict/results/result';
import type { StoredClaim } from '../../../verdict/results/verdicts-file';

/** Outcomes of a part from `[measured, allowed, holds]`; `undefined` for an unknown one, NaN measured for a divergence. */
export function storedOutcomes(all: readonly (readonly [number, number, boolean] | undefined)[]): Outcomes {
  return {
    x: all.map((one) => (one ? (one[2] ? 0 : 1) : 'unknown')),
    measured: all.map((one) => one?.[0] ?? Number.NaN),
    allowed: all.map((one) => one?.[1] ?? Number.NaN),
    factor: all.map((one) => (one ? one[0] / one[1] : Number.NaN)),
  };
}

/** A part of a claim as it is stored, with nothing but what figures read. */
export function storedPart(label: string, outcomes: Outcomes, changes: Partial<PartResult> = {}): PartResult {
  return { label, outcomes, delta: 0.05, margin: 0.05, trials: outcomes.x.length, ...changes } as PartResult;
}

export function control(name: string, kind: ControlResult['kind'], outcomes: Outcomes): ControlResult {
  return { name, kind, doc: '', status: 'falsified', trials: outcomes.x.length, outcomes };
}

/** A claim as it is stored, with nothing but what figures read. */
export function stored(parts: readonly PartResult[], changes: Partial<StoredClaim> = {}): StoredClaim {
  const trials = Math.max(0, ...parts.map((one) => one.trials));
  const levels = { alphaC: 0.05 / 32, alphaF: 0.001 / 32 };
  const about = { kind: 'prob' } as StoredClaim['about'];
  return {
    name: 'a claim',
    verdict: 'corroborated',
    parts,
    controls: [],
    trials,
    about,
    ...levels,
    ...changes,
  } as StoredClaim;
}
