/** Bounds of the deviation of computed Gram matrices from exact ones, to first order in u = 2^-53; γ_n = n·u. */
export const gamma = (terms: number): number => terms * 2 ** -53;

/**
 * n computed orthonormal vectors of length `dim`. The inner product with any of the n others errs by γ_dim when it is last
 * removed, and by u with each removal after that; the norm by half of γ_dim, and by one rounding of root and of quotient.
 */
export const frameRounding = (dim: number, n: number): number => gamma(dim + 3) + gamma(n);

/** Coherent mixtures of n such vectors: a coefficient errs by γ_4, a sum by γ_n, and the frame's errors add up over n. */
export const coherentRounding = (dim: number, n: number): number => (1 + n) * frameRounding(dim, n) + 2 * gamma(n + 4);

/**
 * Mixtures Σ_i c_i e_i of r vectors whose Gram matrix errs by `vectors` per entry, with coefficients whose own errs by
 * `coefficients`: |c|_1 ≤ √r |c|_2, so the former counts r times, and the rounding of the sum, γ_(r+1)·|c|_1, twice.
 */
export const mixtureRounding = (r: number, vectors: number, coefficients: number): number =>
  coefficients + r * vectors + 2 * Math.sqrt(r) * gamma(r + 1);

/**
 * The coefficients of out-of-domain patterns. The columns of the mixing matrix are a frame of n = M1Out; those of its rows
 * err by n times as much (same spectral norm). cosθ and sinθ err by γ_3 and γ_8, squared and added by less than γ_24.
 */
export const coefficientRounding = (M1: number, M1Out: number): number =>
  mixtureRounding(M1Out, 2 * frameRounding(M1, M1Out + 1) + gamma(24), M1Out * frameRounding(M1Out, M1Out)) + gamma(M1);
