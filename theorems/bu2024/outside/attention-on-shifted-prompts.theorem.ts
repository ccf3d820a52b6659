/** B6–B9 on attention: what the error of shifted prompts rests on, as the panels of the OOD figure show it. */
import { all, atLeast, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { frozenAttention, horizon, idealWeights, outOfDistribution, paper, tau } from '../controls';
import { bu2024 } from '../family';

export default theorem({
  name: 'attention stays correct on shifted prompts',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps the mean attention on demonstrations with the query’s sign is at least 1 − c on prompts of 2 and of 128 demonstrations, on prompts about one concept, on conic combinations, on prompts that share two or all concepts, and on switched words, on each of them.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panels a–d: attention weights', 'paraphrased'),
  family: bu2024,
  forAll: [...outOfDistribution, 'conicWords', 'conicLabels'],
  ours: { c: ours(0.05, 'what was left at τ was at most .031 in calibration, on combinations', calibrated.night), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) =>
    all(
      atLeast(at('horizon').attentionAtLengths, '1 - c'),
      atLeast(at('horizon').attentionSkewed, '1 - c'),
      atLeast(at('horizon').attentionConic, '1 - c'),
      atLeast(at('horizon').attentionSeveral, '1 - c'),
      atLeast(at('horizon').attentionSwitched, '1 - c'),
    ),
  delta: 0.05,
  margin: 0.1,
  profile: 'nightly',
  controls: {
    gross: [
      frozenAttention,
      dialled('trainingSkew', 0.9, {
        name: 'training on one concept nine times in ten',
        doc: 'the other concepts are learned ten times later: attention on switched and combined words suffers',
      }),
    ],
    nearMiss: [
      dialled('testPolysemy', 0.2, { name: 'p = 0.2 at test', doc: 'words of test prompts carry other concepts' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['losses and MLP coefficients on shifted prompts: the latter are weights, and do not shift'],
});
