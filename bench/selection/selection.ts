/** Prompt selection (an open question of li2024) on real words: rules × pools × L, side by side. Reported, not gated. */
import fc from 'fast-check';
import type { LanguageProblem } from '../../generators/language/problem';
import { Random } from '../../generators/random';
import { forward } from '../../model/reference/transformer';
import { language } from '../../theorems/language/family';
import type { LanguageTraining } from '../../theorems/language/training';
import { seedsOf } from '../seeds';
import { spread } from '../spread';
import { CHOOSERS, type ChooserName, type PoolRule, type PoolTask, taskOf } from './pools';

const TRAININGS = 8;
const TASKS = 150;
const LENGTHS = [2, 4, 8];

/** A pool is of single words, as somebody's would be; models were trained on means of four. */
const clean: PoolRule = { plus: 10, minus: 10, wrong: 0, bag: 1 };

const POOLS: Readonly<Record<string, { readonly rule: PoolRule; readonly novel?: true }>> = {
  clean: { rule: clean },
  'imbalanced 12 : 4': { rule: { ...clean, plus: 12, minus: 4 } },
  '10 % wrong': { rule: { ...clean, wrong: 0.1 } },
  '20 % wrong': { rule: { ...clean, wrong: 0.2 } },
  '30 % wrong': { rule: { ...clean, wrong: 0.3 } },
  'a new concept': { rule: clean, novel: true },
};

const NAMES = Object.keys(CHOOSERS) as ChooserName[];

/** Prints a table per L: mean errors over trainings ± standard error, and how far signed margin is ahead of the strongest other rule. */
export async function selection(): Promise<void> {
  await language.prepare('fused');
  const trained: { training: LanguageTraining; key: (name: string) => readonly [number, number] }[] = [];
  for (let i = 0; i < TRAININGS; i++) trained.push(await train(i));
  for (const L of LENGTHS) {
    console.log(`\nL = ${L}\n| pool | ${NAMES.join(' | ')} | ahead |\n|${' --- |'.repeat(NAMES.length + 2)}`);
    for (const name of Object.keys(POOLS)) {
      const rows = trained.map(({ training, key }) => errors(training, name, L, key(`tasks:${name}:${L}`)));
      const margin = NAMES.indexOf('margin');
      const means = NAMES.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
      const strongest = means.indexOf(Math.min(...means.filter((_, j) => j !== margin)));
      const ahead = spread(rows.map((row) => row[strongest]! - row[margin]!));
      console.log(`| ${name} | ${NAMES.map((_, j) => spread(rows.map((row) => row[j]!))).join(' | ')} | ${ahead} |`);
    }
  }
}

async function train(i: number) {
  const [problem] = fc.sample(fc.noBias(language.problems), { seed: i, numRuns: 1 }) as [LanguageProblem];
  const seeds = seedsOf(i);
  const training = await language.train(problem, seeds, 'fused');
  training.advance(Math.ceil((24 * problem.m * problem.concepts.length) / problem.eta));
  return { training, key: seeds };
}

/** The 0–1 error of every rule on the same tasks, concepts in turn. */
function errors(training: LanguageTraining, name: string, L: number, key: readonly [number, number]): number[] {
  const { material, problem } = training;
  const { rule, novel } = POOLS[name]!;
  const random = new Random(key);
  const features = novel ? material.novel : material.heldOut;
  const K = problem.concepts.length;
  const tasks = Array.from({ length: TASKS }, (_, b) => taskOf(random, features, b % K, rule));
  return NAMES.map((chooser) => errorOf(training, tasks, CHOOSERS[chooser], L));
}

function errorOf(
  training: LanguageTraining,
  tasks: readonly PoolTask[],
  choose: (typeof CHOOSERS)[ChooserName],
  L: number,
): number {
  const { material, problem } = training;
  const { dX, dY, concepts } = problem;
  const n = tasks.length;
  const x = new Float64Array(n * L * dX);
  const y = new Float64Array(n * L * dY);
  const xq = new Float64Array(n * dX);
  for (const [b, task] of tasks.entries()) {
    xq.set(task.query, b * dX);
    for (const [l, { vector, label }] of choose(new Random([L, b]), task, L).entries()) {
      x.set(vector, (b * L + l) * dX);
      y.set(material.labels[2 * (b % concepts.length) + Number(label === 1)]!, (b * L + l) * dY);
    }
  }
  const label = Float64Array.from(tasks, ({ sign }) => sign);
  const { f } = forward(training.weights(), { n, x, y, xq, label });
  return f.filter((value, b) => !(value * label[b]! > 0)).length / n;
}
