import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../../generators/concepts/problem';
import { patternsOf } from '../../../generators/patterns/patterns';
import { referencePatterns } from '../../../generators/patterns/reference';
import { tasksOf } from '../../../generators/patterns/tasks';
import { initialWeights } from '../../concepts/weights';
import { initialPatternWeights } from '../../patterns/weights';
import type { Weights } from '../../reference/types';
import { conceptLaw, conceptSetting } from '../concept-law';
import { loadKernel } from '../kernel';
import type { PromptLaw, TrainingSetup } from '../law';
import { patternLaw, patternSetting, testPrompts } from '../pattern-law';
import { fusedTrainer } from './fused';

const shape = { K1: 3, K2: 4, dX: 16, dY: 20, L: 8, m: 12, B: 32, kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0.01 };
const concepts = { ...shape, pNu: 0.25, sigma0: 1, sigma1: 0.1, eta: 10, lambda: 1e-4, departures: NO_DEPARTURES };
const dictionary = conceptDictionary(concepts, [1, 2]);
const patterns = patternsOf(referencePatterns, [1, 2]);
const tasks = tasksOf(referencePatterns, [1, 3]);

interface Met {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** A law of prompts with so many demonstrations for each one that training has. */
  law(share: number): PromptLaw;
}

const cases: [string, Met][] = [
  [
    'concepts, whose noise is deferred',
    {
      setting: conceptSetting(concepts, dictionary),
      init: initialWeights(concepts, [3, 4]),
      law: (share) => conceptLaw({ ...concepts, L: share * concepts.L }, dictionary),
    },
  ],
  [
    'concepts, drawn in full',
    {
      setting: conceptSetting(concepts, dictionary, 'full'),
      init: initialWeights(concepts, [3, 4]),
      law: (share) => conceptLaw({ ...concepts, L: share * concepts.L }, dictionary, 0, 'full'),
    },
  ],
  [
    'patterns, in the space of features',
    {
      setting: patternSetting(referencePatterns, patterns, tasks),
      init: initialPatternWeights(referencePatterns, [3, 4]),
      law: (share) =>
        patternLaw({
          ...testPrompts(referencePatterns, patterns, tasks.heldOut),
          contexts: share * referencePatterns.lTest,
        }),
    },
  ],
];

// Claims about lengths of prompts meet dozens of laws: to lay all out again for each of them takes longer than the training.
test.each(cases)('a law that is met later is written behind the others: %s', (_, { setting, init, law }) => {
  let written = 0;
  const counted = (one: PromptLaw): PromptLaw => ({
    ...one,
    write: (workspace) => one.write(workspace) + 0 * written++,
  });
  const start = () => {
    const trainer = fusedTrainer(loadKernel(), setting, init, [11, 22]);
    trainer.advance(5);
    return trainer;
  };
  const laws = [1, 1 / 2, 1 / 4, 2, 1].map((share) => counted(law(share)));
  const trainer = start();
  const answers = laws.map((one) => trainer.evaluate([4, 4], 2, 70, one));
  // Three are written behind the others; the longest has no room, so that all four are; and then there is room for the last.
  expect(written).toBe(3 + 4 + 1);
  for (const [i, one] of laws.entries()) expect(start().evaluate([4, 4], 2, 70, one)).toEqual(answers[i]);
  const alone = start();
  alone.advance(9);
  trainer.advance(9);
  expect(trainer.weights()).toEqual(alone.weights());
});
