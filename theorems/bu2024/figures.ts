/** The figures of bu2024, from fresh trainings of the reference problem. */
import { cite, dynamics, gallery } from '../../harness';
import { bu2024 } from './figure-family';
import { meaningFigures } from './figured/meaning-figures';
import { shiftedFigures } from './figured/shifted-figures';
import { watched } from './figured/watched';

const error = { label: '0–1 error' };

const learning = dynamics({
  ...watched,
  name: 'learning-dynamics',
  title: 'Learning dynamics',
  caption:
    'One layer of softmax attention with a ReLU MLP at the reference problem (K1 = K2 = 4, d = 40, L = 8, m = 50, B = 32, η = 10). Products are uᵀ M v/(|u||v|) with M = W_Kᵀ W_Q, the largest of each class; b_k tells the signs of a concept apart, a_k is what they share. Coefficients are means over concepts and over the neurons of either read-out sign.',
  source: cite('bu2024', 'learning-dynamics figure, panels i–iv'),
  agreement:
    'As in the paper: losses on training and fresh prompts fall together; attention moves onto the demonstrations with the query’s sign; the concept-specific products grow while all others stay small; neurons of either read-out sign grow apart along d_k. Along the shared c_k they grow alike, which the signs of the read-out cancel. Other than a statement that M stays in the span of the concepts: M starts as σ0² I, so the products of the complement start at 1 and decay.',
  until: 12,
  points: 41,
  panels: [
    {
      title: '(i) Loss',
      y: { label: 'logistic loss' },
      curves: { 'training prompts': 'trainingLoss', 'fresh prompts': 'testLoss' },
    },
    {
      title: '(ii) Correct attention',
      y: { label: 'mean attention on the query’s sign' },
      curves: { 'training prompts': 'trainingAttention', 'fresh prompts': 'correctAttention' },
    },
    {
      title: '(iii) Products of attention',
      y: { label: 'largest product of each class' },
      curves: {
        'concept-specific, b_k': 'largestConcept',
        'shared parts, a_k': 'largestShared',
        'irrelevant features, ν_j': 'largestNoise',
        complement: 'largestComplement',
        'between concepts': 'largestCross',
      },
    },
    {
      title: '(iv) Coefficients of the MLP',
      y: { label: 'mean coefficient' },
      curves: {
        'r > 0, along d_k': 'positiveSigned',
        'r < 0, along d_k': 'negativeSigned',
        'r > 0, along c_k': 'positiveShared',
        'r < 0, along c_k': 'negativeShared',
      },
    },
  ],
});

const outOfDistribution = dynamics({
  ...watched,
  name: 'out-of-distribution',
  title: 'Out of distribution',
  caption:
    '0–1 error on test prompts of other laws, while the model trains on the reference problem as ever (8 demonstrations, concepts drawn uniformly). New concepts are conic combinations of learned ones; a switched concept has the words of one learned concept and the labels of another.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panels a–d'),
  agreement:
    'As in the paper: the error vanishes for short and for long prompts, for skewed concepts, for conic combinations and for switched features. Short prompts take longest. Prompts about one concept alone differ most between trainings, since concepts are learned at different times.',
  until: 6,
  points: 31,
  panels: [
    {
      title: '(a) Length of prompts',
      y: error,
      curves: {
        '2 demonstrations': 'errorLength2',
        '8, as trained': 'error',
        '32 demonstrations': 'errorLength32',
        '128 demonstrations': 'errorLength128',
      },
    },
    {
      title: '(b) Skewed concepts',
      y: error,
      curves: { 'uniform, as trained': 'error', '90 % about one': 'errorMostlyOne', 'all about one': 'errorOnlyOne' },
    },
    {
      title: '(c) Combinations of concepts',
      y: error,
      curves: { 'as trained': 'error', 'conic combinations': 'errorConic' },
    },
    {
      title: '(d) Switched features',
      y: error,
      curves: { 'as trained': 'error', 'switched words': 'errorSwitched' },
    },
  ],
});

const slower = (slowing: number) => ({ observation: 'error', dials: { slowing } });

const convergence = dynamics({
  ...watched,
  prompts: 4000,
  name: 'convergence',
  title: 'Exponential convergence of the 0–1 error',
  caption:
    '0–1 error on 4,000 fresh prompts of the reference problem with a constant step, and with steps η/(1 + v t) that die out; t is the number of steps. Errors below 1/8000 are drawn there.',
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5'),
  agreement:
    'As in the paper: with a constant step the error falls at least exponentially; on this axis the curve bends downwards, so that it is faster. With steps that die out it does not.',
  until: 6,
  points: 31,
  panels: [
    {
      title: '0–1 error',
      y: { ...error, log: true, floor: 1 / 8000, ticks: [0.5, 0.1, 0.01, 0.001] },
      curves: {
        'constant step': 'error',
        'η/(1 + t/20)': slower(1 / 20),
        'η/(1 + t/8)': slower(1 / 8),
        'η/(1 + t/2)': slower(1 / 2),
      },
      guides: { 'halved every 8 steps': (x) => 2 ** ((-20 * x) / 8) },
    },
  ],
});

export default gallery(bu2024, [learning, outOfDistribution, ...shiftedFigures, convergence, ...meaningFigures]);
