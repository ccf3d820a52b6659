/**
 * The names ever recorded for pull-request claims that share the suite's levels, and as many for claims that only nightly runs
 * gate. A constant: adding, deleting or selecting claims changes no other verdict.
 */
export const K = 64;

/** A pair of levels: of corroborating what is false, and of falsifying what is true. */
export interface Levels {
  readonly alphaC: number;
  readonly alphaF: number;
}

/** How a run is gated. */
export type Profile = 'pr' | 'nightly';

/** Levels of the whole suite in one run. A nightly run holds two groups of claims: each has half. */
export const SUITE_LEVELS = {
  pr: { alphaC: 0.05, alphaF: 1e-3 },
  nightly: { alphaC: 0.01, alphaF: 1e-4 },
} as const satisfies Record<Profile, Levels>;

/**
 * The share of a claim's levels that its v-th attempt has: .8 for the first, .2/(v(v − 1)) for later ones. They add up to 1, so
 * that re-stating a claim until it passes buys nothing.
 */
export function attemptWeight(attempt: number): number {
  if (!(Number.isInteger(attempt) && attempt >= 1)) {
    throw new RangeError(`levels: expected an attempt ≥ 1, got ${attempt}`);
  }
  return attempt === 1 ? 0.8 : 0.2 / (attempt * (attempt - 1));
}

/** Levels of one claim in a run of this profile; `attempt` undefined where attempts are not counted. */
export function claimLevels(profile: Profile, attempt: number | undefined, slots = K): Levels {
  const groups = profile === 'nightly' ? 2 : 1;
  const share = (attempt === undefined ? 1 : attemptWeight(attempt)) / (slots * groups);
  const { alphaC, alphaF } = SUITE_LEVELS[profile];
  return { alphaC: alphaC * share, alphaF: alphaF * share };
}

/** How a claim's α_F is spent: half on the claim itself, half evenly on the tests of its atoms under its controls. */
export function falsifyingLevels(alphaF: number, tests: number): { readonly claim: number; readonly test: number } {
  return { claim: alphaF / 2, test: alphaF / 2 / Math.max(1, tests) };
}
