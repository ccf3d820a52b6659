/** TODO: the conclusion in one line. */
import { atMost, cite, dialled, ours, theorem } from 'theoremcheck';
import { family } from './family';

export default theorem({
  name: 'claim in words',
  statement:
    'TODO: With probability at least 1 − δ over problem and batches, after T = τ/η steps the squared distance from the solution is at most c.',
  source: cite('bib2024', 'TODO: theorem, section', 'paraphrased'),
  family,
  forAll: ['smallStep', 'lowNoise'],
  // TODO: constants that the paper hides in O(·). Choose them on epochs of your own, then run the default epoch once.
  ours: {
    c: ours(0.05, 'TODO: why this bound'),
    tau: ours(4, 'TODO: why this horizon'),
  },
  horizon: 'tau / eta',
  horizonForm: 'at the horizon',
  claim: ({ at }) => atMost(at('horizon').distance, 'c'),
  delta: 0.05,
  margin: 0.05,
  // TODO: what must break your claim, what must nearly break it, and what must satisfy it.
  controls: {
    gross: [dialled('shuffled', 1, { name: 'shuffled labels', doc: 'labels say nothing of the solution' })],
    nearMiss: [dialled('lowNoise', 0.55, { doc: 'σ larger by 2.2: noise keeps w away' })],
    positive: dialled('ideal', 1, { name: 'ideal start', doc: 'training starts at the solution' }),
  },
  notChecked: ['TODO: what of the theorem this does not check'],
});
