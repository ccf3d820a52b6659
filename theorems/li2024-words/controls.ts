/** What theorems over categories of words share. */
import { dialled, ours, type PaperHypothesis } from '../../harness';
import { calibrated } from './calibrated';

export { frozenAttention, shuffledLabels } from '../li2024/controls';

export const tau = ours(
  20,
  'normalised horizon: in calibration errors fell from τ = 10 on no further, and attention little',
  calibrated,
);

/** The horizon of the shared stream, in steps: τ times the unit M1 α^(−2/3)/η of li2024. */
export const horizon = 'tau * unit';

export const forAll = [
  'averagedWords',
  'correctContexts',
  'relevantContexts',
  'longPrompts',
  'coveringTasks',
  'largeBatch',
  'smallInit',
  'smallStep',
  'wide',
] as const;

/** A vocabulary has no corners that stand for a region of laws; the reason is printed. */
export const corners = {
  without:
    'problems are draws of categories and splits from one lexicon, with no law that extreme parameters would stand for; a training takes half a second',
} as const;

/** Closed-form weights on the dual basis of the category means; nothing is trained. */
export const idealWeights = dialled('ideal', 1, {
  name: 'ideal weights',
  doc: 'closed-form attention on the query’s category, half of the neurons aligned with the labels; nothing is trained',
});

/** Words carry no category. */
export const scrambledLexicon = dialled('scrambled', 1, {
  name: 'scrambled lexicon',
  doc: 'the words of all categories are dealt to them at random',
});

/** Labels that attention finds and that are wrong, in training and at test. */
export const wrongLabels = dialled('contextFlips', 0.2, {
  at: 'region',
  name: 'wrong context labels',
  doc: 'a fifth of the labels of contexts are wrong, in training and at test',
});

/** What the paper speaks of, single inputs, at test. */
export const singleTestWords = dialled('testBag', 1, {
  name: 'single words at test',
  doc: 'n = 1 at test: an input is a word as it is',
});

export const paper: readonly PaperHypothesis[] = [
  {
    symbol: 'mu',
    hypothesis: 'patterns are orthogonal with norm β',
    checked: 'means of categories: cosines up to .6, norms within a factor of two, β in the mean',
    outside: true,
  },
  {
    symbol: 'kappa, nu',
    hypothesis: 'x = μ_j + κ ν_k with |κ| ≤ 1/2 and orthogonal irrelevant patterns',
    checked: 'means of four words, which scatter about μ_j in every direction',
    outside: true,
  },
  { symbol: 'M1', hypothesis: 'finitely many patterns', checked: 'M1 = 4 … 8 of 17 categories' },
  { symbol: 'B', hypothesis: 'fresh prompts', checked: 'fresh draws from about 32 words a category', outside: true },
  { symbol: 'tasks', hypothesis: 'tasks that training has not seen', checked: 'also words that training has not seen' },
];

/** What no claim over categories of words says. */
export const notChecked: readonly string[] = [
  'other embeddings and languages: the evidence is from one embedding of English',
  'sentences: an input is a mean of words',
  'prompts at test of other lengths or fractions than in training',
];
