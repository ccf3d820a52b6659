import { exp4, log1p4 } from './math';

/** Applies exp to n floats at `at` in place, n a multiple of 4. For tests. */
export function exp4Each(at: usize, n: i32): void {
  for (const end = at + <usize>(4 * n); at < end; at += 16) v128.store(at, exp4(v128.load(at)));
}

/** Applies log(1 + e) to n floats in [0, 1] at `at` in place, n a multiple of 4. For tests. */
export function log1pEach(at: usize, n: i32): void {
  for (const end = at + <usize>(4 * n); at < end; at += 16) v128.store(at, log1p4(v128.load(at)));
}
