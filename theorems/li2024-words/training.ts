import { type CategoryMaterial, categoryMaterial } from '../../generators/categories/material';
import type { CategoryProblem } from '../../generators/categories/problem';
import { combinedWords } from '../../generators/language/combined';
import { outOfDomainTasks, type Tasks, tasksOf } from '../../generators/patterns/tasks';
import type { Engine, Seeds } from '../../harness';
import { type CategoryPrompts, categoryLaw } from '../../model/engines/category-law';
import type { PromptLaw } from '../../model/engines/law';
import type { Trainer } from '../../model/engines/trainer';
import { OneLayerTraining, type TrainingStart, trainerOn } from '../../model/one-layer/training';
import { idealCategoryWeights } from '../../model/patterns/dual';
import { initialPatternWeights } from '../../model/patterns/weights';
import type { StreamKey, TrainingRule } from '../../model/reference/types';

/** One training of li2024’s model on categories of words, on either engine. */
export class CategoryTraining extends OneLayerTraining<CategoryProblem> {
  constructor(
    problem: CategoryProblem,
    readonly material: CategoryMaterial,
    readonly tasks: Tasks,
    private readonly combinations: StreamKey,
    start: TrainingStart,
    trainer: Trainer,
  ) {
    super(problem, start, trainer);
  }

  /** Prompts of held-out tasks over held-out words, changed. */
  heldOut(change: Partial<CategoryPrompts> = {}): PromptLaw {
    return this.changed('held out', change, () => testPrompts(this.problem, this.material, this.tasks));
  }

  /** The same over words of the training half. */
  trainedWords(): PromptLaw {
    return this.heldOut({ words: this.material.training });
  }

  /** Prompts of all tasks over scaled sums of a category and the next one, round: conic combinations of coefficient sum √2. */
  combined(): PromptLaw {
    const { material, problem, combinations } = this;
    const tasks = outOfDomainTasks({ M1Out: problem.categories.length });
    return this.changed('combined', {}, () => {
      const words = combinedWords(material.heldOut, combinations, 1);
      return { ...testPrompts(problem, material, this.tasks), words, tasks };
    });
  }

  /** Prompts of all tasks over categories that nobody trained on. */
  novel(): PromptLaw {
    const tasks = outOfDomainTasks({ M1Out: this.problem.novel.length });
    return this.heldOut({ words: this.material.novel, tasks });
  }

  private changed(kind: string, change: Partial<CategoryPrompts>, prompts: () => CategoryPrompts): PromptLaw {
    return this.law(JSON.stringify([kind, change]), () => categoryLaw({ ...prompts(), ...change }));
  }
}

function testPrompts(problem: CategoryProblem, { heldOut, q }: CategoryMaterial, tasks: Tasks): CategoryPrompts {
  const { lTest, alphaTest, bag, departures } = problem;
  const { contextFlips, testBag } = departures;
  const rule = { contexts: lTest, alpha: alphaTest, bag: testBag || bag, contextFlips, queryFlips: 0, skew: 0 };
  return { words: heldOut, q, tasks: tasks.heldOut, ...rule };
}

function trainingPrompts(problem: CategoryProblem, { training, q }: CategoryMaterial, tasks: Tasks): CategoryPrompts {
  const { l, alpha, bag, departures } = problem;
  const { contextFlips, queryFlips, skew } = departures;
  return { words: training, q, tasks: tasks.training, contexts: l, alpha, bag, contextFlips, queryFlips, skew };
}

/** How li2024 trains: hinge loss, constant step, no decay. */
function ruleOf({ m, B, eta, departures }: CategoryProblem): TrainingRule {
  const { frozenAttention, frozenMlp } = departures;
  const frozen = { attention: frozenAttention === 1, value: frozenMlp === 1, mlp: frozenMlp === 1 };
  return { m, B, loss: 'hinge', eta, lambda: 0, stepRate: 0, stepPower: 1, batches: 0, frozen };
}

/** Starts a training: q and twins, tasks, initialisation and batches come from a stream of their own each. */
export async function startTraining(problem: CategoryProblem, seeds: Seeds, engine: Engine): Promise<CategoryTraining> {
  const material = categoryMaterial(problem, seeds('dictionary'));
  const { categories, shifts } = problem;
  const tasks = tasksOf({ M1: categories.length, shifts, departures: {} }, seeds('tasks'));
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealCategoryWeights(problem, material) : initialPatternWeights(problem, seeds('init'));
  const setting = {
    rule: ruleOf(problem),
    training: categoryLaw(trainingPrompts(problem, material, tasks)),
    evaluation: categoryLaw(testPrompts(problem, material, tasks)),
  };
  const start = { setting, init, batches: seeds('batches'), ideal };
  return new CategoryTraining(problem, material, tasks, seeds('combinations'), start, await trainerOn(engine, start));
}
