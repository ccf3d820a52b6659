import type { Seeds } from '../harness';
import { contestants, contextErrors } from '../model/classical/comparison';
import { loadKernel } from '../model/engines/kernel';
import type { PatternPrompts } from '../model/engines/pattern-law';
import { PromptSampler } from '../model/engines/sampler';
import { li2024 } from '../theorems/li2024/family';
import type { PatternTraining } from '../theorems/li2024/measured/training';
import { seedsOf } from './seeds';
import { spread } from './spread';

const TRAININGS = 8;
/** Of every training and length. */
const PROMPTS = 128;
/** Steps of training: the horizon at which the reference dynamics are known. */
const STEPS = 200;
const LENGTHS = [4, 8, 12, 16, 20, 30, 40];
/** The reference problem, fewer contexts of the query's two patterns, and an assumption violated. */
const SETTINGS: Readonly<Record<string, Partial<PatternPrompts>>> = {
  'α′ = .8': {},
  'α′ = .3': { alpha: 0.3 },
  'α′ = .8, a fifth of the context labels flipped': { contextFlips: 0.2 },
};

/**
 * Prints 0–1 errors on held-out tasks of li2024's reference problem against the number of contexts (li2024's comparison of
 * in-context learning with classical learners): a trained model against learners that are fitted to every prompt.
 */
export async function classicalTables(): Promise<void> {
  await li2024.prepare('fused');
  const trainings = await Promise.all(Array.from({ length: TRAININGS }, (_, i) => trained(i)));
  console.log(`\n0–1 error on held-out tasks, ${TRAININGS} trainings × ${PROMPTS} prompts, the same for all`);
  for (const [name, change] of Object.entries(SETTINGS)) {
    console.log(`\n${name}\n`);
    console.log(row('contexts', contestants));
    console.log(row('---', Array(contestants.length).fill('---')));
    for (const contexts of LENGTHS) {
      const errors = trainings.map((one) => errorsOf(one, { ...change, contexts }));
      console.log(
        row(
          `${contexts}`,
          contestants.map((_, c) => spread(errors.map((values) => values[c]!))),
        ),
      );
    }
  }
}

interface TrainedPattern {
  readonly training: PatternTraining;
  readonly seeds: Seeds;
}

async function trained(index: number): Promise<TrainedPattern> {
  const seeds = seedsOf(index);
  const training = await li2024.train(li2024.reference, seeds, 'fused');
  training.advance(STEPS);
  return { training, seeds };
}

/** contestant → error */
function errorsOf({ training, seeds }: TrainedPattern, change: Partial<PatternPrompts>): number[] {
  const law = training.heldOut(change);
  const key = seeds(`contexts ${JSON.stringify(change)}`);
  const batch = new PromptSampler(loadKernel(), law).batch(key, 0, PROMPTS);
  const shape = { dX: training.problem.dX, q: training.patterns.q };
  return contextErrors(batch, training.answers(key, 0, PROMPTS, law), shape);
}

const row = (head: string, cells: readonly string[]) => `| ${[head, ...cells].join(' | ')} |`;
