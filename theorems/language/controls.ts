/** What theorems over real words share. */
import { dialled, ours, type PaperHypothesis } from '../../harness';
import { calibrated } from './calibrated';

export { frozenAttention, frozenMlp, idealWeights, shuffledLabels } from '../bu2024/controls';

export const tau = ours(
  24,
  'twice that of bu2024: words scatter more, and attention needs longer to tell the signs apart',
  calibrated.gate,
);

/** The horizon of the shared stream, in steps. */
export const horizon = 'tau * m * K1 / eta';

export const forAll = [
  'averagedWords',
  'whitened',
  'cleanWords',
  'wholeVocabulary',
  'sharedConcept',
  'correctLabels',
  'balancedDemonstrations',
  'distinctLabels',
  'smallInit',
  'smallStep',
] as const;

/** A vocabulary has no corners that stand for a region of laws; the reason is printed. */
export const corners = {
  without:
    'problems are draws of concepts and splits from one lexicon, with no law that extreme parameters would stand for; how the claims fare on four hand-made sets of concepts is on the page about real words',
} as const;

/** One word is what a demonstration is in reality. */
export const singleWords = dialled('bag', 1, {
  name: 'single words',
  doc: 'n = 1: a demonstration is a word as it is, in training and at test',
});

/** Words carry no concept. */
export const scrambledLexicon = dialled('scrambled', 1, {
  name: 'scrambled lexicon',
  doc: 'the words of a concept are dealt to its two sides at random',
});

export const paper: readonly PaperHypothesis[] = [
  {
    symbol: 'sigma',
    hypothesis: 'low noise: σ vanishes against the feature norm',
    checked: 'means of four words: σ/|b| along b is .15 … .55, per coordinate .15 … .35',
    outside: true,
  },
  {
    symbol: 'kappa',
    hypothesis: 'features of different concepts are orthogonal',
    checked: '|cos(b_j, b_k)| has median .1 and reaches .8; a_j and a_k lean on each other more',
    outside: true,
  },
  { symbol: 'B', hypothesis: 'fresh i.i.d. batches', checked: 'fresh draws from about 32 words a side', outside: true },
  { symbol: 'y', hypothesis: 'label vectors orthogonal across concepts', checked: 'orthogonal, κy = 0 … 0.4' },
  { symbol: 'words', hypothesis: 'new draws of the same law at test', checked: 'words that training has not seen' },
];

/** What no claim over real words says. */
export const notChecked: readonly string[] = [
  'other embeddings and languages: the evidence is from one embedding of English',
  'sentences: a demonstration is a mean of words',
  'label vectors that are words',
];
