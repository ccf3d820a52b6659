import { UsageError } from '../base/usage-error';

/** One of so many equal shares of the work, from 1 on. */
export interface Share {
  readonly shard: number;
  readonly of: number;
}

/** Shares that a run may be divided into. */
const MOST = 100_000;

/** Reads `2/8`. @throws UsageError for anything else */
export function parseShare(text: string): Share {
  const [, shard, of] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (shard !== undefined && of !== undefined && shard >= 1 && shard <= of && of <= MOST) return { shard, of };
  throw UsageError.expected('--shard', `i/n with 1 ≤ i ≤ n ≤ ${MOST}, such as 2/8`, `"${text}"`);
}

/**
 * This share of some pieces of work. Pieces are dealt out in the order of their cost, so that shares of unequal pieces are nearly
 * equal; of equal ones in the order in which they are. Every piece is in one share.
 */
export function shareOf<T>(pieces: readonly T[], { shard, of }: Share, cost: (piece: T) => number): readonly T[] {
  const costs = new Map(pieces.map((piece) => [piece, cost(piece)]));
  const dealt = [...pieces].sort((a, b) => costs.get(b)! - costs.get(a)!);
  return dealt.filter((_, k) => dealtTo(k, of) === shard - 1);
}

/** There and back again: the share that had the first choice in one round has the last in the next. */
function dealtTo(k: number, of: number): number {
  const place = k % (2 * of);
  return place < of ? place : 2 * of - 1 - place;
}
