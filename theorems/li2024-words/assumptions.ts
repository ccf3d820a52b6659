import { CATEGORIES } from '../../generators/categories/names';
import type { CategoryDepartures, CategoryProblem } from '../../generators/categories/problem';
import { depart, dial, drawn as drawnFrom, geometric, linear, setting } from '../../generators/dials';
import type { RegionEntry } from '../../generators/region';
import type { Assumption, Dial } from '../../harness';
import { commonAssumptions } from '../li2024/common-assumptions';

/** Problems are drawn over it. Splits are any even ones; those with an odd seed were looked at when constants were chosen. */
export const region: readonly RegionEntry[] = [
  { symbol: 'M1', law: 'count', from: 4, to: 8 },
  { symbol: 'split', law: 'even count', from: 0, to: 1_000_000 },
  { symbol: 'bag', law: 'constant', from: 4, to: 4 },
  { symbol: 'dX', law: 'constant', from: 64, to: 64 },
  { symbol: 'dY', law: 'count', from: 4, to: 8 },
  { symbol: 'l', law: 'count', from: 20, to: 24 },
  { symbol: 'alpha', law: 'uniform', from: 0.6, to: 0.8 },
  { symbol: 'beta', law: 'constant', from: 2, to: 2 },
  { symbol: 'm', law: 'even count', from: 48, to: 64 },
  { symbol: 'B', law: 'count', from: 48, to: 64 },
  { symbol: 'delta', law: 'log-uniform', from: 0.15, to: 0.2 },
  { symbol: 'eta', law: 'log-uniform', from: 0.7, to: 1.1 },
];

/** Categories that problems are drawn from: all of them. */
export const POOL: readonly string[] = Object.keys(CATEGORIES);

const drawn = (...symbols: string[]) => drawnFrom(region, ...symbols);
const common = commonAssumptions<CategoryProblem>(region);
const withBag = (q: CategoryProblem, bag: number): CategoryProblem => ({ ...q, bag: Math.round(bag) });
const left = (q: CategoryProblem, change: Partial<CategoryDepartures>): CategoryProblem => depart(q, change);

/** What the claims over categories of words assume, each with the dial that leaves it. */
export const assumptions: Readonly<Record<string, Assumption<CategoryProblem>>> = {
  averagedWords: {
    name: 'averagedWords',
    doc: 'an input is the mean of four words of its category, so that it scatters little about the category’s mean',
    paper: 'x = μ_j + κ ν_k with |κ| ≤ K ≤ 1/2',
    region: drawn('bag', 'dX', 'beta'),
    dial: dial('fewer words to an input', 'words', linear(4, 1), withBag),
  },
  correctContexts: { ...common.correctContexts, doc: 'contexts of the task’s categories are labelled by the task' },
  relevantContexts: {
    name: 'relevantContexts',
    doc: 'a constant fraction of the contexts carries a category of the task, in training and at test',
    paper: 'α, α′ in (0, 1]',
    region: { ...drawn('alpha'), alphaTest: 'alpha' },
    dial: dial('fewer relevant contexts, as many contexts', 'alpha', geometric(0.6, 0.05), (q, alpha) => ({
      ...q,
      ...{ alpha, alphaTest: alpha },
    })),
  },
  longPrompts: {
    name: 'longPrompts',
    doc: 'prompts in training and at test are long enough to show the query’s category',
    paper: 'l_tr ≥ Ω(1/α), l_ts ≥ Ω(1/α′); the sources at hand hide the constants',
    region: { ...drawn('l'), lTest: 'l' },
    dial: dial('shorter prompts, in training and at test', 'l', geometric(20, 1), (q, l) => ({
      ...q,
      ...{ l: Math.round(l), lTest: Math.round(l) },
    })),
  },
  coveringTasks: {
    name: 'coveringTasks',
    doc: 'training tasks cover every category equally often with both labels, and are a large enough fraction of all',
    paper: '|T_tr|/|T| ≥ (M1 − 1)^(−1/2), covering every relevant pattern equally',
    region: { ...drawn('M1'), shifts: '⌈√(M1 − 1)⌉ of M1 − 1', skew: '0' },
    dial: dial('one training task takes over', 'skew', linear(0, 1), (q, skew) => left(q, { skew })),
  },
  largeBatch: {
    name: 'largeBatch',
    doc: 'batches are large, and drawn afresh from about 32 words of each category',
    paper: 'B ≥ Ω(max(ε⁻², M1)), fresh prompts: the latter is violated by nature, since a vocabulary is finite',
    region: drawn('B'),
    dial: dial('smaller batches', 'B', geometric(48, 1), (q, B) => ({ ...q, B: Math.round(B) })),
  },
  smallInit: common.smallInit,
  smallStep: common.smallStep,
  wide: {
    name: 'wide',
    doc: 'the MLP has enough neurons',
    paper: 'enough neurons; the sources at hand hide the order',
    region: drawn('m', 'dY'),
    dial: dial('fewer neurons', 'm', geometric(48, 2), (q, m) => ({ ...q, m: Math.round(m) })),
  },
};

const flag = (doc: string, name: keyof CategoryDepartures): Dial<CategoryProblem> =>
  setting(doc, name, (q, v) => left(q, { [name]: v }));

/** Dials whose severity is the physical value itself. */
export const settings: Readonly<Record<string, Dial<CategoryProblem>>> = {
  bag: setting('words to an input', 'words', withBag),
  testBag: flag('words to an input at test', 'testBag'),
  twin: flag('Gaussian words: 1 isotropic, 2 with the covariance of the words', 'twin'),
  scrambled: flag('words dealt to the categories at random', 'scrambled'),
  contextFlips: flag('fraction of wrong context labels', 'contextFlips'),
  queryFlips: flag('fraction of training labels flipped', 'queryFlips'),
  frozenAttention: flag('W_Q and W_K frozen', 'frozenAttention'),
  frozenMlp: flag('W_V and W_O frozen', 'frozenMlp'),
  ideal: { ...flag('closed-form ideal weights, no training', 'ideal'), trains: false },
};
