import { patternsOf } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import type { Tasks } from '../../generators/patterns/tasks';
import type { Seeds } from '../../harness';
import { patternSetting } from '../../model/engines/pattern-law';
import { trainerOn } from '../../model/one-layer/training';
import { initialPatternWeights } from '../../model/patterns/weights';
import { li2024 } from '../../theorems/li2024/family';
import { PatternTraining } from '../../theorems/li2024/measured/training';
import { seedsOf } from '../seeds';

/** One training of li2024, and what reads it. */
export class PatternRun {
  private constructor(
    readonly problem: PatternProblem,
    private readonly training: PatternTraining,
    private readonly seeds: Seeds,
  ) {}

  /** Training `index` of a problem, before its first step, on the tasks that are given for its seeds. */
  static async start(problem: PatternProblem, index: number, tasksFor: (seeds: Seeds) => Tasks): Promise<PatternRun> {
    li2024.check(problem);
    const seeds = seedsOf(index);
    const patterns = patternsOf(problem, seeds('patterns'));
    const tasks = tasksFor(seeds);
    const init = initialPatternWeights(problem, seeds('init'));
    const start = { setting: patternSetting(problem, patterns, tasks), init, batches: seeds('batches'), ideal: false };
    return new PatternRun(
      problem,
      new PatternTraining(problem, patterns, tasks, start, await trainerOn('fused', start)),
      seeds,
    );
  }

  /** Throws when the training diverges. */
  advance(step: number): void {
    const diverged = this.training.advance(step);
    if (diverged) throw new Error(`reported: expected finite losses, got ${diverged.what} at step ${diverged.step}`);
  }

  measure(name: keyof typeof li2024.observations, prompts: number): number {
    const { step } = this.training;
    const key = this.seeds('observe:patterns');
    return li2024.observations[name].measure(this.training, { problem: this.problem, step, prompts, key });
  }
}
