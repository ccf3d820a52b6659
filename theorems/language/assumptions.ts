import { depart, dial, drawn as drawnFrom, linear, setting } from '../../generators/dials';
import type { LanguageProblem } from '../../generators/language/problem';
import type { RegionEntry } from '../../generators/region';
import type { Assumption, Dial } from '../../harness';
import { commonAssumptions } from '../bu2024/common-assumptions';

/** Problems are drawn over it. Splits are any; those with an odd seed were looked at when constants were chosen. */
export const region: readonly RegionEntry[] = [
  { symbol: 'K1', law: 'count', from: 2, to: 5 },
  { symbol: 'split', law: 'even count', from: 0, to: 1_000_000 },
  { symbol: 'bag', law: 'constant', from: 4, to: 4 },
  { symbol: 'd', law: 'constant', from: 64, to: 64 },
  { symbol: 'L', law: 'even count', from: 4, to: 12 },
  { symbol: 'm', law: 'even count', from: 24, to: 48 },
  { symbol: 'B', law: 'count', from: 16, to: 32 },
  { symbol: 'kappaY', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'sigma0', law: 'log-uniform', from: 0.7, to: 1 },
  { symbol: 'sigma1', law: 'constant', from: 0.1, to: 0.1 },
  { symbol: 'eta/m', law: 'constant', from: 0.5, to: 0.5 },
  { symbol: 'lambda', law: 'constant', from: 1e-4, to: 1e-4 },
];

/**
 * Concepts that problems are drawn from: those with enough words for bags of four to eight on either side of a split, so not the
 * numerals, and not large against small, which a plane through training words hardly tells apart on words that it has not seen.
 */
export const POOL: readonly string[] = [
  ...['opinion-adjectives', 'opinion-nouns', 'opinion-verbs', 'opinion-adverbs', 'names'],
  ...['number', 'tense', 'aspect', 'degree', 'adverbs', 'capitals', 'nationalities'],
  ...['animal-plant', 'food-artifact', 'person-place', 'body-substance', 'feeling-cognition', 'time-quantity'],
  'motion-communication',
];

const drawn = (...symbols: string[]) => drawnFrom(region, ...symbols);
const common = commonAssumptions<LanguageProblem>(region);

type LanguageAssumption = Assumption<LanguageProblem>;
const withBag = (q: LanguageProblem, bag: number): LanguageProblem => ({ ...q, bag: Math.round(bag) });

/** What the claims over real words assume, each with the dial that leaves it. */
export const assumptions: Readonly<Record<string, LanguageAssumption>> = {
  averagedWords: {
    name: 'averagedWords',
    doc: 'a demonstration is the mean of four words of its side, so that it scatters little about a ± b',
    paper: 'low noise: σ small against |b|',
    region: drawn('bag'),
    dial: dial('fewer words to a demonstration', 'words', linear(4, 1), withBag),
  },
  whitened: {
    name: 'whitened',
    doc: 'vectors are centred, and divided by the standard deviation of frequent words along every principal axis',
    paper: 'features of different concepts are orthogonal, and noise is isotropic',
    region: { whitening: '1' },
    dial: dial('weaker whitening', 'exponent', linear(1, 0), (q, whitening) => depart(q, { whitening })),
  },
  cleanWords: {
    name: 'cleanWords',
    doc: 'training words stand on the side where the lexicon has them',
    paper: 'x and y of a pair share the sparse code z',
    region: { 'words on the wrong side': '0' },
    dial: dial('training words on the wrong side', 'fraction', linear(0, 0.5), (q, wrongWords) =>
      depart(q, { wrongWords }),
    ),
  },
  wholeVocabulary: {
    name: 'wholeVocabulary',
    doc: 'about 32 training words a side: batches are new, words are not',
    paper: 'fresh i.i.d. batches: violated by nature, since a vocabulary is finite',
    region: { 'training words a side': 'half of 56 … 64' },
    dial: dial('fewer training words', 'words a side', linear(32, 16), (q, n) =>
      depart(q, { vocabulary: Math.round(n) }),
    ),
  },
  sharedConcept: common.sharedConcept,
  correctLabels: common.correctLabels,
  balancedDemonstrations: common.balancedDemonstrations,
  distinctLabels: {
    name: 'distinctLabels',
    doc: 'label vectors of different concepts are orthogonal, those of one concept are told apart',
    paper: 'label features q_k^± = c_k ± d_k with 0 ≤ κ < 1, orthogonal across concepts',
    region: drawn('kappaY'),
    dial: dial('label vectors of one concept nearly parallel', 'kappaY', linear(0.4, 0.98), (q, kappaY) => ({
      ...q,
      kappaY,
    })),
  },
  smallInit: common.smallInit,
  smallStep: common.smallStep,
};

const flag = (doc: string, name: keyof LanguageProblem['departures']): Dial<LanguageProblem> =>
  setting(doc, name, (q, v) => ({ ...q, departures: { ...q.departures, [name]: v } }));

/** Dials whose severity is the physical value itself. */
export const settings: Readonly<Record<string, Dial<LanguageProblem>>> = {
  bag: setting('words to a demonstration', 'words', withBag),
  noise: flag('Gaussian noise beside, in units of |b|', 'noise'),
  whitening: flag('whitening exponent itself', 'whitening'),
  centred: flag('mean of frequent words subtracted', 'centred'),
  twin: flag('Gaussian words: 1 isotropic, 2 with the covariance of the words', 'twin'),
  glosses: flag('averaged definitions in place of words', 'glosses'),
  scrambled: flag('words dealt to the sides at random', 'scrambled'),
  testBag: flag('words to a demonstration at test', 'testBag'),
  wrongWords: flag('fraction of training words on the wrong side', 'wrongWords'),
  flips: flag('fraction of flipped demonstrations', 'flips'),
  foreign: flag('fraction of demonstrations of other concepts', 'foreign'),
  labels: setting('label vectors: 1 the concept’s own words, 2 one pair for all', 'labels', (q, v) => ({
    ...depart(q, { labels: v as 0 | 1 | 2 }),
    dY: v === 0 ? q.dY : q.dX,
  })),
  kappaY: setting('κy itself', 'kappaY', (q, kappaY) => ({ ...q, kappaY })),
  initScale: setting('σ0 itself', 'sigma0', (q, sigma0) => ({ ...q, sigma0 })),
  queryFlips: flag('fraction of training labels flipped', 'queryFlips'),
  frozenAttention: flag('W_Q and W_K frozen', 'frozenAttention'),
  frozenMlp: flag('W_O frozen', 'frozenMlp'),
  ideal: { ...flag('closed-form ideal weights, no training', 'ideal'), trains: false },
};
