import { dialled, ours, type TheoremSpec } from 'theoremcheck';

/** How far predictions may be apart, relative to their norm. */
export const c = ours(0.15, 'at most .11 in calibration, where training ended at gradient descent');

/** How far derivatives may be from parallel. */
export const a = ours(0.01, 'at most .004 there');

/** How much more loss than gradient descent a layer may have. */
export const g = ours(0.15, 'at most .09 there, the sampling error of 200 prompts included');

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

export const stepOff = dialled(
  { ideal: 1, stepFactor: 1.2 },
  { name: 'step off by 20 %', doc: 'the paper’s weights with 1.2 times the best step size' },
);

/** The paper's weights; nothing is trained. */
export const idealWeights = dialled('ideal', 1, {
  name: 'the paper’s weights',
  doc: 'those of proposition 1 for the best step size; nothing is trained',
});

type Row = NonNullable<TheoremSpec['paper']>[number];

/** Where any of our trainings departs from the paper's. */
export const training: readonly Row[] = [
  { symbol: 'B', hypothesis: '2048 (the code has 512)', checked: '64 … 80', outside: true },
  {
    symbol: 'alpha, T',
    hypothesis: 'Adam with default decays and step size 0.001, gradients clipped, up to 10,000 steps',
    checked: 'Adam with decays 0.9 and 0.99 and larger steps that fall linearly to 0 at T ≤ 1200, nothing clipped',
    outside: true,
  },
  { symbol: 'best', hypothesis: 'found by a line search on 10,000 tasks', checked: 'the minimum in closed form' },
];

export const paper: readonly Row[] = [
  { symbol: 'dx, N', hypothesis: 'dx = 10, N = 10', checked: 'dx = 2 … 4, N = 6 … 12', outside: true },
  { symbol: 'dy', hypothesis: 'dy = 1 in most experiments', checked: 'dy = 2 … 3', outside: true },
  { symbol: 'sigma0', hypothesis: 'σ0² = 0.002', checked: 'σ0 = 0.3 … 0.5', outside: true },
  ...training,
];

export const notChecked = [
  'several layers',
  'several heads',
  'inputs and tasks of other scales or laws at test',
  'the distance of the derivatives',
  'interpolated weights',
];
