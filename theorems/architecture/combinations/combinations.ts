/**
 * B8 of other models: whether they answer prompts about conic combinations of the concepts that they were trained on.
 *
 * @module
 */
import { atMost, cite, dialled, ours, theorem } from '../../../harness';
import { corners, forAll, frozenMlp, horizons, idealWeights, type Model, notChecked, paper, tau } from '../controls';
import { architectures } from '../family';

/** A claim that a model answers combinations. */
export function combinations(model: Model) {
  const { formula, words } = horizons['of its heads'];
  return theorem({
    name: `combinations are answered by the model ${model.words}`,
    statement: `With probability at least 1 − δ over problem, coefficients, initialisation and batches, after ${words} of the model ${model.words}, the 0–1 error is at most e on prompts about K1 new concepts, whose words and labels are conic combinations of the learned ones.`,
    source: cite('bu2024', 'mechanism 3, asked of other models; open question 2', 'reconstructed'),
    family: architectures,
    forAll,
    stream: model.stream,
    corners,
    ours: { e: ours(0.05, 'that of the claim on the paper’s model; at most .01 in calibration'), tau },
    horizon: formula,
    horizonForm: 'at the horizon',
    prompts: 400,
    accuracy: 'e',
    claim: ({ at }) => atMost(at('horizon').errorConic, 'e'),
    delta: 0.05,
    margin: 0.15,
    profile: 'nightly',
    controls: {
      gross: [frozenMlp],
      nearMiss: [
        dialled('testPolysemy', 0.25, {
          name: 'p = 0.25 at test',
          doc: 'words of test prompts carry other new concepts, which lean on each other',
          trials: 25,
        }),
      ],
      positive: idealWeights,
    },
    paper,
    notChecked,
  });
}
