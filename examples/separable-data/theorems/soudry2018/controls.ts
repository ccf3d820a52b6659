/** What the claims over gradient descent on separable data share. */
import { dialled, ours } from 'theoremcheck';

/** The epochs that were looked at before constants and near misses were chosen. */
export const calibrated = ['calibration-1', 'calibration-2', 'calibration-3'] as const;

/** The horizon and its constant. */
export const late = {
  horizon: 'tau * N / r',
  tau: ours(250, 'η T is 8 τ N/σ_max², so that problems of all sizes train for about as long'),
};

/** ŵ ln(η t) + w̃ in place of a training. */
export const predicted = dialled('ideal', 1, { doc: 'w(t) as theorem 3 predicts it, without what vanishes' });

/** Labels contradict each other. */
export const flipped = dialled('separable', 0.1, {
  doc: 'one point occurs with both labels: nothing separates',
});

/** The paper's hypotheses beside what is checked. */
export const paper = [
  {
    symbol: 'x_n',
    hypothesis: 'linearly separable, almost all data sets',
    checked: 'd support vectors whose tails balance, up to 8 further points; d = 2 … 5',
  },
  { symbol: 'η', hypothesis: 'η < 2/(β σ_max²)', checked: 'η = 2 r/(β σ_max²), r = 0.2 … 0.8' },
  { symbol: 'w(0)', hypothesis: 'any', checked: 'normal, deviation 0.1 … 0.5 of 1/margin' },
  { symbol: 't', hypothesis: 't → ∞', checked: 'T = 250 N/r', outside: true },
];

export const notChecked = [
  'limits: every claim is about finite T',
  'data without d support vectors, or with more',
  'other losses with an exponential tail; deep linear networks',
];
