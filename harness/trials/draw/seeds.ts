import { hash } from '../../base/hash';
import type { Seeds } from '../../statement/family';
import type { Block } from '../../statement/gate';

/** What a stream's randomness depends on: plain data, so that a worker or a fresh process can name it too. */
export interface StreamId {
  readonly family: string;
  /** `region`, `reference` or `corner:<name>` */
  readonly source: string;
  readonly dials: Readonly<Record<string, number>>;
  readonly block?: Block | undefined;
  readonly epoch: string;
}

const roots = new WeakMap<StreamId, string>();

/** The root of a stream, 64 hex digits. The order in which dials are written does not matter. */
export function rootOf(id: StreamId): string {
  const known = roots.get(id) ?? rootAnew(id);
  roots.set(id, known);
  return known;
}

function rootAnew(id: StreamId): string {
  const block = id.block ? [id.block.repeats, id.block.design.map(sorted), [...id.block.share].sort()] : null;
  return hash('root', id.family, id.source, sorted(id.dials), block, id.epoch);
}

/** The seed of unit (trial or block) `index` of a stream. */
export function unitSeed(root: string, index: number): string {
  return hash('unit', root, index);
}

/** One independent key per purpose: the first 64 bits of its hash. */
export function seedsOf(seed: string): Seeds {
  return (purpose) => {
    const word = hash('purpose', seed, purpose);
    return [Number.parseInt(word.slice(0, 8), 16), Number.parseInt(word.slice(8, 16), 16)];
  };
}

/** The seeds of one member of a block: purposes in `share` are the block's own, all others are the member's. */
export function memberSeeds(seed: string, member: number, share: readonly string[]): Seeds {
  const common = seedsOf(seed);
  const own = seedsOf(hash('member', seed, member));
  return (purpose) => (share.includes(purpose) ? common(purpose) : own(purpose));
}

/** Entries by name: the order of code units, the same in every locale. */
export function sorted(dials: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(dials).sort(([a], [b]) => (a < b ? -1 : 1));
}
