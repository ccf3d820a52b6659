/** The reference problem, as captions name it. */
export const problem = 'M1 = 6, M2 = 24, α = .8, l = 20, m = 64, B = 128, η = 1, β = 2, δ = .2';

/** How most figures are trained. */
export const common = { trials: 32, prompts: 1000, at: 'reference' } as const;
