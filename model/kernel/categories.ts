/** Pattern prompts whose patterns are categories of words: an input is the mean of `bag` words of a category, drawn without replacement. */
import { average, pick } from './bags';
import { happens, happensAlwaysDrawn, sign, signed } from './choices';
import { PatternLaw } from './law';
import { bystander, task } from './patterns';

/** row ← the mean of the words at `picks` + z q */
function token(law: PatternLaw, row: usize, picks: usize, z: f32): void {
  average(law, law.mu, picks, row);
  const scale = f32x4.splat(z);
  for (let i: usize = 0; i < <usize>(4 * law.dX); i += 16) {
    v128.store(row + i, f32x4.add(v128.load(row + i), f32x4.mul(scale, v128.load(law.label + i))));
  }
}

/** A context of task (a, b), of words that the query has none of; returns its true sign, as in patterns.ts. */
function context(law: PatternLaw, row: usize, a: i32, b: i32): f32 {
  const relevant = happens(law.alpha);
  const plus = sign();
  const z = signed(plus ^ <i32>happens(law.contextFlips));
  const own = law.picks + <usize>(4 * law.bag);
  pick(law, relevant ? (plus ? a : b) : bystander(law, a, b), own, law.bag);
  token(law, row, own, z);
  return relevant ? signed(plus) : 0;
}

/** One prompt: tokens p = (x, y) [L, dX] and the query (x, 0), whose words are drawn first. */
export function categoryPrompt(law: PatternLaw, record: usize, label: usize, signs: usize): void {
  const pair = task(law);
  const a = load<i32>(pair);
  const b = load<i32>(pair, 4);
  const plus = sign();
  pick(law, plus ? a : b, law.picks, 0);
  store<f32>(label, signed(plus ^ <i32>happensAlwaysDrawn(law.queryFlips)));
  for (let l: usize = 0; l < <usize>law.L; l++) {
    store<f32>(signs + 4 * l, context(law, record, a, b));
    record += <usize>(4 * law.dX);
  }
  token(law, record, law.picks, 0);
}
