/** Claims that share the suite's levels: a constant, so that no claim's verdict depends on how many others there are. */
export const K = 64;

/** A pair of levels: of corroborating what is false, and of falsifying what is true. */
export interface Levels {
  readonly alphaC: number;
  readonly alphaF: number;
}

/** How a run is gated. */
type Profile = 'pr' | 'nightly';

/** Levels of the whole suite in one run. */
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

/**
 * Levels of one claim in a run of this profile. Of its share of α_F the claim itself has half; the tests of its negative controls
 * share the other half, see {@link controlLevel}.
 */
export function claimLevels(profile: Profile): Levels {
  const { alphaC, alphaF } = SUITE_LEVELS[profile];
  // K claims gate every run, and another K nightly ones only: at night either group has half.
  const room = profile === 'nightly' ? 2 * K : K;
  return { alphaC: alphaC / room, alphaF: alphaF / (2 * room) };
}

/** The share of a claim's levels that its attempt has: of both sides alike. */
export const weighted = ({ alphaC, alphaF }: Levels, weight: number): Levels => ({
  alphaC: alphaC * weight,
  alphaF: alphaF * weight,
});

/** The level of each of so many (control, atom) tests of a claim with these levels. */
export function controlLevel({ alphaF }: Levels, tests: number): number {
  return alphaF / Math.max(1, tests);
}
