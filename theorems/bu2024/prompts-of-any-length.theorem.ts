/** B6: prompts at test may be shorter or longer than those of training. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { frozenAttention, frozenMlp, horizon, idealWeights, outOfDistribution, paper, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'prompts of any length are answered',
  statement:
    'With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps on prompts of L = 4 … 16 demonstrations, the 0–1 error is at most e on prompts of 2, 4, 8, 16, 32, 64 and 128 demonstrations, at each of these lengths.',
  source: cite('bu2024', 'mechanism 3; OOD figure, panels a and b', 'paraphrased'),
  family: bu2024,
  forAll: outOfDistribution,
  ours: {
    e: ours(
      0.05,
      'the largest in calibration was .045, with polysemy at .02 and two demonstrations; median .007',
      calibrated.shifted,
    ),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').errorAtLengths, 'e'),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [frozenMlp, frozenAttention],
    nearMiss: [
      dialled('testPolysemy', 0.1, {
        name: 'p = 0.1 at test',
        doc: 'words of test prompts carry other concepts; with two demonstrations nothing averages out',
      }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['a single demonstration: prompts are balanced', 'odd lengths', 'more than 128 demonstrations'],
});
