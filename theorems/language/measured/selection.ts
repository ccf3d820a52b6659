import { CHOOSERS, type ChooserName, type PoolRule, type PoolTask, taskOf } from '../../../generators/language/pools';
import { Random } from '../../../generators/random';
import { forward } from '../../../model/reference/transformer';
import type { StreamKey } from '../../../model/reference/types';
import type { LanguageTraining } from '../training';

/** A pool is of single words, as somebody's would be; models were trained on means of four. */
const clean: PoolRule = { plus: 10, minus: 10, wrong: 0, mixed: 0, bag: 1 };

/** The pools that rules are compared on; those for 16 demonstrations are twice as large. */
export const POOLS = {
  clean: { rule: clean, novel: false },
  'imbalanced 12 : 4': { rule: { ...clean, plus: 12, minus: 4 }, novel: false },
  '10 % wrong': { rule: { ...clean, wrong: 0.1 }, novel: false },
  '20 % wrong': { rule: { ...clean, wrong: 0.2 }, novel: false },
  '30 % wrong': { rule: { ...clean, wrong: 0.3 }, novel: false },
  'half of another concept': { rule: { ...clean, mixed: 0.5 }, novel: false },
  'a new concept': { rule: clean, novel: true },
} as const satisfies Record<string, { readonly rule: PoolRule; readonly novel: boolean }>;

export type PoolName = keyof typeof POOLS;

/** Numbers of demonstrations. */
export const DEMONSTRATIONS = [2, 4, 8, 16] as const;

/** How many tasks over which pool, for how many demonstrations. */
interface PoolStudy {
  readonly pool: PoolName;
  readonly L: number;
  readonly tasks: number;
  readonly key: StreamKey;
}

/** The 0–1 error of each rule on the same tasks over held-out words, concepts in turn. */
export function errorsOfRules(
  training: LanguageTraining,
  rules: readonly ChooserName[],
  { pool, L, tasks: n, key }: PoolStudy,
): number[] {
  const { material, problem } = training;
  const { rule, novel } = POOLS[pool];
  const size = L > 8 ? 2 : 1;
  const random = new Random(key);
  const features = novel ? material.novel : material.heldOut;
  const drawn = { ...rule, plus: size * rule.plus, minus: size * rule.minus };
  const tasks = Array.from({ length: n }, (_, b) => taskOf(random, features, b % problem.concepts.length, drawn));
  return rules.map((name) => errorOf(training, tasks, name, L));
}

/** Demonstrations carry the label vectors of the query's concept, or of the trained one whose place a new one takes. */
function errorOf(training: LanguageTraining, tasks: readonly PoolTask[], rule: ChooserName, L: number): number {
  const { material, problem } = training;
  const { dX, dY, concepts } = problem;
  const n = tasks.length;
  const x = new Float64Array(n * L * dX);
  const y = new Float64Array(n * L * dY);
  const xq = new Float64Array(n * dX);
  for (const [b, task] of tasks.entries()) {
    xq.set(task.query, b * dX);
    for (const [l, { vector, label }] of CHOOSERS[rule](new Random([L, b]), task, L).entries()) {
      x.set(vector, (b * L + l) * dX);
      y.set(material.labels[2 * (b % concepts.length) + Number(label === 1)]!, (b * L + l) * dY);
    }
  }
  const label = Float64Array.from(tasks, ({ sign }) => sign);
  const { f } = forward(training.weights(), { n, x, y, xq, label });
  return f.filter((value, b) => !(value * label[b]! > 0)).length / n;
}
