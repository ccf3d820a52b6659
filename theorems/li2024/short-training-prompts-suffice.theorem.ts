/**
 * L3, in training: prompts of ⌈4/α⌉ contexts teach as well as long ones, if training takes T0/α steps (at a fixed number
 * of steps the length would be confounded with the step scaling); a single context teaches nothing.
 */
import { all, atMost, cite, dialled, ours, shifted, theorem } from '../../harness';
import { calibrated } from './calibrated';
import { idealWeights, inDomain, paper } from './controls';
import { li2024 } from './family';

export default theorem({
  name: '4/α contexts in training suffice',
  statement:
    'With probability at least 1 − δ over problem, patterns, tasks, initialisation and batches, after T = τ0 M1/(α η) steps on prompts of ⌈4/α⌉ contexts, the hinge loss on held-out tasks is at most ε and the 0–1 error at most e, with ⌈12/α′⌉ contexts at test.',
  source: cite('li2024', 'Theorem 1: l_tr ≥ Ω(1/α)', 'paraphrased'),
  family: li2024,
  forAll: inDomain,
  stream: { trainingContexts: 4 },
  ours: {
    epsilon: ours(0.1, 'as for long prompts', calibrated.gate),
    e: ours(0.02, 'as for long prompts', calibrated.gate),
    tau0: ours(27, '160/α steps at the reference problem, as many as long prompts get at α = .8', calibrated.gate),
  },
  horizon: 'tau0 * M1 / (alpha * eta)',
  horizonForm: 'at the horizon',
  prompts: 1000,
  accuracy: 'e',
  claim: ({ at }) => all(atMost(at('horizon').hinge, 'epsilon'), atMost(at('horizon').error, 'e')),
  delta: 0.05,
  margin: 0.05,
  controls: {
    gross: [dialled('trainingLength', 1, { name: 'one context', doc: 'attention over a single context is constant' })],
    nearMiss: [
      dialled('testContexts', 5.5, {
        name: 'l_ts = ⌈5.5/α′⌉',
        doc: 'too few contexts at test instead: in training ⌈1/α⌉ already do in five of six runs',
      }),
      shifted(0.12, { of: 'hinge', doc: 'a loss larger by 0.12' }),
    ],
    positive: idealWeights,
  },
  paper,
  notChecked: ['the smallest constant in place of 4: two contexts fail about once in four times at α = 1'],
});
