/**
 * Prompt selection (an open question of li2024) on real words: rules × pools × L, side by side. What of it is claimed stands in
 * theorems/language/selection; this prints all of it.
 */
import fc from 'fast-check';
import { CHOOSERS, type ChooserName } from '../../generators/language/choosers';
import type { LanguageProblem } from '../../generators/language/problem';
import { language } from '../../theorems/language/family';
import { DEMONSTRATIONS, errorsOfRules, POOLS, type PoolName } from '../../theorems/language/pool-errors';
import type { LanguageTraining } from '../../theorems/language/training';
import { seedsOf } from '../seeds';
import { spread } from '../spread';

const TRAININGS = 8;
const TASKS = 150;
const NAMES = Object.keys(CHOOSERS) as ChooserName[];

/** Prints a table per L: mean errors over trainings ± standard error, and how far signed margin is ahead of the strongest other rule. */
export async function selection(): Promise<void> {
  await language.prepare('fused');
  const trained: TrainedWith[] = [];
  for (let i = 0; i < TRAININGS; i++) trained.push(await train(i));
  for (const L of DEMONSTRATIONS) {
    console.log(`\nL = ${L}\n| pool | ${NAMES.join(' | ')} | ahead |\n|${' --- |'.repeat(NAMES.length + 2)}`);
    for (const pool of Object.keys(POOLS) as PoolName[]) console.log(line(trained, pool, L));
  }
}

interface TrainedWith {
  readonly training: LanguageTraining;
  readonly key: (name: string) => readonly [number, number];
}

function line(trained: readonly TrainedWith[], pool: PoolName, L: number): string {
  const rows = trained.map(({ training, key }) =>
    errorsOfRules(training, NAMES, { pool, lengths: [L], tasks: TASKS, key: key(`tasks:${pool}:${L}`) }),
  );
  const margin = NAMES.indexOf('margin');
  const means = NAMES.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  const strongest = means.indexOf(Math.min(...means.filter((_, j) => j !== margin)));
  const ahead = spread(rows.map((row) => row[strongest]! - row[margin]!));
  return `| ${pool} | ${NAMES.map((_, j) => spread(rows.map((row) => row[j]!))).join(' | ')} | ${ahead} |`;
}

async function train(i: number): Promise<TrainedWith> {
  const [problem] = fc.sample(fc.noBias(language.problems), { seed: i, numRuns: 1 }) as [LanguageProblem];
  const seeds = seedsOf(i);
  const training = await language.train(problem, seeds, 'fused');
  training.advance(Math.ceil((24 * problem.m * problem.concepts.length) / problem.eta));
  return { training, key: seeds };
}
