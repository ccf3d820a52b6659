/** Open question 3 of li2024 on real words: where signed margin, which asks no query, loses to rules that do. */
import { all, atLeast, cite, dialled, ours, quantity, theorem } from '../../../harness';
import {
  corners,
  forAll,
  frozenAttention,
  frozenMlp,
  horizon,
  idealWeights,
  paper,
  scrambledLexicon,
  tau,
} from '../controls';
import { language } from '../family';
import { calibrated, notChecked, PROMPTS } from './calibrated';

export default theorem({
  name: 'signed margin loses on mixed pools and on new concepts',
  statement:
    'With probability at least 1 − δ over concepts, split, initialisation and batches, after T = τ m K1/η steps on K1 concepts the 0–1 error on single held-out words, with four demonstrations that signed margin chooses from a pool of 20, exceeds that of the nearest of either label without those whose labels look wrong by at least h where half of the pool is about another trained concept, and that of the nearest to the query by at least g where the pool is about a concept that nobody trained on.',
  source: cite('li2024', 'open question 3: prompt selection', 'reconstructed'),
  family: language,
  forAll,
  corners,
  profile: 'nightly',
  ours: {
    h: ours(0.005, 'in calibration (160 problems) one in ten had less; median .042', calibrated),
    g: ours(0.04, 'in calibration (160 problems) one in twenty had less; median .111', calibrated),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: PROMPTS,
  claim: ({ at }) => {
    const { lagOnMixedPools, lagOnNewConcepts } = at('horizon');
    return all(
      atLeast(quantity('lag', { lag: lagOnMixedPools }), 'h'),
      atLeast(quantity('lag', { lag: lagOnNewConcepts }), 'g'),
    );
  },
  delta: 0.2,
  margin: 0.1,
  controls: {
    gross: [
      frozenMlp,
      scrambledLexicon,
      dialled('kappaY', 0.98, {
        name: 'label vectors nearly parallel',
        doc: 'κy = .98: an answer hardly says which labels attention has found',
      }),
    ],
    nearMiss: [
      {
        ...frozenAttention,
        grade: 3,
        trials: 120,
        doc: 'an untrained inner product reads every direction alike, new ones included: less is lost on new concepts',
      },
    ],
    positive: idealWeights,
  },
  paper,
  notChecked,
});
