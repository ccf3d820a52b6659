import { countingEngine } from '../../harness/statement/engines';
import type { Outcome } from '../../harness/statement/gate';
import type { SingleRelation } from './relations';
import { sample } from './sample';

/** Trainings per size and relation; of relations between the trainings of a block, blocks. */
const TRAININGS = 32;
const BLOCKS = 16;

/** Outcomes of every relation at one size, unit by unit. */
export type Observed = ReadonlyMap<SingleRelation, readonly Outcome[]>;

/** Trains at one size what all relations of a family need; those of one stream share their trainings. Says where it is. */
export async function observe(relations: readonly SingleRelation[], name: string, problem: unknown): Promise<Observed> {
  const started = performance.now();
  const { family } = relations[0]!.stream;
  family.check(problem);
  await family.prepare(countingEngine(family));
  const found = new Map<SingleRelation, readonly Outcome[]>();
  const streams = byStream(relations);
  for (const [done, together] of streams.entries()) {
    const units = together[0]!.stream.block ? BLOCKS : TRAININGS;
    const outcomes = await sample(together, { name, problem, units });
    together.forEach((one, i) => {
      found.set(one, outcomes[i]!);
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${family.name}, ${name}: ${done + 1} of ${streams.length} streams, ${seconds} s`);
  }
  return found;
}

function byStream(relations: readonly SingleRelation[]): SingleRelation[][] {
  const groups = new Map<string, SingleRelation[]>();
  for (const one of relations) {
    const name = JSON.stringify([one.stream.dials, one.stream.block]);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}
