import type { Claim } from './claim';
import type { Progress } from './result';
import type { TimeLeft } from './time-left';

/** Open claims in the order in which they are worked on, each with the time to its verdict where it can be told, and the last. */
export function outstanding(claims: readonly Claim[], timeLeft: TimeLeft): Pick<Progress, 'open' | 'left'> {
  const ends = timeLeft.of(claims.map((claim) => claim.needs));
  const open = claims.map(({ progress }, i) => (ends[i] === undefined ? progress : { ...progress, left: ends[i] }));
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 0) return { open };
  return { open, left: { seconds: known[known.length - 1]!, least: known.length < ends.length } };
}
