/**
 * A problem of li2024 over categories of words in place of patterns, as plain data. An input is the mean of `bag` words of a category;
 * what they scatter about its mean stands where the paper has κ times an irrelevant pattern. A task (a, b) labels an input by +1
 * where it is of category a, by −1 where it is of category b, and by a fair coin elsewhere. Vectors and training tasks are not
 * stored: they are functions of the problem, the lexicon and the trial's streams.
 */
export interface CategoryProblem {
  /** Names of the categories that training tasks compare: the paper's M1 patterns. */
  readonly categories: readonly string[];
  /** Names of categories that nobody trains on: out of the domain. */
  readonly novel: readonly string[];
  /** Which words are held out: the seed of the split, 0 … 2^32 − 1. */
  readonly split: number;
  /** Words that are averaged to one input. */
  readonly bag: number;
  /** Principal axes that are kept. */
  readonly dX: number;
  /** Dimension of label embeddings ±q. */
  readonly dY: number;
  /** Contexts in a training prompt. */
  readonly l: number;
  /** Contexts in a prompt at test. */
  readonly lTest: number;
  /** Fraction of contexts that carry one of the two categories of the task, in training. */
  readonly alpha: number;
  /** The same at test. */
  readonly alphaTest: number;
  /** Mean norm of the category means. */
  readonly beta: number;
  /** Training tasks are (j, j + s mod M1) for every j and this many random shifts s, at most M1 − 2. */
  readonly shifts: number;
  /** Neurons of the MLP; the initial W_O ~ N(0, 1/m) entrywise. */
  readonly m: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** W_V = delta·I, and W_Q = W_K = delta·I on the first dX coordinates, at initialisation. */
  readonly delta: number;
  /** Step size of SGD. */
  readonly eta: number;
  /** Where the problem leaves the setting of the claims. */
  readonly departures: CategoryDepartures;
}

/** How words become vectors, and where the problem leaves the setting of the claims; `PLAIN_CATEGORIES` is that setting. */
export interface CategoryDepartures {
  /** 0 = the words themselves, 1 = Gaussian words with their category means and mean variance, 2 = with their covariance. */
  readonly twin: 0 | 1 | 2;
  /** 1 = words are dealt to the categories at random. */
  readonly scrambled: 0 | 1;
  /** Words that are averaged at test; 0 = as in training. */
  readonly testBag: number;
  /** Fraction of contexts whose label embedding has the wrong sign. */
  readonly contextFlips: number;
  /** Fraction of training prompts whose query label is flipped. */
  readonly queryFlips: number;
  /** Rate at which a training prompt is of one fixed training task instead of a uniform one. */
  readonly skew: number;
  /** 1 = W_Q and W_K keep their initial value. */
  readonly frozenAttention: 0 | 1;
  /** 1 = W_V and W_O keep their initial value. */
  readonly frozenMlp: 0 | 1;
  /** 1 = closed-form weights in place of a training. */
  readonly ideal: 0 | 1;
}

export const PLAIN_CATEGORIES: CategoryDepartures = {
  twin: 0,
  scrambled: 0,
  testBag: 0,
  contextFlips: 0,
  queryFlips: 0,
  skew: 0,
  frozenAttention: 0,
  frozenMlp: 0,
  ideal: 0,
};
