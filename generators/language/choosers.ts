import type { Random } from '../random';
import { cosine } from './geometry';
import type { PoolTask } from './pools';
import { bestOfEither, type Example, rankedByMargin } from './select';
import { shuffled } from './split';

/** A pool as rules read it, which is the same for every rule and every L. */
interface JudgedPool {
  readonly pool: readonly Example[];
  /** The largest cosine with the query first. */
  readonly nearest: readonly Example[];
  /** The largest signed margin first. */
  readonly ranked: readonly Example[];
  /** The texts of the examples whose labels look wrong. */
  readonly doubtful: ReadonlySet<string>;
}

export function judged({ pool, query }: Pick<PoolTask, 'pool' | 'query'>): JudgedPool {
  const similar = new Map(pool.map((example) => [example, cosine(example.vector, query)]));
  const nearest = [...pool].sort((x, y) => similar.get(y)! - similar.get(x)!);
  const ranked = rankedByMargin(pool);
  return { pool, nearest, ranked, doubtful: new Set(ranked.filter((e) => e.margin < 0).map(({ text }) => text)) };
}

/** Chooses L examples of a pool. */
type Chooser = (random: Random, judged: JudgedPool, L: number) => readonly Example[];

const labelled = (pool: readonly Example[], label: number) => pool.filter((example) => example.label === label);

/** Without the examples whose labels look wrong; with those of a label all where too few of it are left. */
function consistent(pool: readonly Example[], doubtful: ReadonlySet<string>, L: number): readonly Example[] {
  return [1, -1].flatMap((label) => {
    const side = labelled(pool, label);
    const good = side.filter(({ text }) => !doubtful.has(text));
    return good.length >= L / 2 ? good : side;
  });
}

const atRandom = (random: Random, pool: readonly Example[], L: number): readonly Example[] =>
  [1, -1].flatMap((label) => {
    const side = labelled(pool, label);
    return shuffled(random, side.length)
      .slice(0, L / 2)
      .map((i) => side[i]!);
  });

/** The rules that are compared. */
export const CHOOSERS = {
  random: (random, { pool }, L) => atRandom(random, pool, L),
  nearest: (_, { nearest }, L) => nearest.slice(0, L),
  balancedNearest: (_, { nearest }, L) => bestOfEither(nearest, L),
  consistentRandom: (random, { pool, doubtful }, L) => atRandom(random, consistent(pool, doubtful, L), L),
  consistentNearest: (_, { nearest, doubtful }, L) => bestOfEither(consistent(nearest, doubtful, L), L),
  margin: (_, { ranked }, L) => bestOfEither(ranked, L),
} as const satisfies Record<string, Chooser>;

export type ChooserName = keyof typeof CHOOSERS;
