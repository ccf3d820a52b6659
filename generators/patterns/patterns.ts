/** The patterns of a problem, all of norm beta: what prompts are made of. */
export interface Patterns {
  /** M1 in-domain relevant patterns of length dX. */
  readonly mu: Float64Array[];
  /** M2 in-domain irrelevant patterns of length dX. */
  readonly nu: Float64Array[];
  /** Label embedding: a unit vector of length dY. */
  readonly q: Float64Array;
  /** M1Out out-of-domain relevant patterns Σ_i k_{j,i} mu_i, orthogonal, with Σ_i k_{j,i} = S1. */
  readonly muOut: Float64Array[];
  /** M2 out-of-domain irrelevant patterns. */
  readonly nuOut: Float64Array[];
}

/** A task (a, b): indices of the relevant patterns that mean +1 and −1. */
export type Task = readonly [number, number];
