import { CHOOSERS, type ChooserName, judged } from '../../generators/language/choosers';
import { taskOf } from '../../generators/language/pools';
import { referenceWords } from '../../generators/language/reference';
import { Random } from '../../generators/random';
import { forward } from '../../model/reference/transformer';
import { observations } from '../../theorems/language/observations';
import { errorsOfRules, POOLS, type PoolName } from '../../theorems/language/pool-errors';
import { type LanguageTraining, startTraining } from '../../theorems/language/training';

const seeds = (purpose: string): [number, number] => [purpose.length, 7];
const RULES = Object.keys(CHOOSERS) as ChooserName[];
const KEY = [5, 6] as const;
const TASKS = 40;
const { concepts } = referenceWords;

const trained = (async () => {
  const training = await startTraining(referenceWords, seeds, 'fused');
  training.advance(60);
  return training;
})();

type Name = 'leadOnWrongLabels' | 'lagOnMixedPools' | 'lagOnNewConcepts';
const measured = (training: LanguageTraining, name: Name) =>
  observations[name].measure(training, { problem: referenceWords, step: 60, prompts: TASKS, key: KEY });

/** Errors of every rule from the reference's answers to whole prompts, one at a time. */
function byHand(training: LanguageTraining, pool: PoolName, L: number): number[] {
  const { material } = training;
  const { rule, novel } = POOLS[pool];
  const random = new Random(KEY);
  const wrong = RULES.map(() => 0);
  for (let b = 0; b < TASKS; b++) {
    const k = b % concepts.length;
    const task = taskOf(random, novel ? material.novel : material.heldOut, k, rule);
    for (const [i, name] of RULES.entries()) {
      const chosen = CHOOSERS[name](new Random([L, b]), judged(task), L);
      const prompt = {
        ...{ n: 1, xq: task.query, label: Float64Array.of(task.sign) },
        x: Float64Array.from(chosen.flatMap(({ vector }) => [...vector])),
        y: Float64Array.from(chosen.flatMap(({ label }) => [...material.labels[2 * k + Number(label === 1)]!])),
      };
      if (!(forward(training.weights(), prompt).f[0]! * task.sign > 0)) wrong[i]!++;
    }
  }
  return wrong.map((count) => count / TASKS);
}

test.each(['20 % wrong', 'half of another concept', 'a new concept'] as const)(
  'errors over pools: %s, are those of the reference on the same prompts',
  async (pool) => {
    const training = await trained;
    const errors = (lengths: readonly number[]) =>
      errorsOfRules(training, RULES, { pool, lengths, tasks: TASKS, key: KEY });
    const [two, four] = [2, 4].map((L) => byHand(training, pool, L));
    expect(errors([2])).toEqual(two);
    expect(errors([4])).toEqual(four);
    for (const [i, mean] of errors([2, 4]).entries()) expect(mean).toBeCloseTo((two![i]! + four![i]!) / 2, 12);
    expect(new Set([...two!, ...four!]).size).toBeGreaterThan(3);
  },
);

describe('what claims read of them', () => {
  type Errors = Readonly<Record<ChooserName, number>>;
  const errors = async (pool: PoolName, lengths: readonly number[], key: readonly [number, number] = KEY) => {
    const list = errorsOfRules(await trained, RULES, { pool, lengths, tasks: TASKS, key });
    return Object.fromEntries(RULES.map((rule, i) => [rule, list[i]!])) as Errors;
  };

  it('is the least error of the others beyond that of signed margin, where labels are wrong', async () => {
    const pools = [await errors('20 % wrong', [2, 4, 8]), await errors('30 % wrong', [2, 4, 8], [KEY[0], KEY[1] ^ 1])];
    const [margin, ...others] = (['margin', ...RULES.filter((rule) => rule !== 'margin')] as ChooserName[]).map(
      (rule) => (pools[0]![rule] + pools[1]![rule]) / 2,
    );
    expect(others).toHaveLength(5);
    for (const other of others)
      expect(measured(await trained, 'leadOnWrongLabels')).toBeLessThanOrEqual(other - margin!);
    expect(measured(await trained, 'leadOnWrongLabels')).toBe(Math.min(...others) - margin!);
  });

  it('is the error of signed margin beyond that of the rule that is named, on mixed and on new pools', async () => {
    const [mixed, novel] = [await errors('half of another concept', [4]), await errors('a new concept', [4])];
    expect(measured(await trained, 'lagOnMixedPools')).toBe(mixed.margin - mixed.consistentNearest);
    expect(measured(await trained, 'lagOnNewConcepts')).toBe(novel.margin - novel.nearest);
  });

  it('is nothing where the model answers nothing: every rule errs always', async () => {
    const training = await startTraining(referenceWords, seeds, 'fused');
    training.load({ ...training.parameters(), WO: new Float32Array(referenceWords.m * referenceWords.dY) }, 0);
    for (const name of ['leadOnWrongLabels', 'lagOnMixedPools', 'lagOnNewConcepts'] as const)
      expect(measured(training, name)).toBe(0);
  });

  it('is nothing on mixed pools without attention: as many of either label say the same, whichever they are', async () => {
    const training = await startTraining(referenceWords, seeds, 'fused');
    const { WQ, ...others } = (await trained).parameters();
    training.load({ ...others, WQ: WQ!.map(() => 0) as Float32Array }, 0);
    expect(measured(training, 'lagOnMixedPools')).toBe(0);
    expect(measured(training, 'lagOnNewConcepts')).not.toBe(0);
  });
});
