import { conceptDictionary } from '../generators/concepts/dictionary';
import { type ConceptProblem, NO_DEPARTURES } from '../generators/concepts/problem';
import { patternsOf } from '../generators/patterns/patterns';
import { referencePatterns } from '../generators/patterns/reference';
import { tasksOf } from '../generators/patterns/tasks';
import { initialWeights } from '../model/concepts/weights';
import { conceptLaw, conceptSetting } from '../model/engines/concept-law';
import type { PromptLaw, TrainingSetup } from '../model/engines/law';
import { patternLaw, patternSetting, trainingPrompts } from '../model/engines/pattern-law';
import { initialPatternWeights } from '../model/patterns/weights';
import type { Weights } from '../model/reference/types';
import { type DescribedLaw, describeConcepts, describePatterns } from './described-laws';

/** What is trained: prompts and rule, and where it starts. */
export interface Case {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** The same prompts' law, every number of every prompt drawn and written: what the engine did before, for comparison. */
  readonly full: TrainingSetup;
  /** The law of the training prompts, for programs that draw their own. */
  readonly law: DescribedLaw;
}

const common = { K1: 4, K2: 4, kappaX: 0.3, kappaY: 0.3, sigma: 0.05, p: 0.01, pNu: 0.25 };
const training = { sigma0: 1, sigma1: 0.1, eta: 5, lambda: 1e-4, departures: NO_DEPARTURES };

/** A problem of bu2024 of this shape, otherwise always the same. */
export function concepts(shape: Pick<ConceptProblem, 'B' | 'L' | 'dX' | 'dY' | 'm'>): Case {
  const problem = { ...common, ...training, ...shape };
  const dictionary = conceptDictionary(problem, [1, 2]);
  return {
    setting: conceptSetting(problem, dictionary),
    full: conceptSetting(problem, dictionary, 'full'),
    init: initialWeights(problem, [3, 4]),
    law: describeConcepts(problem, dictionary),
  };
}

/**
 * The reference problem of li2024, in steps so small that every prompt keeps its slope: at its own step size the hinge loss of whole
 * batches is 0 after some 25 steps, and the fused engine then has nothing to update.
 */
function patterns(): Case {
  const problem = { ...referencePatterns, eta: 1e-3 };
  const [drawn, tasks] = [patternsOf(problem, [1, 2]), tasksOf(problem, [1, 3])];
  const setting = patternSetting(problem, drawn, tasks);
  const prompts = trainingPrompts(problem, drawn, tasks.training);
  const full = { ...setting, training: patternLaw(prompts, false) };
  return { setting, full, init: initialPatternWeights(problem, [3, 4]), law: describePatterns(prompts) };
}

/** Test prompts of these many demonstrations are compared, for the small problem of bu2024. */
export const LENGTHS = [8, 128] as const;

export function lawOfLength(L: number): PromptLaw {
  const problem = { ...common, ...training, B: 32, L, dX: 40, dY: 40, m: 52 };
  return conceptLaw(problem, conceptDictionary(problem, [1, 2]));
}

/** The shapes that are measured: of bu2024 a small problem and a large one, and that of li2024. */
export const cases: Readonly<Record<string, Case>> = {
  'bu2024, B=32 L=4 d=40 m=52': concepts({ B: 32, L: 4, dX: 40, dY: 40, m: 52 }),
  'bu2024, B=64 L=16 d=48 m=96': concepts({ B: 64, L: 16, dX: 48, dY: 48, m: 96 }),
  'li2024, B=128 l=20 d=40 m=64': patterns(),
};

/** A shape beyond those that claims train, where wider vectors than WebAssembly's should tell. */
export const largeCase = {
  name: 'bu2024, B=256 L=64 d=128 m=256',
  make: () => concepts({ B: 256, L: 64, dX: 128, dY: 128, m: 256 }),
};
