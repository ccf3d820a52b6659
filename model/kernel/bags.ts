/**
 * Words from a vocabulary: where a law says that a feature is a range of rows, a word of it is the mean of `bag` different rows of
 * that range, drawn without replacement. No row of the query is in a demonstration.
 */
import { below } from './choices';
import { labelsAt } from './composition';
import { ConceptLaw, Law } from './law';

/** Whether `row` is among the n at `picks`. */
// @ts-ignore: decorator
@inline
function among(picks: usize, n: i32, row: i32): bool {
  for (let i = 0; i < n; i++) if (load<i32>(picks + (<usize>i << 2)) == row) return true;
  return false;
}

/** Draws the rows of one word of a feature to `picks`, none of them among the first `avoid` of the query's. */
export function pick(law: Law, feature: i32, picks: usize, avoid: i32): void {
  const range = law.ranges + <usize>(8 * feature);
  const first = load<i32>(range);
  const count = load<i32>(range, 4);
  for (let i = 0; i < law.bag; i++) {
    let row = first + below(count);
    while (among(picks, i, row) || among(law.picks, avoid, row)) row = first + below(count);
    store<i32>(picks + (<usize>i << 2), row);
  }
}

/** The mean of the rows of `table` at `picks`. */
export function average(law: Law, table: usize, picks: usize, to: usize): void {
  const stride = <usize>(4 * law.dX);
  const share = f32x4.splat(1 / <f32>law.bag);
  for (let at: usize = 0; at < stride; at += 16) {
    let sum = v128.load(table + <usize>load<i32>(picks) * stride + at);
    for (let i = 1; i < law.bag; i++) {
      const row = <usize>load<i32>(picks + (<usize>i << 2));
      sum = f32x4.add(sum, v128.load(table + row * stride + at));
    }
    v128.store(to + at, f32x4.mul(sum, share));
  }
}

function copyLabel(law: ConceptLaw, row: i32, to: usize): void {
  const from = law.labels + <usize>(4 * law.dY * row);
  for (let at: usize = 0; at < <usize>(4 * law.dY); at += 16) v128.store(to + at, v128.load(from + at));
}

/** The vectors of a composition whose words are bags. The query is drawn first. */
export function gather(law: ConceptLaw, composition: usize, record: usize): void {
  const labels = composition + labelsAt(law);
  const own = law.picks + <usize>(4 * law.bag);
  let y = record + <usize>(4 * law.L * law.dX);
  pick(law, <i32>load<u16>(composition + <usize>(2 * law.L)), law.picks, 0);
  for (let l = 0; l < law.L; l++) {
    const at = <usize>(2 * l);
    pick(law, <i32>load<u16>(composition + at), own, law.bag);
    average(law, law.words, own, record);
    copyLabel(law, <i32>load<u16>(labels + at), y);
    record += <usize>(4 * law.dX);
    y += <usize>(4 * law.dY);
  }
  average(law, law.words, law.picks, y); // y has arrived at the query word
}
