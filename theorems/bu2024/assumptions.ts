import type { ConceptProblem, Departures } from '../../generators/concepts/problem';
import { depart, dial, drawn as drawnFrom, geometric, linear, setting } from '../../generators/dials';
import type { RegionEntry } from '../../generators/region';
import type { Assumption, Dial } from '../../harness';
import { commonAssumptions } from './common-assumptions';

/** |b_X|: half the distance between the two signs of a concept's word feature (bu2024, data section: |b|² = (1 − κ)/2). */
export const halfGap = (kappaX: number): number => Math.sqrt((1 - kappaX) / 2);

/** The gate region: problems of bu2024 are drawn over it. `sigma/|b|` and `eta/m` are drawn, sigma and eta follow. */
export const region: readonly RegionEntry[] = [
  { symbol: 'K1', law: 'count', from: 2, to: 6 },
  { symbol: 'K2', law: 'count', from: 0, to: 6 },
  { symbol: 'd', law: 'count', from: 20, to: 48 },
  { symbol: 'L', law: 'even count', from: 4, to: 16 },
  { symbol: 'm', law: 'even count', from: 32, to: 96 },
  { symbol: 'kappaX', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'kappaY', law: 'uniform', from: 0, to: 0.4 },
  { symbol: 'sigma/|b|', law: 'log-uniform', from: 0.02, to: 0.1 },
  { symbol: 'p', law: 'uniform', from: 0, to: 0.02 },
  { symbol: 'pNu', law: 'uniform', from: 0, to: 0.25 },
  { symbol: 'sigma0', law: 'log-uniform', from: 0.7, to: 1 },
  { symbol: 'sigma1', law: 'constant', from: 0.1, to: 0.1 },
  { symbol: 'B', law: 'count', from: 16, to: 64 },
  { symbol: 'eta/m', law: 'log-uniform', from: 0.02, to: 0.2 },
  { symbol: 'lambda', law: 'constant', from: 1e-4, to: 1e-4 },
];

const drawn = (...symbols: string[]) => drawnFrom(region, ...symbols);
const common = commonAssumptions<ConceptProblem>(region);

/** Changes the within-concept inner products and keeps σ/|b|, so that only the angle is violated and not the noise. */
function withKappa(problem: ConceptProblem, kappa: number): ConceptProblem {
  const ratio = problem.sigma / halfGap(problem.kappaX);
  return { ...problem, kappaX: kappa, kappaY: kappa, sigma: ratio * halfGap(kappa) };
}

const withNoise = (problem: ConceptProblem, ratio: number): ConceptProblem => ({
  ...problem,
  sigma: ratio * halfGap(problem.kappaX),
});

/** Noise at test of a total σ, whatever the training had; never less than that. */
const withTestNoise = (problem: ConceptProblem, ratio: number): ConceptProblem => {
  const more = (ratio * halfGap(problem.kappaX)) ** 2 - problem.sigma ** 2;
  return depart(problem, { testNoise: Math.sqrt(Math.max(0, more)) });
};

/** Polysemy at test of a total p, whatever the training had; never less than that. */
const withTestPolysemy = (problem: ConceptProblem, p: number): ConceptProblem =>
  depart(problem, { testPolysemy: Math.max(0, p - problem.p) });

/** Changes the width and keeps η/m: a neuron's own step, on which the horizon's unit m K1/η is built. */
const withWidth = (problem: ConceptProblem, m: number): ConceptProblem => ({
  ...problem,
  m,
  eta: (problem.eta / problem.m) * m,
});

/** Every assumption of the paper's training setting, each with the region that satisfies it and the dial that violates it. */
export const assumptions: Readonly<Record<string, Assumption<ConceptProblem>>> = {
  lowNoise: {
    name: 'lowNoise',
    doc: 'words and labels carry little Gaussian noise',
    paper: 'low noise: σ small against the feature norm (low-noise sparse coding)',
    region: drawn('sigma/|b|'),
    dial: dial('noise up to twice the feature', 'sigma/|b|', geometric(0.1, 2), withNoise),
  },
  sparse: {
    name: 'sparse',
    doc: 'a word rarely carries a second concept; irrelevant features come at a rate of their own',
    paper: 'sparse coding: few concepts are active in a word',
    region: drawn('p', 'pNu'),
    dial: dial('polysemy up to every second concept', 'p', linear(0.02, 0.5), (q, p) => ({ ...q, p })),
  },
  distinctSigns: {
    name: 'distinctSigns',
    doc: 'the two signs of a concept are told apart: their inner product stays below 1',
    paper: 'positive inner product within a concept, 0 ≤ κ < 1',
    region: drawn('kappaX', 'kappaY'),
    dial: dial('both signs nearly parallel', 'kappa', linear(0.4, 0.98), withKappa),
  },
  orthogonalConcepts: {
    name: 'orthogonalConcepts',
    doc: 'features of different concepts, and irrelevant features, are orthogonal',
    paper: 'orthogonality across concepts; hence dX ≥ 2 K1 + K2, dY ≥ 2 K1',
    region: { coherence: '0' },
    dial: dial('columns of different features lean on each other', 'coherence', linear(0, 0.9), (q, coherence) =>
      depart(q, { coherence }),
    ),
  },
  balancedDemonstrations: common.balancedDemonstrations,
  sharedConcept: common.sharedConcept,
  correctLabels: common.correctLabels,
  smallInit: common.smallInit,
  smallStep: common.smallStep,
  smallDecay: {
    name: 'smallDecay',
    doc: 'weight decay is small',
    paper: 'small regularisation λ',
    region: { ...drawn('lambda'), 'eta*lambda': '≤ 0.002' },
    dial: dial('stronger decay per step', 'eta*lambda', geometric(0.002, 0.1), (q, decay) => ({
      ...q,
      lambda: decay / q.eta,
    })),
  },
  wide: {
    name: 'wide',
    doc: 'the MLP has enough neurons',
    paper: 'enough neurons; the sources at hand hide the order',
    region: drawn('m'),
    dial: dial('fewer neurons at the same η/m', 'm', geometric(32, 1), (q, m) => withWidth(q, Math.round(m))),
  },
  freshBatches: {
    name: 'freshBatches',
    doc: 'every step sees a fresh batch',
    paper: 'B_0, B_1, … are i.i.d. (section 5.3)',
    region: { batches: 'fresh' },
    dial: dial('a finite set of batches, cycled', 'batches', geometric(256, 1), (q, n) =>
      depart(q, { batches: Math.round(n) }),
    ),
  },
  lowTestNoise: {
    name: 'lowTestNoise',
    doc: 'test prompts carry no more noise than training prompts',
    paper: 'low noise in the test distribution too',
    region: { 'sigma at test': 'sigma' },
    dial: dial('noise at test up to twice the feature', 'sigma/|b| at test', geometric(0.1, 2), withTestNoise),
  },
  sparseTests: {
    name: 'sparseTests',
    doc: 'words of test prompts carry no more concepts than those of training prompts',
    paper: 'sparse coding in the test distribution too',
    region: { 'p at test': 'p' },
    dial: dial('polysemy at test up to every second concept', 'p at test', linear(0.02, 0.5), withTestPolysemy),
  },
  conicWords: {
    name: 'conicWords',
    doc: 'new words are conic combinations of learned ones: no coefficient is negative',
    paper: 'word features of a new task are conic combinations of learned concept features (mechanism 3)',
    region: { 'negative coefficients of words': '0' },
    dial: dial('negative coefficients of words', 'share of Σ|c|', linear(0, 1), (q, negativeWords) =>
      depart(q, { negativeWords }),
    ),
  },
  conicLabels: {
    name: 'conicLabels',
    doc: 'new label vectors are conic combinations of learned ones: no coefficient is negative',
    paper: 'label features of a new task are conic combinations of learned ones (mechanism 3, on the label side)',
    region: { 'negative coefficients of labels': '0' },
    dial: dial('negative coefficients of labels', "share of Σ|c'|", linear(0, 1), (q, negativeLabels) =>
      depart(q, { negativeLabels }),
    ),
  },
};

/** `depart` for keys that a problem need not have. */
const vary = depart<Departures, ConceptProblem>;

/** Dials whose severity is the physical value itself. */
export const settings: Readonly<Record<string, Dial<ConceptProblem>>> = {
  noise: setting('σ/|b| itself', 'sigma/|b|', withNoise),
  polysemy: setting('p itself', 'p', (q, p) => ({ ...q, p })),
  angle: setting('κx = κy itself', 'kappa', withKappa),
  coherence: setting('cross-concept coherence itself', 'coherence', (q, coherence) => depart(q, { coherence })),
  testNoise: setting('σ/|b| at test itself', 'sigma/|b| at test', withTestNoise),
  testPolysemy: setting('p at test itself', 'p at test', withTestPolysemy),
  testSkew: setting('fraction of test prompts about one concept', 'skew at test', (q, testSkew) =>
    depart(q, { testSkew }),
  ),
  testLength: setting('demonstrations in a test prompt', 'L at test', (q, testLength) => depart(q, { testLength })),
  initScale: setting('σ0 itself', 'sigma0', (q, sigma0) => ({ ...q, sigma0 })),
  mlpInitScale: setting('σ1 itself', 'sigma1', (q, sigma1) => ({ ...q, sigma1 })),
  batchSize: setting('B itself', 'B', (q, B) => ({ ...q, B })),
  decay: setting('λ itself', 'lambda', (q, lambda) => ({ ...q, lambda })),
  stepDecay: setting('ηλ itself', 'eta*lambda', (q, v) => ({ ...q, lambda: v / q.eta })),
  slowing: setting('step η/(1 + v t)', 'slowing', (q, stepRate) => depart(q, { stepRate, stepPower: 1 })),
  rootSlowing: setting('step η/√(1 + v t)', 'root slowing', (q, stepRate) => depart(q, { stepRate, stepPower: 0.5 })),
  queryFlips: setting('fraction of training labels flipped', 'query flips', (q, queryFlips) =>
    depart(q, { queryFlips }),
  ),
  width: setting('m itself, at the same η', 'm', (q, m) => ({ ...q, m })),
  concepts: setting('K1 itself', 'K1', (q, K1) => ({ ...q, K1 })),
  stepSize: setting('η itself', 'eta', (q, eta) => ({ ...q, eta })),
  dimension: setting('dX = dY itself', 'd', (q, d) => ({ ...q, dX: d, dY: d })),
  trainingLength: setting('L itself, in training and at test', 'L', (q, L) => ({ ...q, L })),
  trainingSkew: setting('fraction of training prompts about one concept', 'skew in training', (q, trainingSkew) =>
    vary(q, { trainingSkew }),
  ),
  insideSpan: setting(
    'what features outside the span of learned ones keep inside it',
    'share of squared length',
    (q, insideSpan) => vary(q, { insideSpan }),
  ),
  bias: setting('a learned bias in every neuron, beside a constant input', 'constant input', (q, bias) =>
    vary(q, { bias }),
  ),
  randomAttention: setting('W_Q and W_K start with independent entries', 'random attention', (q) =>
    vary(q, { randomAttention: 1 }),
  ),
  hingeLoss: setting('hinge loss in place of the logistic one', 'hinge loss', (q) => vary(q, { hingeLoss: 1 })),
  frozenAttention: setting('W_Q and W_K frozen', 'frozen attention', (q) => depart(q, { frozenAttention: 1 })),
  frozenMlp: setting('W_O frozen', 'frozen MLP', (q) => depart(q, { frozenMlp: 1 })),
  ideal: {
    ...setting('closed-form ideal weights, no training', 'ideal', (q) => depart(q, { ideal: 1 })),
    trains: false,
  },
};
