/** TODO: the conclusion in one line. */
import { atMost, cite, dialled, ours, synthetic, theorem } from 'theoremcheck';
import { family } from './family';

export default theorem({
  name: 'claim in words',
  statement: 'TODO: With probability at least 1 − δ over the problems, after T steps anObservation is at most c.',
  source: cite('bib2024', 'TODO: theorem, section', 'paraphrased'),
  family,
  forAll: ['anAssumption'],
  at: 'region',
  // TODO: constants that the paper hides in O(·). Choose them on epochs of your own, then run the default epoch once.
  ours: {
    c: ours(0.5, 'TODO: why this bound'),
    T: ours(100, 'TODO: why this horizon; a formula in the symbols of the family is better'),
  },
  horizon: 'T',
  horizonForm: 'at the horizon',
  prompts: 400,
  claim: ({ at }) => atMost(at('horizon').anObservation, 'c'),
  delta: 0.05,
  margin: 0.05,
  // TODO: what must break your claim, what must nearly break it, and what must satisfy it.
  // Dials of the family: itsDials.
  controls: {
    gross: [dialled('anAssumption', 1, { doc: 'TODO: an assumption that is badly violated' })],
    // TODO: one that breaks the claim and passes it with twice as much allowed; the verdict says which are graded.
    nearMiss: [dialled('anAssumption', 0.5, { doc: 'TODO: violated just enough to be noticed' })],
    positive: synthetic({
      doc: 'TODO: a law for which the claim holds',
      observations: { anObservation: { law: 'c', noise: 'none' } },
    }),
  },
  notChecked: ['TODO: what of the theorem this does not check'],
});
