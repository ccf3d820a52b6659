import { conceptDictionary } from '../../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../../generators/concepts/problem';
import { patternsOf, type Task } from '../../../generators/patterns/patterns';
import { referencePatterns } from '../../../generators/patterns/reference';
import { tasksOf } from '../../../generators/patterns/tasks';
import { initialWeights } from '../../concepts/weights';
import { initialPatternWeights } from '../../patterns/weights';
import type { Weights } from '../../reference/types';
import { categoryLaw } from '../category-law';
import { conceptLaw, conceptSetting } from '../concept-law';
import type { PromptSpace } from '../feature-plan';
import { loadKernel } from '../kernel';
import type { PromptLaw, TrainingSetup } from '../law';
import { type Tenant, Workspace } from '../memory';
import { patternLaw, patternSetting, testPrompts } from '../pattern-law';
import { wordLaw } from '../word-law';
import { fusedTrainer } from './fused';

// Nothing is a multiple of 4: vectors reach beyond every row, prompt and batch.
const shape = { K1: 3, K2: 5, dX: 18, dY: 22, L: 6, m: 14, B: 18, kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0.01 };
const concepts = { ...shape, pNu: 0.25, sigma0: 1, sigma1: 0.1, eta: 10, lambda: 1e-4, departures: NO_DEPARTURES };
const dictionary = conceptDictionary(concepts, [1, 2]);
const problem = { ...referencePatterns, dX: 29, dY: 9, m: 62, B: 18, l: 6, lTest: 6 };
const patterns = patternsOf(problem, [1, 2]);
const tasks = tasksOf(problem, [1, 3]);

interface Trained {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** Prompts of another length. */
  readonly longer: PromptLaw;
}

const onConcepts = (noise: 'full' | 'deferred'): Trained => ({
  setting: conceptSetting(concepts, dictionary, noise),
  init: initialWeights(concepts, [3, 4]),
  longer: conceptLaw({ ...concepts, L: 10 }, dictionary, 0, noise),
});

const onPatterns: Trained = {
  setting: patternSetting(problem, patterns, tasks),
  init: initialPatternWeights(problem, [3, 4]),
  longer: patternLaw({ ...testPrompts(problem, patterns, tasks.heldOut), contexts: 10 }),
};

/** Six words of d entries for each of four features, or categories. */
const wordsOf = (d: number) =>
  Array.from({ length: 4 }, (_, f) =>
    Array.from({ length: 6 }, (_, i) =>
      Float64Array.from({ length: d }, (_, j) => Math.cos(1 + 7 * f + 3 * i + j) / 4),
    ),
  );

const onWords = (L: number) => {
  const words = wordsOf(concepts.dX);
  const labels = words.map((rows) => Float64Array.from([...rows[0]!, 1, 0, 0, 1]));
  const sides = { positives: 0.5, foreign: 0, flips: 0, queryFlips: 0, skew: 0 };
  return wordLaw({ words, labels }, { L, bag: 2, sigma: 0.05, ...sides });
};

const onCategories = (contexts: number) => {
  const tasks: Task[] = [[0, 1]];
  const kept = { alpha: 0.6, contextFlips: 0, queryFlips: 0, skew: 0 };
  const q = Float64Array.from({ length: problem.dY }, (_, i) => Number(i < 2));
  return categoryLaw({ words: wordsOf(problem.dX), q, tasks, contexts, bag: 2, ...kept });
};

const gathered = (law: (L: number) => PromptLaw, { setting, init }: Trained): Trained => ({
  setting: { ...setting, training: law(6), evaluation: law(6) },
  init,
  longer: law(10),
});

const cases: [string, Trained, PromptSpace][] = [
  ['concepts, whose noise is deferred', onConcepts('deferred'), 'by size'],
  ['concepts, drawn in full', onConcepts('full'), 'by size'],
  ['patterns, in the space of features', onPatterns, 'features'],
  ['patterns, on tokens', onPatterns, 'tokens'],
  ['words of a vocabulary', gathered(onWords, onConcepts('full')), 'by size'],
  ['words of categories', gathered(onCategories, onPatterns), 'by size'],
];

const BYTES = 1 << 23;
const workspace = Workspace.of(loadKernel());

/** Leaves these four bytes everywhere that a training may lie. */
function fill(word: number): void {
  const tenant: Tenant = {
    enter: () => {
      const at = workspace.take(BYTES); // before the buffer is named: it may grow
      new Uint32Array(workspace.kernel.memory.buffer, at, BYTES / 4).fill(word);
    },
    leave: () => {},
  };
  workspace.admit(tenant);
}

test.each(cases)('no number depends on what lay in memory before: %s', (_, { setting, init, longer }, space) => {
  const numbers = (word: number) => {
    const found: unknown[] = [];
    const trainer = fusedTrainer(loadKernel(), setting, init, [11, 22], space);
    const ask: (() => unknown)[] = [
      () => trainer.advance(3),
      () => trainer.weights(),
      () => trainer.evaluate([4, 4], 2, 70),
      () => trainer.batch(4),
      () => trainer.terms(4),
      () => trainer.answersInBatch(4, 10, setting.training),
      () => trainer.evaluate([4, 4], 2, 5, longer),
      () => trainer.prompts([4, 5], 2, 5),
    ];
    for (const one of ask) {
      fill(word);
      found.push(one());
    }
    return found;
  };
  const [zeros, nan] = [numbers(0), numbers(0x7fc00000)];
  expect(zeros[0]).toBeUndefined(); // no divergence
  expect(nan).toEqual(zeros);
  expect(numbers(0xffffffff)).toEqual(zeros);
});
