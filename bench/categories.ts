/** li2024’s model on categories of words: from one word to eight, real words beside their twins. `npm run bench categories` */
import { type CategoryDepartures, type CategoryProblem, PLAIN_CATEGORIES } from '../generators/categories/problem';
import { referenceCategories } from '../generators/categories/reference';
import { li2024Words } from '../theorems/li2024-words/family';
import { seedsOf } from './seeds';

const TRAININGS = 8;
const TAU = 20;
const PROMPTS = 400;
const MEASURED = [
  'error',
  'attention',
  'errorCombined',
  'errorNovel',
  'withoutSmallest30',
  'withoutLargest50',
] as const;
const WORLDS = { 'real words': 0, 'same covariance': 2, isotropic: 1 } as const;

/** Prints medians over trainings of the reference problem, a line for each n and world, then those of three worlds frozen or scrambled. */
export async function categories(): Promise<void> {
  await li2024Words.prepare('fused');
  console.log(`| n | world | ${MEASURED.join(' | ')} |\n|${' --- |'.repeat(MEASURED.length + 2)}`);
  for (const bag of [1, 2, 4, 8]) {
    for (const [name, twin] of Object.entries(WORLDS)) {
      await line(`${bag} | ${name}`, problem(bag, { twin }));
    }
  }
  await line('4 | frozen attention', problem(4, { frozenAttention: 1 }));
  await line('4 | scrambled', problem(4, { scrambled: 1 }));
}

const problem = (bag: number, departures: Partial<CategoryDepartures>): CategoryProblem => ({
  ...referenceCategories,
  ...{ bag, departures: { ...PLAIN_CATEGORIES, ...departures } },
});

async function line(label: string, one: CategoryProblem): Promise<void> {
  const rows: number[][] = [];
  for (let i = 0; i < TRAININGS; i++) rows.push(await measured(one, i));
  console.log(`| ${label} | ${MEASURED.map((_, j) => median(rows.map((row) => row[j]!)).toFixed(3)).join(' | ')} |`);
}

async function measured(one: CategoryProblem, i: number): Promise<number[]> {
  const seeds = seedsOf(i);
  const training = await li2024Words.train(one, seeds, 'fused');
  const step = Math.ceil(TAU * li2024Words.symbols(one).unit);
  training.advance(step);
  const at = (name: string) => ({ problem: one, step, prompts: PROMPTS, key: seeds(`observe:${name}`) });
  return MEASURED.map((name) => li2024Words.observations[name].measure(training, at(name)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
