import { turn } from '../../statement/dials';
import type { Family, Seeds } from '../../statement/family';
import { drawProblem } from './draw';
import { seedSource } from './explored';
import { memberSeeds, rootOf, type StreamId, seedsOf, unitSeed } from './seeds';

/** One training of a unit. */
export interface Member {
  readonly problem: unknown;
  readonly seeds: Seeds;
}

/** A unit laid out: its problem, and its trainings in the order design point × repeat. */
export interface UnitLayout {
  readonly problem: unknown;
  readonly members: readonly Member[];
}

/** The unit `index` of a stream. Pure: any process gets the same. */
export function unitOf(family: Family, id: StreamId, index: number): UnitLayout {
  const source = seedSource(id.source);
  const seed = unitSeed(rootOf(source === id.source ? id : { ...id, source }), index);
  const problem = drawProblem(family, id, seed);
  const block = id.block;
  if (!block) return { problem, members: [{ problem, seeds: seedsOf(seed) }] };
  const members = block.design.flatMap((point, d) => {
    const own = turn(family, problem, point);
    family.check(own);
    return Array.from({ length: block.repeats }, (_, r) => ({
      problem: own,
      seeds: memberSeeds(seed, d * block.repeats + r, block.share),
    }));
  });
  return { problem, members };
}
