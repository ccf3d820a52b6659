/**
 * A pattern problem: everything that fixes the law of a prompt, of an initialisation and of a training, as plain data.
 *
 * Symbols and units follow li2024: an input is `x = mu_j + κ nu_k`, a task (a, b) labels x by +1 where its relevant pattern is
 * mu_a, −1 where it is mu_b, and by a fair coin elsewhere. The patterns themselves and the training tasks are not stored:
 * they are functions of the problem and of the trial's `patterns` and `tasks` streams.
 */
export interface PatternProblem {
  /** In-domain relevant patterns. */
  readonly M1: number;
  /** In-domain irrelevant patterns. */
  readonly M2: number;
  /** Out-of-domain relevant patterns: at most M1/S1², and below M1 unless S1 = ±1 (`besselGap`). */
  readonly M1Out: number;
  /** Dimension of inputs, at least M1 + M2. */
  readonly dX: number;
  /** Dimension of label embeddings ±q. */
  readonly dY: number;
  /** Contexts in a training prompt. */
  readonly l: number;
  /** Contexts in a prompt at test, the paper's l_ts. */
  readonly lTest: number;
  /** Fraction of contexts in training that carry one of the two patterns of the task. */
  readonly alpha: number;
  /** The same at test, the paper's α'. */
  readonly alphaTest: number;
  /** κ is uniform in [−K, K]. */
  readonly K: number;
  /** Norm of every pattern. */
  readonly beta: number;
  /**
   * Training tasks are (j, j + s mod M1) for every j and this many random shifts s: |T_tr|/|T| = shifts/(M1 − 1). At most
   * M1 − 2, so that tasks are held out.
   */
  readonly shifts: number;
  /** Coefficient sum of the out-of-domain patterns mu'_j = Σ_i k_{j,i} mu_i; of either sign. */
  readonly S1: number;
  /** Neurons of the MLP; the initial W_O ~ N(0, 1/m) entrywise. */
  readonly m: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** W_V = delta·I, and W_Q = W_K = delta·I on the first dX coordinates, at initialisation. */
  readonly delta: number;
  /** Step size of SGD. */
  readonly eta: number;
  /** Where the problem leaves the paper's setting. */
  readonly departures: PatternDepartures;
}

/** How far a problem departs from the paper's assumptions; `NO_PATTERN_DEPARTURES` is the paper's own setting. */
export interface PatternDepartures {
  /** Inner product between any two normalised patterns (relevant or not); 0 = orthogonal. */
  readonly coherence: number;
  /** Fraction of contexts, in training and at test, whose label embedding has the wrong sign; 0 = correct. */
  readonly contextFlips: number;
  /** Fraction of training prompts whose query label is flipped; 0 = correct, 0.5 = labels carry nothing. */
  readonly queryFlips: number;
  /** Rate at which a training prompt is of one fixed training task instead of a uniform one; 0 = balanced. */
  readonly skew: number;
  /**
   * Share (as a sine) of every out-of-domain irrelevant pattern that lies outside the span of all patterns; 0 = in the span
   * of the nu. More than 0 needs dX ≥ M1 + 2·M2.
   */
  readonly outOfSpan: number;
  /** Number of distinct batches that training cycles through; 0 = a fresh batch at every step. */
  readonly batches: number;
  /** 1 = W_Q and W_K keep their initial value. */
  readonly frozenAttention: 0 | 1;
  /** 1 = W_V and W_O keep their initial value. */
  readonly frozenMlp: 0 | 1;
  /** 1 = training is replaced by closed-form ideal weights (a positive control), whatever the step. */
  readonly ideal: 0 | 1;
  /**
   * 1 = training tasks compare every pair of patterns, in one of its two orders; `shifts` is then ⌊M1/2⌋. Absent: shifts at random, which
   * may leave pairs that no training task compares.
   */
  readonly everyPair?: 0 | 1;
  /**
   * Share (as a sine) of every out-of-domain relevant pattern that lies outside the span of all patterns; absent: none. More than
   * 0 needs dX ≥ M1 + M2 + M1Out.
   */
  readonly newDirection?: number;
}

export const NO_PATTERN_DEPARTURES: PatternDepartures = {
  coherence: 0,
  contextFlips: 0,
  queryFlips: 0,
  skew: 0,
  outOfSpan: 0,
  batches: 0,
  frozenAttention: 0,
  frozenMlp: 0,
  ideal: 0,
};
