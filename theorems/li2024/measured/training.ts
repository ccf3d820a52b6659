import { type Patterns, patternsOf } from '../../../generators/patterns/patterns';
import type { PatternProblem } from '../../../generators/patterns/problem';
import { outOfDomainTasks, type Tasks, tasksOf } from '../../../generators/patterns/tasks';
import type { Engine, Seeds } from '../../../harness';
import type { PromptLaw } from '../../../model/engines/law';
import { type PatternPrompts, patternLaw, patternSetting, testPrompts } from '../../../model/engines/pattern-law';
import type { Trainer } from '../../../model/engines/trainer';
import { keepingLast, OneLayerTraining, type TrainingStart, trainerOn } from '../../../model/one-layer/training';
import { idealPatternWeights, initialPatternWeights } from '../../../model/patterns/weights';
import type { Weights } from '../../../model/reference/types';

/** One training of li2024's model on one pattern problem, on either engine. */
export class PatternTraining extends OneLayerTraining<PatternProblem> {
  constructor(
    problem: PatternProblem,
    readonly patterns: Patterns,
    readonly tasks: Tasks,
    start: TrainingStart,
    trainer: Trainer,
  ) {
    super(problem, start, trainer);
  }

  /** Prompts at test of tasks held out, changed. */
  heldOut(change: Partial<PatternPrompts> = {}): PromptLaw {
    return this.changed('held out', change, () => testPrompts(this.problem, this.patterns, this.tasks.heldOut));
  }

  /** Prompts at test over out-of-domain patterns, of all their tasks (li2024, Theorem 2), changed. */
  outOfDomain(change: Partial<PatternPrompts> = {}): PromptLaw {
    return this.changed('out of domain', change, () => {
      const { muOut: mu, nuOut: nu, q } = this.patterns;
      return testPrompts(this.problem, { ...this.patterns, mu, nu, q }, outOfDomainTasks(this.problem));
    });
  }

  private changed(kind: string, change: Partial<PatternPrompts>, prompts: () => PatternPrompts): PromptLaw {
    return this.law(JSON.stringify([kind, change]), () => patternLaw({ ...prompts(), ...change }));
  }
}

const patternsFor = keepingLast(patternsOf, 'B', 'l', 'alpha', 'eta');
const initFor = keepingLast<PatternProblem, Weights>(initialPatternWeights, 'B', 'l', 'alpha', 'eta');

/** Starts a training: patterns, tasks, initialisation and batches each come from a stream of their own. */
export async function startTraining(problem: PatternProblem, seeds: Seeds, engine: Engine): Promise<PatternTraining> {
  const patterns = patternsFor(problem, seeds('patterns'));
  const tasks = tasksOf(problem, seeds('tasks'));
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealPatternWeights(problem, patterns) : initFor(problem, seeds('init'));
  const start = { setting: patternSetting(problem, patterns, tasks), init, batches: seeds('batches'), ideal };
  return new PatternTraining(problem, patterns, tasks, start, await trainerOn(engine, start));
}

/** Prompts of the shape the model was trained with: the attention of a prompt depends on its α. */
export const shapeOf = ({ problem: { alpha, l } }: PatternTraining) => ({ alpha, contexts: l });
