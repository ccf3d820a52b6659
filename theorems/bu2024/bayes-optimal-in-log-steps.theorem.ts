/**
 * B2: within logarithmically many steps the error is Bayes-optimal up to ε. Φ(−|b|/σ) is the exact error of the oracle
 * that knows dictionary, noise and co-concept (given the concept, the component of x_q along b_k is sufficient), and a
 * lower bound for everyone else. In the gate region it is below 3e-7, so that what is checked there is the time law;
 * the distance to Bayes-optimality at higher noise is reported elsewhere.
 */
import { cite, dialled, forEvery, ours, reaches, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { forAll, frozenMlp, idealWeights, paper, shuffledLabels } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'Bayes-optimal error in logarithmically many steps',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, for every ε = 2^−2 … 2^−6 there is a step t ≤ C (A + log2 1/ε) m K1/η at which the 0–1 error exceeds the Bayes error Φ(−|b|/σ) by at most ε.',
  source: cite('bu2024', 'title result: Bayes-optimal test error with logarithmic iterations', 'paraphrased'),
  family: bu2024,
  forAll,
  ours: {
    C: ours(1, 'units of m K1/η per halving of the excess error', calibrated.gate),
    A: ours(
      6,
      'units of m K1/η before the error moves; large κ with small σ0 and short prompts needs most of them',
      calibrated.gate,
    ),
  },
  horizon: 'C * (A + 6) * unit',
  horizonForm: 'some t ≤ T',
  prompts: 1280,
  accuracy: '2^-6',
  claim: ({ along }) =>
    forEvery(
      'eps',
      ['2^-2', '2^-3', '2^-4', '2^-5', '2^-6'],
      reaches(along({ from: '0', to: 'horizon', points: 13 }).error, 'eps + bayes', 'C * (A + log2(1 / eps)) * unit'),
    ),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenMlp, shuffledLabels, dialled('angle', 0.75, { doc: 'κ = 0.75: most come late' })],
    nearMiss: [
      dialled('angle', 0.705, {
        doc: 'κ = 0.705: the two signs of a concept lie close together, and one training in three comes late',
        trials: 300,
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['noise above σ/|b| = 0.1, where the Bayes error itself is visible', 'ε below 2^−6'],
});
