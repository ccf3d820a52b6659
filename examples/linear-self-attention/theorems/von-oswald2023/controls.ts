import { dialled, ours, type TheoremSpec } from 'theoremcheck';

/** How far predictions may be apart, relative to their norm. */
export const c = ours(0.15, 'at most .11 in calibration, where training ended at gradient descent');

/** What claims on trained layers share, so that they read the same trials. */
export const trained = {
  forAll: [
    'linearAttention',
    'isotropicInputs',
    'centredTasks',
    'severalTargets',
    'longTraining',
    'largeBatch',
    'smallInit',
    'smallStep',
  ] as const,
  horizon: 'T',
  horizonForm: 'at the horizon',
  prompts: 200,
  delta: 0.05,
  margin: 0.05,
} as const;

export const frozenAttention = dialled('frozenAttention', 1, {
  name: 'frozen attention',
  doc: 'W_Q and W_K keep their initial value',
});

/** The paper's weights; nothing is trained. */
export const idealWeights = dialled('ideal', 1, {
  name: 'the paper’s weights',
  doc: 'those of proposition 1 for the best step size; nothing is trained',
});

export const paper: NonNullable<TheoremSpec['paper']> = [
  { symbol: 'dx, N', hypothesis: 'dx = 10, N = 10', checked: 'dx = 2 … 4, N = 6 … 12', outside: true },
  {
    symbol: 'B, T',
    hypothesis: 'B = 512 to 2048, thousands of steps',
    checked: 'B = 64 … 80, T = 350 … 400',
    outside: true,
  },
  { symbol: 'alpha', hypothesis: 'Adam, 0.001', checked: 'Adam, 0.03 … 0.05, falling linearly to 0', outside: true },
  { symbol: 'best', hypothesis: 'found by a search on a grid', checked: 'the minimum in closed form' },
];

export const notChecked = ['several layers', 'several heads', 'inputs of other laws at test', 'large dx'];
