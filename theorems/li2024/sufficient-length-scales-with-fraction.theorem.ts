/** L3, at test: how the length that suffices scales with α′. */
import { cite, dialled, ours, shifted, theorem, within } from '../../harness';
import { calibrated } from './calibrated';
import { frozenAttention, horizon, idealWeights, inDomain, paper, tau } from './controls';
import { li2024 } from './family';

export default theorem({
  name: 'the sufficient prompt length scales like 1/α′',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, the shortest prompt length at test with 0–1 error at most .05 on held-out tasks has log–log slope on α′ = .3 … .8 between −1.4 and −.8.',
  source: cite('li2024', 'Theorem 1: l_ts ≥ Ω(1/α′)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  ours: {
    low: ours(
      -1.4,
      'calibration −1.34 … −.92, mean −1.12: whole contexts make short prompts a little costlier',
      calibrated.gate,
    ),
    high: ours(-0.8, 'a length that does not depend on α′ would have slope 0, one like 1/√α′ −.5', calibrated.gate),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  claim: ({ at }) => within(at('horizon').lengthExponent, 'low', 'high'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      frozenAttention,
      dialled('contextFlips', 0.25, { doc: 'a quarter is: no length that is tried reaches .05' }),
    ],
    nearMiss: [
      dialled('contextFlips', 0.23, {
        doc: 'nearly a quarter of the contexts is labelled wrongly: long prompts stop helping where few contexts count',
      }),
    ],
    pins: [shifted(-0.5, { doc: 'lengths that rise faster as α′ falls' })],
    positive: idealWeights,
  },
  paper,
  notChecked: ['α′ below 0.3', 'other levels of the error than .05'],
});
