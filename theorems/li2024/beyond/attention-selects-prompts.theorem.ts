/** Open question 3: a rule of prompt selection that follows from the mechanism, to show the contexts that attention ranks first. */
import { all, atLeast, atMost, cite, dialled, ours, theorem } from '../../../harness';
import { calibrated } from '../calibrated';
import { horizon, idealWeights, inDomain, paper, shuffledLabels, tau } from '../controls';
import { li2024 } from '../family';

export default theorem({
  name: 'contexts that attention ranks first suffice, as many of any do not',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps, of ⌈12/α′⌉ contexts a quarter suffices for a 0–1 error of at most e on held-out tasks if it is the quarter that the model itself attends to most, while any quarter leaves an error of at least r.',
  source: cite('li2024', 'open question 3: prompt selection', 'reconstructed'),
  family: li2024,
  forAll: inDomain,
  profile: 'nightly',
  ours: {
    e: ours(0.04, 'calibration at most .018', calibrated.night),
    r: ours(0.04, 'calibration .064 … .2', calibrated.night),
    tau,
  },
  horizon,
  horizonForm: 'at the horizon',
  prompts: 500,
  accuracy: 'e',
  claim: ({ at }) => all(atMost(at('horizon').errorOfAttended, 'e'), atLeast(at('horizon').errorOfAnyQuarter, 'r')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [shuffledLabels],
    nearMiss: [dialled('testContexts', 24, { doc: 'a pool of ⌈24/α′⌉ contexts, of which any quarter suffices' })],
    positive: idealWeights,
  },
  paper,
  notChecked: [
    'selection without the model’s own attention: docs/language.md, for real words',
    'pools with wrong labels',
  ],
});
