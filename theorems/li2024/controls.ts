/**
 * What theorems over li2024 share: its assumptions, horizon, controls, and the paper's hypotheses beside what was checked.
 *
 * @module
 */
import { dialled, ours, type PaperHypothesis, withSymbols } from '../../harness';
import { calibrated } from './calibrated';

/** What most claims of li2024 are measured with, so that they read the same trials. */
export const tau = ours(
  30,
  'normalised horizon: 209 steps at the reference problem; by then the hinge loss on training tasks has stopped falling',
  calibrated.gate,
);

/** The horizon of the shared stream, in steps: τ times the unit M1 α^(−2/3)/η in which problems are comparable. */
export const horizon = 'tau * unit';

/** The assumptions of the paper under which the in-domain claims of the gate are stated. */
export const inDomain = [
  'orthogonalPatterns',
  'boundedIrrelevance',
  'correctContexts',
  'relevantContexts',
  'longTrainingPrompts',
  'longTestPrompts',
  'coveringTasks',
  'largeBatch',
  'smallInit',
  'smallStep',
  'wide',
  'freshBatches',
] as const;

/** Those under which the claims on out-of-domain patterns are stated. */
export const outOfDomain = [...inDomain, 'largeCoefficientSum', 'irrelevantInSpan'] as const;

/** Closed-form weights that solve the task; nothing is trained. What a claim says of a trained model holds of them. */
export const idealWeights = dialled('ideal', 1, {
  name: 'ideal weights',
  doc: 'closed-form attention on the query’s pattern, half of the neurons aligned with the labels; nothing is trained',
});

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

/** Ten steps at the reference problem: attention has only begun to tell patterns apart. */
export const tenSteps = withSymbols(
  { tau: 1.44 },
  { name: 'ten steps', doc: 'τ = 1.44, 10 steps at the reference problem' },
);

/**
 * The paper's hypotheses beside what was checked. The sources at hand give orders without constants; what is asymptotic
 * there is marked where a finite region does not reach it.
 */
export const paper: readonly PaperHypothesis[] = [
  {
    symbol: 'dX',
    hypothesis: 'all patterns mutually orthogonal: dX ≥ M1 + M2',
    checked: 'dX = M1 + M2 + 0 … 6, dY = 4 … 10',
  },
  { symbol: 'M1, M2', hypothesis: 'finitely many patterns', checked: 'M1 = 4 … 8, M2 = 8 … 20' },
  {
    symbol: 'T',
    hypothesis: 'T = Θ(η⁻¹ M1 α^(−2/3) β^(−2/3) √log M1)',
    checked: 'T = 30 M1 α^(−2/3)/η at β = 2',
  },
  { symbol: 'B', hypothesis: 'B ≥ Ω(max(ε⁻², M1))', checked: 'B = 64 … 128', outside: true },
  {
    symbol: 'alpha',
    hypothesis: 'α in (0, 1]',
    checked: 'α = 0.6 … 0.8: as α approaches 1, pairs of patterns that no training task compares are told apart badly',
  },
  { symbol: 'l', hypothesis: 'l_tr ≥ Ω(1/α), l_ts ≥ Ω(1/α′)', checked: 'l = 20 … 30, l_ts = ⌈12/α′⌉' },
  { symbol: 'delta', hypothesis: 'δ in (0, 0.2]', checked: 'δ = 0.15 … 0.2; a smaller δ delays attention' },
];
