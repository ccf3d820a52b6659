/** TODO: the conclusion in one line. */
import { atLeast, cite, dialled, ours, theorem } from 'theoremcheck';
import { bu2024 } from './family';

export default theorem({
  name: 'claim in words',
  statement:
    'TODO: With probability at least 1 − δ over problem, initialisation and batches, after T = τ m K1/η steps the mean attention on demonstrations with the query’s sign is at least 1 − c.',
  source: cite('bib2024', 'TODO: theorem, section', 'paraphrased'),
  family: bu2024,
  // TODO: the assumptions of your theorem, among those of the family.
  forAll: ['lowNoise', 'sparse', 'distinctSigns', 'orthogonalConcepts', 'smallInit', 'smallStep', 'freshBatches'],
  // TODO: constants that the paper hides in O(·). Choose them on epochs of your own, then run the default epoch once.
  ours: {
    c: ours(0.1, 'TODO: why this bound'),
    tau: ours(12, 'TODO: why this horizon'),
  },
  horizon: 'tau * m * K1 / eta',
  horizonForm: 'at the horizon',
  prompts: 400,
  accuracy: 'c',
  claim: ({ at }) => atLeast(at('horizon').correctAttention, '1 - c'),
  delta: 0.05,
  margin: 0.05,
  // TODO: what must break your claim, what must nearly break it, and what must satisfy it.
  controls: {
    gross: [dialled('frozenAttention', 1, { name: 'frozen attention', doc: 'W_Q and W_K keep their initial value' })],
    nearMiss: [dialled('lowNoise', 0.6, { doc: 'σ/|b| = 0.6: noise hides the signs' })],
    positive: dialled('ideal', 1, { name: 'ideal weights', doc: 'closed-form weights; nothing is trained' }),
  },
  notChecked: ['TODO: what of the theorem this does not check'],
});
