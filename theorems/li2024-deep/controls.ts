import { dialled, ours, type TheoremSpec, withSymbols } from '../../harness';

/** What both claims on the deep model are measured with. */
export const tau = ours(
  14,
  'normalised horizon: 143 steps at the reference problem; in calibration masses moved little from τ = 12 to 24',
);

/** In steps: τ times the unit M1 α^(−2/3)/η of li2024. */
export const horizon = 'tau * unit';

/** Why the corners of the region have no part of their own. */
export const corners = { without: 'a training takes about a second: corners would triple the time of a run' } as const;

export const forAll = [
  'orthogonalPatterns',
  'boundedIrrelevance',
  'correctContexts',
  'relevantContexts',
  'longTrainingPrompts',
  'coveringTasks',
  'largeBatch',
  'smallInit',
  'smallStep',
  'wide',
] as const;

/** Closed-form weights; nothing is trained. */
export const idealWeights = dialled('ideal', 1, {
  name: 'ideal weights',
  doc: 'closed-form attention on the query’s pattern in every layer; nothing is trained',
});

export const frozenAttention = dialled('frozenAttention', 1, {
  name: 'frozen attention',
  doc: 'W_Q and W_K of every layer keep their initial value',
});

/** The same trainings, stopped early. */
export const fewSteps = withSymbols({ tau: 1 }, { name: 'few steps', doc: 'τ = 1, 11 steps at the reference problem' });

export const paper: NonNullable<TheoremSpec['paper']> = [
  {
    symbol: 'layers',
    hypothesis: 'one layer; nothing is proved of deeper models',
    checked: 'three layers with residual connections',
    outside: true,
  },
];

export const notChecked = [
  'layer normalisation',
  'several heads',
  'an MLP in every layer',
  'attention of the contexts',
];
