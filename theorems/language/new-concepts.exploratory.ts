/** Open: concepts that nobody trained on, with the label vectors of trained ones. Expected not to hold, and it is not. */
import { atMost, cite, dialled, ours, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { corners, forAll, frozenMlp, horizon, notChecked, paper, shuffledLabels, tau } from './controls';
import { language } from './family';

export default theorem({
  name: 'concepts that nobody trained on are learned in context from real words',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on K1 concepts the 0–1 error on words of K1 other concepts, which carry the label vectors of the trained ones, exceeds that of their plug-in oracle by at most e.',
  source: cite('bu2024', 'mechanism 3: out-of-distribution generalization', 'paraphrased'),
  family: language,
  forAll,
  ours: { e: ours(0.1, 'the bound of the claim on trained concepts', calibrated.gate), tau },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'e',
  claim: ({ at }) => atMost(at('horizon').novelExcess, 'e'),
  delta: 0.05,
  margin: 0.05,
  corners,
  controls: {
    gross: [frozenMlp, shuffledLabels],
    nearMiss: [
      dialled('flips', 0.2, {
        name: 'a fifth of the demonstrations mislabelled',
        doc: 'a fifth of the labels that attention finds are wrong',
      }),
    ],
    positive: dialled('frozenAttention', 1, {
      name: 'frozen attention',
      doc: 'attention that was not trained reads every direction alike, new ones included',
    }),
  },
  paper,
  notChecked,
});
