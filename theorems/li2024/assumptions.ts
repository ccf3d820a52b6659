import { depart, dial, drawn as drawnFrom, geometric, linear } from '../../generators/dials';
import type { PatternProblem } from '../../generators/patterns/problem';
import type { Region } from '../../generators/region';
import type { Assumption, Range } from '../../harness';
import { commonAssumptions } from './common-assumptions';

/**
 * The gate region: problems of li2024 are drawn over it. lTest = ⌈12/α'⌉ and shifts = ⌈√(M1 − 1)⌉ follow; M1Out is the
 * largest number of out-of-domain patterns that S1 allows.
 */
export const region: Region = [
  { symbol: 'M1', law: 'count', from: 4, to: 8 },
  { symbol: 'M2', law: 'count', from: 8, to: 20 },
  { symbol: 'slack', law: 'count', from: 0, to: 6 },
  { symbol: 'dY', law: 'count', from: 4, to: 10 },
  { symbol: 'l', law: 'count', from: 20, to: 30 },
  { symbol: 'alpha', law: 'uniform', from: 0.6, to: 0.8 },
  { symbol: 'alphaTest', law: 'uniform', from: 0.3, to: 0.9 },
  { symbol: 'K', law: 'uniform', from: 0.1, to: 0.5 },
  { symbol: 'beta', law: 'constant', from: 2, to: 2 },
  { symbol: 'S1', law: 'uniform', from: 1, to: 1.15 },
  { symbol: 'm', law: 'even count', from: 56, to: 96 },
  { symbol: 'B', law: 'count', from: 64, to: 128 },
  { symbol: 'delta', law: 'log-uniform', from: 0.15, to: 0.2 },
  { symbol: 'eta', law: 'log-uniform', from: 0.7, to: 1.1 },
];

/** A region as a family declares it: a problem has its dimension in place of the slack. */
export const declared = (ranges: Region): readonly Range[] =>
  ranges.map((range) => (range.symbol === 'slack' ? { ...range, as: 'dX - M1 - M2' } : range));

/** Contexts at test: C/α'. With C = 12 a prompt lacks the query's pattern with probability about e^-6 (ours). */
export const ENOUGH_CONTEXTS = 12;

/** Prompts at test with C/α' contexts. */
export const withContexts = (problem: PatternProblem, C: number): PatternProblem => ({
  ...problem,
  lTest: Math.ceil(C / problem.alphaTest),
});

const drawn = (...symbols: string[]) => drawnFrom(region, ...symbols);
const common = commonAssumptions<PatternProblem>(region);

/** Both fractions of contexts that carry a pattern of the task. */
export const withAlpha = (problem: PatternProblem, alpha: number): PatternProblem => ({
  ...problem,
  alpha,
  alphaTest: alpha,
});

/** As many out-of-domain patterns as any S1 in [−1, 1] and a third one for bystanders allow: three, so that M1 ≥ 3 S1². */
export const withS1 = (problem: PatternProblem, S1: number): PatternProblem => ({ ...problem, S1, M1Out: 3 });

/** Makes room for directions outside the span of all patterns. */
function withOutOfSpan(problem: PatternProblem, outOfSpan: number): PatternProblem {
  const dX = Math.max(problem.dX, problem.M1 + 2 * problem.M2);
  return depart({ ...problem, dX }, { outOfSpan });
}

/** Every assumption of the paper's setting, each with the region that satisfies it and the dial that violates it. */
export const assumptions: Readonly<Record<string, Assumption<PatternProblem>>> = {
  orthogonalPatterns: {
    name: 'orthogonalPatterns',
    doc: 'relevant and irrelevant patterns are mutually orthogonal',
    paper: 'patterns are orthogonal with norm β; hence dX ≥ M1 + M2',
    region: { coherence: '0', ...drawn('beta') },
    dial: dial('all patterns lean on each other', 'coherence', linear(0, 0.9), (q, coherence) =>
      depart(q, { coherence }),
    ),
  },
  boundedIrrelevance: {
    name: 'boundedIrrelevance',
    doc: 'irrelevant patterns are weaker than relevant ones',
    paper: 'κ uniform in [−K, K], K ≤ 1/2',
    region: drawn('K'),
    dial: dial('irrelevant patterns up to four times as strong', 'K', geometric(0.5, 4), (q, K) => ({ ...q, K })),
  },
  correctContexts: common.correctContexts,
  relevantContexts: {
    name: 'relevantContexts',
    doc: 'a constant fraction of the contexts carries a pattern of the task, in training and at test',
    paper: 'α, α′ in (0, 1]',
    region: drawn('alpha', 'alphaTest'),
    dial: dial('fewer relevant contexts, as many contexts', 'alpha', geometric(0.3, 0.02), withAlpha),
  },
  longTrainingPrompts: {
    name: 'longTrainingPrompts',
    doc: 'training prompts are long enough to show the query’s pattern',
    paper: 'l_tr ≥ Ω(1/α); the sources at hand hide the constant',
    region: drawn('l'),
    dial: dial('shorter training prompts', 'l', geometric(20, 1), (q, l) => ({ ...q, l: Math.round(l) })),
  },
  longTestPrompts: {
    name: 'longTestPrompts',
    doc: 'prompts at test are long enough to show the query’s pattern',
    paper: 'l_ts ≥ Ω(1/α′); the sources at hand hide the constant',
    region: { lTest: `⌈${ENOUGH_CONTEXTS}/α′⌉` },
    dial: dial('shorter prompts at test', 'l_ts α′', geometric(ENOUGH_CONTEXTS, 0.3), withContexts),
  },
  coveringTasks: {
    name: 'coveringTasks',
    doc: 'training tasks cover every pattern equally often with both labels, and are a large enough fraction of all',
    paper: '|T_tr|/|T| ≥ (M1 − 1)^(−1/2), covering every relevant pattern equally',
    region: { shifts: '⌈√(M1 − 1)⌉ of M1 − 1', skew: '0' },
    dial: dial('one training task takes over', 'skew', linear(0, 1), (q, skew) => depart(q, { skew })),
  },
  largeCoefficientSum: {
    name: 'largeCoefficientSum',
    doc: 'out-of-domain relevant patterns are combinations of in-domain ones with a large enough coefficient sum',
    paper: 'μ′_j = Σ_i k_{j,i} μ_i, S1 = Σ_i k_{j,i} ≥ 1',
    region: drawn('S1'),
    dial: dial('coefficient sum down to −1', 'S1', linear(1, -1), withS1),
  },
  irrelevantInSpan: {
    name: 'irrelevantInSpan',
    doc: 'out-of-domain irrelevant patterns lie in the span of the in-domain ones',
    paper: 'ν′ in the span of the ν',
    region: { outOfSpan: '0' },
    dial: dial('irrelevant patterns leave the span', 'sine of the angle', linear(0, 1), withOutOfSpan),
  },
  largeBatch: {
    name: 'largeBatch',
    doc: 'batches are large',
    paper: 'B ≥ Ω(max(ε⁻², M1)); the sources at hand hide the constant',
    region: drawn('B'),
    dial: dial('smaller batches', 'B', geometric(64, 1), (q, B) => ({ ...q, B: Math.round(B) })),
  },
  smallInit: common.smallInit,
  smallStep: common.smallStep,
  wide: {
    name: 'wide',
    doc: 'the MLP has enough neurons',
    paper: 'enough neurons; the sources at hand hide the order',
    region: drawn('m'),
    // Two: a larger and a smaller half.
    dial: dial('fewer neurons', 'm', geometric(56, 2), (q, m) => ({ ...q, m: Math.round(m) })),
  },
  freshBatches: {
    name: 'freshBatches',
    doc: 'every step sees fresh prompts',
    paper: 'SGD on batches of fresh prompts',
    region: { batches: 'fresh' },
    dial: dial('a finite set of batches, cycled', 'batches', geometric(128, 1), (q, batches) =>
      depart(q, { batches: Math.round(batches) }),
    ),
  },
};
