/**
 * The break condition of mechanism 3, side by side: labels outside the span of learned ones leave a coin, words do not. What attention
 * keeps along directions that nobody trained on still tells the signs of a new word apart a little, and the MLP reads any
 * surplus of one sign.
 */
import { all, atLeast, atMost, cite, dialled, ours, synthetic, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { forAll, horizon, paper, tau } from '../controls';
import { bu2024 } from '../family';

export default theorem({
  name: 'labels outside the span are not answered, words are',
  statement:
    'With probability at least 1 − δ over new directions, initialisation and batches of the reference problem, after T = τ m K1/η steps the 0–1 error is at least 1/2 − c where the sign-carrying part of labels leaves the span of the learned labels, at most w where that of words leaves the span of the learned words, and at most e on learned concepts.',
  source: cite(
    'bu2024',
    'mechanism 3, break condition: features that are not combinations of learned ones',
    'paraphrased',
  ),
  family: bu2024,
  forAll,
  at: 'reference',
  ours: {
    c: ours(0.2, 'a coin per concept and sign: .45 to .55 in calibration', calibrated.night),
    w: ours(0.2, 'at most .08 in calibration, median .014', calibrated.night),
    e: ours(0.02, 'what the model answers inside the span', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) =>
    all(
      atLeast(at('horizon').errorLabelsOutside, '0.5 - c'),
      atMost(at('horizon').errorWordsOutside, 'w'),
      atMost(at('horizon').error, 'e'),
    ),
  delta: 0.05,
  margin: 0.05,
  profile: 'nightly',
  controls: {
    gross: [
      dialled('insideSpan', 0.6, { doc: 'three fifths of the squared length stay inside: the model answers' }),
      dialled('frozenMlp', 1, {
        name: 'frozen MLP',
        doc: 'W_O keeps its initial value: learned concepts are not answered',
      }),
    ],
    nearMiss: [dialled('insideSpan', 0.02, { doc: 'a fiftieth of the squared length stays inside the span' })],
    // The closed-form weights satisfy no such statement: attention on b_k alone is blind for words outside the span.
    positive: synthetic({
      name: 'synthetic coin for labels, answers for words',
      doc: 'a coin per concept and sign of a label outside, one word outside in a hundred wrong, no error inside',
      observations: {
        errorLabelsOutside: { law: '0.5', noise: { binomial: 1000 } },
        errorWordsOutside: { law: '0.01', noise: { binomial: 1000 } },
        error: { law: '0', noise: { binomial: 1000 } },
      },
    }),
  },
  paper,
  notChecked: ['other problems than the reference', 'a_k and c_k outside the span'],
});
