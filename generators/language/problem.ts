/**
 * A problem over real words, as plain data. Vectors are not stored: they are a function of the problem, the lexicon and the
 * trial's `dictionary` stream. Symbols follow bu2024, whose model and training these words go through.
 */
export interface LanguageProblem {
  /** Names of the concepts that are trained on. */
  readonly concepts: readonly string[];
  /** Names of as many concepts that nobody trains on; they borrow the label vectors of the trained ones, in order. */
  readonly novel: readonly string[];
  /** Which words are held out: the seed of the split, 0 … 2^32 − 1. */
  readonly split: number;
  /** Words that are averaged to one: 1 is a word as it is. */
  readonly bag: number;
  /** Principal axes that are kept. */
  readonly dX: number;
  /** Dimension of label vectors. */
  readonly dY: number;
  /** Demonstrations in a prompt. */
  readonly L: number;
  /** Neurons of the MLP. */
  readonly m: number;
  /** Prompts in a batch. */
  readonly B: number;
  /** `<q_k^+, q_k^->` of the label vectors, in [0, 1). */
  readonly kappaY: number;
  /** W_Q = W_K = sigma0 · I at initialisation. */
  readonly sigma0: number;
  /** W_O ~ N(0, sigma1²) entrywise at initialisation. */
  readonly sigma1: number;
  /** Step size of SGD. */
  readonly eta: number;
  /** Weight decay: the loss carries (lambda/2)·|trained weights|². */
  readonly lambda: number;
  /** Where the problem leaves the setting of the claims. */
  readonly departures: LanguageDepartures;
}

/** How words become vectors, and where the problem leaves the setting of the claims; `PLAIN` is that setting. */
export interface LanguageDepartures {
  /** 0 = the words themselves, 1 = Gaussian words with their class means and mean variance, 2 = with their covariance. */
  readonly twin: 0 | 1 | 2;
  /** 1 = averaged definitions in place of words; only concepts that have enough of them. */
  readonly glosses: 0 | 1;
  /** 1 = words are dealt to the two sides of their concept at random. */
  readonly scrambled: 0 | 1;
  /** 1 whitens, 0 only rotates. */
  readonly whitening: number;
  /** 1 = the mean of frequent words is subtracted. */
  readonly centred: 0 | 1;
  /** 0 = orthogonal label vectors, 1 = the vectors of the concept's own label words, 2 = one pair for all concepts. */
  readonly labels: 0 | 1 | 2;
  /** Gaussian noise on every coordinate beside, in units of the mean |b|. */
  readonly noise: number;
  /** Training words a side are no more than these; 0 = all of them. */
  readonly vocabulary: number;
  /** Fraction of a concept's training words that stand on the wrong side. */
  readonly wrongWords: number;
  /** Words that are averaged at test; 0 = as in training. */
  readonly testBag: number;
  /** Fraction of demonstrations that carry the sign +1; 0.5 = balanced. */
  readonly positives: number;
  /** Fraction of demonstrations that carry another concept than the prompt's. */
  readonly foreign: number;
  /** Fraction of demonstrations whose label vector carries the opposite sign. */
  readonly flips: number;
  /** Fraction of training prompts whose own label is flipped. */
  readonly queryFlips: number;
  /** 1 = W_Q and W_K keep their initial value. */
  readonly frozenAttention: 0 | 1;
  /** 1 = W_O keeps its initial value. */
  readonly frozenMlp: 0 | 1;
  /** 1 = closed-form weights in place of a training. */
  readonly ideal: 0 | 1;
}

export const PLAIN: LanguageDepartures = {
  twin: 0,
  glosses: 0,
  scrambled: 0,
  whitening: 1,
  centred: 1,
  labels: 0,
  noise: 0,
  vocabulary: 0,
  wrongWords: 0,
  testBag: 0,
  positives: 0.5,
  foreign: 0,
  flips: 0,
  queryFlips: 0,
  frozenAttention: 0,
  frozenMlp: 0,
  ideal: 0,
};
