/**
 * What a residual connection is for: without it a second layer sees averages of demonstrations in place of demonstrations, and the
 * average of labels of both signs says nothing. With much noise a token attends to itself, since it shares the noise with itself
 * alone, and keeps what a residual connection would have kept: more noise makes such a model learn.
 */
import { atLeast, cite, dialled, ours, synthetic, theorem } from '../../harness';
import { corners, forAll, models, notChecked, paper, tau } from './controls';
import { architectures } from './family';

export default theorem({
  name: 'two layers without a residual connection learn nothing',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps the model with two layers and no residual connection has a 0–1 error of at least 1/2 − c.',
  source: cite('bu2024', 'key result on the error, asked of other models; open question 2', 'reconstructed'),
  family: architectures,
  forAll,
  stream: models.twoPlainLayers.stream,
  corners,
  ours: { c: ours(0.2, 'a guess errs in half; .38 … .58 in calibration'), tau },
  horizon: 'tau * unit',
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) => atLeast(at('horizon').error, '0.5 - c'),
  delta: 0.05,
  margin: 0.15,
  profile: 'nightly',
  controls: {
    untrained: { without: 'an untrained model errs in half, as the claim says of a trained one' },
    gross: [
      dialled('residual', 1, { name: 'a residual connection', doc: 'a token keeps itself: it is learned at once' }),
    ],
    nearMiss: [
      dialled('lowNoise', 0.55, {
        doc: 'σ/|b| = 0.52: a token attends to itself, and some of the prompts are answered',
        trials: 25,
      }),
    ],
    positive: synthetic({
      name: 'synthetic coin',
      doc: 'half of the prompts wrong',
      observations: { error: { law: '0.5', noise: { binomial: 400 } } },
    }),
  },
  paper,
  notChecked: [...notChecked, 'much longer trainings'],
});
