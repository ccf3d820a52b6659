import { CHOOSERS, type ChooserName, judged } from '../../generators/language/choosers';
import { type PoolRule, type PoolTask, taskOf } from '../../generators/language/pools';
import { Random } from '../../generators/random';
import { attentionMatrix } from '../../model/concepts/probes';
import { answersTo, seenLabels } from '../../model/one-layer/two-labels';
import type { StreamKey } from '../../model/reference/types';
import type { LanguageTraining } from './training';

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

/** How many tasks over which pool, for which numbers of demonstrations. */
interface PoolStudy {
  readonly pool: PoolName;
  /** All above 8, whose pools are twice as large, or none. */
  readonly lengths: readonly number[];
  readonly tasks: number;
  readonly key: StreamKey;
}

/** The 0–1 error of each rule on the same tasks over held-out words, concepts in turn; the mean over the lengths. */
export function errorsOfRules(training: LanguageTraining, rules: readonly ChooserName[], study: PoolStudy): number[] {
  const { lengths, tasks: n, key, pool } = study;
  const { material, problem } = training;
  const { rule, novel } = POOLS[pool];
  const random = new Random(key);
  const wrong = wrongAnswers(training, rules, lengths);
  const features = novel ? material.novel : material.heldOut;
  const drawn = { ...enlarged(rule, lengths), bag: problem.departures.testBag || rule.bag };
  const counts = rules.map(() => 0);
  for (let b = 0; b < n; b++) {
    const k = b % problem.concepts.length;
    const task = taskOf(random, features, k, drawn);
    for (const [i, count] of wrong(task, k, b).entries()) counts[i]! += count;
  }
  return counts.map((count) => count / (n * lengths.length));
}

function enlarged(rule: PoolRule, lengths: readonly number[]): PoolRule {
  const size = lengths.some((L) => L > 8) ? 2 : 1;
  return { ...rule, plus: size * rule.plus, minus: size * rule.minus };
}

/**
 * At how many of the lengths the model is wrong about a task, by rule. Demonstrations carry the label vectors of the query's concept,
 * or of the trained one whose place a new one takes.
 */
function wrongAnswers(training: LanguageTraining, rules: readonly ChooserName[], lengths: readonly number[]) {
  const { labels } = training.material;
  const w = training.weights();
  const M = attentionMatrix(w);
  const seen = training.problem.concepts.map((_, k) => seenLabels(w, labels[2 * k]!, labels[2 * k + 1]!));
  return (task: PoolTask, k: number, b: number): number[] => {
    const [pool, answer] = [judged(task), answersTo(M, w.r, seen[k]!, task.query)];
    const right = (rule: ChooserName, L: number) => answer(CHOOSERS[rule](new Random([L, b]), pool, L)) * task.sign > 0;
    return rules.map((rule) => lengths.filter((L) => !right(rule, L)).length);
  };
}
