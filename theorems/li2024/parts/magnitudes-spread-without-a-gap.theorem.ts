/** L7’s core assumption, that training leaves a constant fraction of the neurons large and the others small, as far as it holds. */
import { all, atLeast, atMost, cite, dialled, ours, synthetic, theorem, withSymbols } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, inDomain, paper, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'training spreads the magnitudes of neurons, without a gap',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, the larger half of the neurons has a mean magnitude (norm of the row of W_O W_V) of at least g times that of the smaller half, and yet magnitudes do not fall into two groups: Sarle’s coefficient of bimodality is at most b.',
  source: cite(
    'li2024',
    'mechanism 2, core assumption: a constant fraction of the neurons is large and the rest small',
    'paraphrased',
  ),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  ours: {
    g: ours(1.6, 'before training 1.19; calibration 1.9 … 2.9', calibrated.night),
    b: ours(0.7, 'uniform magnitudes have .56 and two separate groups 1; calibration .32 … .61', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) => all(atLeast(at('horizon').halvesRatio, 'g'), atMost(at('horizon').bimodality, 'b')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [
      dialled('ideal', 1, {
        name: 'two groups',
        doc: 'the closed-form weights that the paper’s picture suggests: half of the neurons large, half hardly there',
      }),
    ],
    nearMiss: [withSymbols({ tau: 1.8 }, { name: 'early', doc: 'τ = 1.8, 13 steps at the reference problem' })],
    positive: synthetic({
      name: 'spread magnitudes',
      doc: 'halves that differ by 2.3, and a coefficient below that of a uniform sample',
      observations: {
        halvesRatio: { law: '2.3', noise: { absolute: '0.2' } },
        bimodality: { law: '0.48', noise: { absolute: '0.05' } },
      },
    }),
  },
  paper,
  notChecked: [
    'two groups of any other kind than in magnitude',
    'that the smaller half is useless: half of it is (the pruning claims)',
  ],
});
