import { CHOOSERS, type ChooserName } from '../../generators/language/choosers';
import type { LanguageProblem } from '../../generators/language/problem';
import type { Observation } from '../../harness';
import { borderlinePrompts, TRAJECTORY } from '../../model/one-layer/observations';
import { errorsOfRules, type PoolName } from './pool-errors';
import type { LanguageTraining } from './training';

type RuleErrors = Readonly<Record<ChooserName, number>>;

const RULES = Object.keys(CHOOSERS) as ChooserName[];

/** Which rules, over which pools, with how many demonstrations. */
interface RuleComparison {
  readonly rules: readonly ChooserName[];
  readonly pools: readonly PoolName[];
  readonly lengths: readonly number[];
}

/** By how much one error is above another, on as many tasks of every pool as there are prompts; the mean over pools and lengths. */
function lead(doc: string, { rules, pools, lengths }: RuleComparison, of: (errors: RuleErrors) => number) {
  return {
    ...{ doc, range: [-1, 1] as const, prompted: true },
    // A difference of two errors: a task within rounding of 0 may be counted either way by two engines, in both.
    witnessBound: (prompts: number) => TRAJECTORY + 2 * borderlinePrompts(prompts),
    count: (_: LanguageProblem, prompts: number) => 1 / (prompts * pools.length * lengths.length),
    measure: (training, { prompts: tasks, key }) => {
      const rows = pools.map((pool, i) =>
        errorsOfRules(training, rules, { pool, lengths, tasks, key: [key[0], (key[1] ^ i) >>> 0] }),
      );
      const mean = (j: number) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length;
      return of(Object.fromEntries(rules.map((rule, j) => [rule, mean(j)])) as RuleErrors);
    },
  } satisfies Observation<LanguageProblem, LanguageTraining>;
}

/** How far signed margin is ahead of other rules of choosing demonstrations, and behind them. */
export const leads = {
  leadOnWrongLabels: lead(
    'how far the least 0–1 error of five other rules is above that of signed margin, pools with 20 and 30 % wrong labels, 2, 4 and 8 demonstrations',
    { rules: RULES, pools: ['20 % wrong', '30 % wrong'], lengths: [2, 4, 8] },
    ({ margin, ...others }) => Math.min(...Object.values(others)) - margin,
  ),
  lagOnMixedPools: lead(
    'how far the 0–1 error of signed margin is above that of the nearest consistent examples, pools half of another concept, 4 demonstrations',
    { rules: ['margin', 'consistentNearest'], pools: ['half of another concept'], lengths: [4] },
    ({ margin, consistentNearest }) => margin - consistentNearest,
  ),
  lagOnNewConcepts: lead(
    'how far the 0–1 error of signed margin is above that of the nearest examples, pools of a concept that nobody trained on, 4 demonstrations',
    { rules: ['margin', 'nearest'], pools: ['a new concept'], lengths: [4] },
    ({ margin, nearest }) => margin - nearest,
  ),
};
