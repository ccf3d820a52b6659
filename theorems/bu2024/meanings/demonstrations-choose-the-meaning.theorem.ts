/** Open question 1: which meaning of a word of two concepts attention and neurons use. */
import { all, atLeast, cite, dialled, ours, shifted, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, frozenAttention, frozenMlp, horizon, idealWeights, paper, tau } from '../controls';
import { bu2024 } from '../family';

export default theorem({
  name: 'demonstrations choose the meaning of a word',
  statement:
    'With probability at least 1 − δ over problem without polysemy (p = 0), initialisation and batches, after T = τ m K1/η steps: for every query word that carries two concepts, and demonstrations about either of them, attention on demonstrations with the sign that the query has in their concept is at least 1 − c; and where the other concept has the opposite sign, neurons whose read-out has the sign in the demonstrations’ concept hold a share of at least 1 − c of the MLP’s activation.',
  source: cite('bu2024', 'open question 1; mechanism 1: shared word features are told apart by concept', 'paraphrased'),
  family: bu2024,
  forAll,
  stream: { polysemy: 0 },
  ours: {
    c: ours(
      0.05,
      'exceeded by attention in 2 of 558 trainings of calibration-1, both at the corner of close signs',
      calibrated.night,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) =>
    all(atLeast(at('horizon').polysemousMass, '1 - c'), atLeast(at('horizon').polysemousActivation, '1 - c')),
  delta: 0.05,
  margin: 0.05,
  profile: 'nightly',
  controls: {
    gross: [frozenAttention, frozenMlp],
    nearMiss: [
      dialled('polysemy', 0.015, {
        name: 'p = 0.015 in training',
        doc: 'words that carry other concepts in training, one and a half in a hundred, teach attention to read these too',
      }),
      shifted(-0.08, { of: 'polysemousActivation', doc: 'eight hundredths less activation for the sign' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    'polysemy in training: there the other meaning wins now and then (docs/findings.md)',
    'words with noise and prompts of few demonstrations: both are read in closed form',
    'a second meaning stronger than the first',
  ],
});
