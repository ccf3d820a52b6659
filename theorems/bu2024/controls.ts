/**
 * What theorems over bu2024 share: its assumptions, horizon, controls, and the paper's hypotheses beside what was checked.
 *
 * @module
 */
import { dialled, ours, type PaperHypothesis } from '../../harness';
import { calibrated } from './calibrated';

/** What most claims of bu2024 are measured with, so that they read the same trials. */
export const tau = ours(
  12,
  'normalised horizon: by then the reference problem is long past every transition',
  calibrated.gate,
);

/** The horizon of the shared stream, in steps: τ times the unit in which problems are comparable. */
export const horizon = 'tau * m * K1 / eta';

/** The assumptions of the paper's training setting under which the claims of the gate are stated. */
export const forAll = [
  'lowNoise',
  'sparse',
  'distinctSigns',
  'orthogonalConcepts',
  'balancedDemonstrations',
  'sharedConcept',
  'correctLabels',
  'smallInit',
  'smallStep',
  'smallDecay',
  'wide',
  'freshBatches',
] as const;

/** Those under which the claims on test prompts of another law are stated. */
export const outOfDistribution = [...forAll, 'lowTestNoise', 'sparseTests'] as const;

/** Closed-form weights that solve the task; nothing is trained. What a claim says of a trained model holds of them. */
export const idealWeights = dialled('ideal', 1, {
  name: 'ideal weights',
  doc: 'closed-form attention on same-sign demonstrations and an MLP aligned with the labels; nothing is trained',
});

/** The MLP does not learn. A gross control of claims about the trained answers. */
export const frozenMlp = dialled('frozenMlp', 1, { name: 'frozen MLP', doc: 'W_O keeps its initial value' });

/** Attention does not learn. A gross control of every family of the one-layer model, which has a dial of this name. */
export const frozenAttention = dialled('frozenAttention', 1, {
  name: 'frozen attention',
  doc: 'W_Q and W_K keep their initial value',
});

/** Labels carry nothing. A gross control of every family of the one-layer model, which has a dial of this name. */
export const shuffledLabels = dialled('queryFlips', 0.5, {
  name: 'shuffled labels',
  doc: 'the label of a training prompt is a fair coin',
});

/**
 * The paper's hypotheses beside what was checked. The sources at hand give them in words and hide the orders; what is
 * asymptotically small or large there is marked where a finite region does not reach it.
 */
export const paper: readonly PaperHypothesis[] = [
  { symbol: 'd', hypothesis: 'all features mutually orthogonal: dX ≥ 2 K1 + K2', checked: 'dX = dY = 20 … 48 ≥ 18' },
  { symbol: 'K1, K2', hypothesis: 'several concepts; order hidden', checked: 'K1 = 2 … 6, K2 = 0 … 6' },
  { symbol: 'm', hypothesis: 'enough neurons; order hidden', checked: 'm = 32 … 96' },
  {
    symbol: 'sigma',
    hypothesis: 'low noise: σ vanishes against the feature norm',
    checked: 'σ/|b| = 0.02 … 0.1',
    outside: true,
  },
  {
    symbol: 'sigma0',
    hypothesis: 'small enough initialisation',
    checked: 'σ0 = 0.7 … 1, σ1 = 0.1; a smaller σ0 delays attention beyond the horizon',
    outside: true,
  },
  { symbol: 'eta, lambda', hypothesis: 'small step, small decay', checked: 'η/m = 0.02 … 0.2, ηλ ≤ 0.002' },
];
