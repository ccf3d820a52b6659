import type { Engine, Family } from '../statement/family';
import type { StreamSpec } from '../statement/gate';
import type { Cache } from './cache';
import { streamKey } from './key';
import { unitOf } from './members';
import { rootOf, type StreamId } from './seeds';
import type { Unit } from './store';

/** A stream on one engine, and what is known of its units. */
export class Stream {
  readonly root: string;
  readonly key: string;
  private readonly problems = new Map<number, unknown>();

  /** `members`: only these trainings of each unit; such units are kept apart from whole ones. */
  constructor(
    readonly family: Family,
    readonly id: StreamId,
    readonly engine: Engine,
    code: string,
    private readonly cache: Cache,
    readonly members?: readonly number[],
  ) {
    this.root = rootOf(id);
    this.key = streamKey(code, engine, members ? `${this.root}/${members.join()}` : this.root);
  }

  unit(index: number): Unit {
    return this.cache.unit(this.key, index);
  }

  problem(index: number): unknown {
    if (!this.problems.has(index)) this.problems.set(index, unitOf(this.family, this.id, index).problem);
    return this.problems.get(index);
  }
}

export function streamId(spec: StreamSpec, epoch: string): StreamId {
  const { source, dials, block, family } = spec;
  return block ? { family: family.name, source, dials, block, epoch } : { family: family.name, source, dials, epoch };
}
