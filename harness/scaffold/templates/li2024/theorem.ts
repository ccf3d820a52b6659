/** TODO: the conclusion in one line. */
import { atMost, cite, dialled, ours, theorem } from 'theoremcheck';
import { li2024 } from './family';

export default theorem({
  name: 'claim in words',
  statement:
    'TODO: With probability at least 1 − δ over problem, tasks, initialisation and batches, after T = τ M1 α^(−2/3)/η steps on training tasks alone, the hinge loss on prompts of held-out tasks is at most ε.',
  source: cite('bib2024', 'TODO: theorem, section', 'paraphrased'),
  family: li2024,
  // TODO: the assumptions of your theorem, among those of the family.
  forAll: ['orthogonalPatterns', 'correctContexts', 'relevantContexts', 'coveringTasks', 'largeBatch', 'smallStep'],
  // TODO: constants that the paper hides in O(·). Choose them on epochs of your own, then run the default epoch once.
  ours: {
    epsilon: ours(0.15, 'TODO: why this bound'),
    tau: ours(30, 'TODO: why this horizon'),
  },
  horizon: 'tau * unit',
  horizonForm: 'at the horizon',
  prompts: 400,
  claim: ({ at }) => atMost(at('horizon').hinge, 'epsilon'),
  delta: 0.05,
  margin: 0.05,
  // TODO: what must break your claim, what must nearly break it, and what must satisfy it.
  controls: {
    gross: [dialled('queryFlips', 0.5, { name: 'shuffled labels', doc: 'the label of a prompt is a fair coin' })],
    nearMiss: [dialled('testContexts', 4, { name: 'l_ts = ⌈4/α′⌉', doc: 'too few contexts at test' })],
    positive: dialled('ideal', 1, { name: 'ideal weights', doc: 'closed-form weights; nothing is trained' }),
  },
  notChecked: ['TODO: what of the theorem this does not check'],
});
