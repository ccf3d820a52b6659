/**
 * B1a: the mean 0–1 error halves at least every eight steps. Exponential decay of the expectation, read at five
 * checkpoints of the reference problem; the companion claim asks of every problem that the decay is no power law.
 */
import { cite, dialled, forEvery, meanAtMost, ours, synthetic, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { forAll, frozenMlp, paper } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'the 0–1 error halves every eight steps',
  statement:
    'At the reference problem, the 0–1 error, averaged over initialisation and batches, is at most 2^−j at step 16 + 8(j − 2), for every j = 2 … 6.',
  source: cite('bu2024', 'abstract: exponential 0–1 convergence; section 5', 'paraphrased'),
  family: bu2024,
  forAll,
  at: 'reference',
  kind: 'mean',
  ours: {
    start: ours(
      16,
      'steps until the error is down to a quarter; without irrelevant features 12 would do',
      calibrated.gate,
    ),
    halving: ours(
      8,
      'steps per halving; the reference dynamics need about 6 in the middle of the decay',
      calibrated.gate,
    ),
  },
  horizonForm: 'at the horizon',
  prompts: 1280,
  accuracy: '2^-6',
  claim: ({ at }) => forEvery('j', [2, 3, 4, 5, 6], meanAtMost(at('start + halving * (j - 2)').error, '2^-j', '2^-j')),
  budget: 400,
  controls: {
    gross: [
      frozenMlp,
      dialled('slowing', 1 / 2, {
        name: 'step η/(1 + t/2)',
        doc: 'a step that dies out turns the decay into a power law',
      }),
    ],
    nearMiss: [dialled('slowing', 1 / 30, { name: 'step η/(1 + t/30)', doc: 'the step dies out slowly' })],
    positive: synthetic({
      name: 'synthetic fast decay',
      doc: 'error 0.42 e^(−(t/20)²), close to the reference dynamics, with about the spread of a single training',
      observations: { error: { law: '0.42 * exp(-(t / 20)^2)', noise: { binomial: 16 } } },
    }),
  },
  paper,
  notChecked: ['other problems than the reference', 'checkpoints beyond 2^−6', 'rates of the paper in d, K1, η'],
});
