/** Claims that share the suite's levels: a constant, so that no claim's verdict depends on how many others there are. */
export const K = 32;

/** Levels of the whole suite: α_C, α_F. */
export const SUITE_LEVELS = {
  pr: { alphaC: 0.05, alphaF: 1e-3 },
  nightly: { alphaC: 0.01, alphaF: 1e-4 },
} as const;
