/** Rare events, sixteen at a time: a byte each decides all but one case in 256. */
import { happens, vector } from './choices';

/**
 * Sixteen independent events of rate (limit + rest)/256 as bits: a byte below `limit` is one, and a byte that equals it is one
 * with probability `rest`. Rates are exact to 2^-40.
 */
// @ts-ignore: decorator
@inline
export function happen16(limit: i32, rest: f64): i32 {
  const bytes = vector();
  const edge = i8x16.splat(<i8>limit);
  let events = i8x16.bitmask(i8x16.lt_u(bytes, edge));
  if (rest == 0) return events;
  let open = i8x16.bitmask(i8x16.eq(bytes, edge));
  while (open) {
    if (happens(rest)) events |= 1 << ctz(open);
    open &= open - 1;
  }
  return events;
}
