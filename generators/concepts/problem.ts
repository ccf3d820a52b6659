/**
 * A concept problem: everything that fixes the law of a prompt, of an initialisation and of a training, as plain data.
 *
 * Symbols and units follow bu2024 (word features `mu_k^± = a_k ± b_k`, label features `q_k^± = c_k ± d_k`).
 * The dictionary itself is not stored: it is a function of the problem and of the trial's `dictionary` stream.
 */
export interface ConceptProblem {
  /** Task-relevant concepts. */
  readonly K1: number;
  /** Task-irrelevant features. */
  readonly K2: number;
  /** Dimension of word vectors. */
  readonly dX: number;
  /** Dimension of label vectors. */
  readonly dY: number;
  /** Demonstrations in a prompt. */
  readonly L: number;
  /** Neurons of the MLP. */
  readonly m: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** `<mu_k^+, mu_k^->`, in (−1, 1); the paper's are in [0, 1). */
  readonly kappaX: number;
  /** `<q_k^+, q_k^->`, in (−1, 1); the paper's are in [0, 1). */
  readonly kappaY: number;
  /** Standard deviation of the noise on every coordinate of words and labels. */
  readonly sigma: number;
  /** Rate at which a word carries any one other concept (polysemy). */
  readonly p: number;
  /** Rate at which a word carries any one irrelevant feature. */
  readonly pNu: number;
  /** W_Q = W_K = sigma0 · I at initialisation. */
  readonly sigma0: number;
  /** W_O ~ N(0, sigma1²) entrywise at initialisation. */
  readonly sigma1: number;
  /** Step size of SGD. */
  readonly eta: number;
  /** Weight decay: the loss carries (lambda/2)·|trained weights|². */
  readonly lambda: number;
  /** Where the problem leaves the paper's setting. */
  readonly departures: Departures;
}

/** How far a problem departs from the paper's assumptions; `NO_DEPARTURES` is the paper's own setting. */
export interface Departures extends Variations {
  /** Inner product between normalised dictionary columns of different features; 0 = orthogonal. */
  readonly coherence: number;
  /** Fraction of demonstrations that carry the sign +1; 0.5 = balanced. */
  readonly positives: number;
  /** Fraction of demonstrations that carry another concept than the prompt's; 0 = all share the co-concept. */
  readonly foreign: number;
  /** Fraction of demonstrations whose label vector carries the opposite sign; 0 = correct. */
  readonly flips: number;
  /** Fraction of training prompts whose own label is flipped; 0 = correct, 0.5 = labels carry nothing. */
  readonly queryFlips: number;
  /** Number of distinct batches that training cycles through; 0 = a fresh batch at every step. */
  readonly batches: number;
  /** Step t uses eta / (1 + stepRate·t)^stepPower; 0 = constant step. */
  readonly stepRate: number;
  /** The exponent of that schedule. */
  readonly stepPower: number;
  /** 1 = W_Q and W_K keep their initial value. */
  readonly frozenAttention: 0 | 1;
  /** 1 = W_O keeps its initial value. */
  readonly frozenMlp: 0 | 1;
  /** 1 = training is replaced by the closed-form ideal weights (a positive control), whatever the step. */
  readonly ideal: 0 | 1;
  /** Standard deviation of noise that words and labels of test prompts carry beside sigma. */
  readonly testNoise: number;
  /** Rate of polysemy in test prompts beside p. */
  readonly testPolysemy: number;
  /** Fraction of test prompts about concept 0, whatever the uniform draw says; 0 = concepts as in training. */
  readonly testSkew: number;
  /** Demonstrations in a test prompt; 0 = L. */
  readonly testLength: number;
  /** Share of negative coefficients, in absolute sum, when test words combine learned ones; 0 = a conic combination. */
  readonly negativeWords: number;
  /** The same for test labels. */
  readonly negativeLabels: number;
}

export const NO_DEPARTURES: Departures = {
  coherence: 0,
  positives: 0.5,
  foreign: 0,
  flips: 0,
  queryFlips: 0,
  batches: 0,
  stepRate: 0,
  stepPower: 1,
  frozenAttention: 0,
  frozenMlp: 0,
  ideal: 0,
  testNoise: 0,
  testPolysemy: 0,
  testSkew: 0,
  testLength: 0,
  negativeWords: 0,
  negativeLabels: 0,
};

/**
 * What the sources mention beside the setting. A problem has the key of a variation only where it has the variation: a key
 * more in every problem would be another text of every statement that was ever recorded.
 */
interface Variations {
  /** Share of squared length that test features which leave the span of learned ones keep inside it; 0 = none of it. */
  readonly insideSpan?: number;
  /** Fraction of training prompts about concept 0, whatever the uniform draw says; 0 = uniform concepts. */
  readonly trainingSkew?: number;
  /** Length of a constant vector in every label vector, apart from all features: W_O along it is a learned bias; 0 = none. */
  readonly bias?: number;
  /** 1 = W_Q and W_K start with independent entries N(0, sigma0²/dX) instead of sigma0·I. */
  readonly randomAttention?: 0 | 1;
  /** 1 = the loss is max(0, 1 − z f) instead of log(1 + e^(−z f)). */
  readonly hingeLoss?: 0 | 1;
}

const NO_VARIATIONS: Required<Variations> = {
  insideSpan: 0,
  trainingSkew: 0,
  bias: 0,
  randomAttention: 0,
  hingeLoss: 0,
};

const completed = new WeakMap<Departures, Required<Departures>>();

/** With 0 for each variation that a problem does not have. Made once for each object: a training asks half a dozen times. */
export function allDepartures(departures: Departures): Required<Departures> {
  const known = completed.get(departures) ?? { ...NO_VARIATIONS, ...departures };
  completed.set(departures, known);
  return known;
}
