import { below, centred, happens, happensAlwaysDrawn, sign, signed } from './choices';
import { PatternLaw } from './law';

/** row ← mu_j + κ nu_k + z q, κ and k drawn here; z = 0 for a query. */
function token(law: PatternLaw, row: usize, j: i32, z: f32): void {
  const d = <usize>(4 * law.dX);
  const mu = law.mu + d * <usize>j;
  // Without irrelevant patterns κ multiplies a row of zeros.
  const k = law.irrelevant > 1 ? below(law.irrelevant) : <i32>0;
  const nu = law.nu + d * <usize>k;
  const kappa = f32x4.splat(<f32>(law.K * centred()));
  const scale = f32x4.splat(z);
  for (let i: usize = 0; i < d; i += 16) {
    const x = f32x4.add(v128.load(mu + i), f32x4.mul(kappa, v128.load(nu + i)));
    v128.store(row + i, f32x4.add(x, f32x4.mul(scale, v128.load(law.label + i))));
  }
}

/** A relevant pattern that is neither a nor b, uniformly. */
export function bystander(law: PatternLaw, a: i32, b: i32): i32 {
  let j = below(law.relevant - 2);
  j += <i32>(j >= min(a, b));
  return j + <i32>(j >= max(a, b));
}

/** A context of task (a, b); returns its true sign: 0 where the task says nothing and a coin labels it. */
function context(law: PatternLaw, row: usize, a: i32, b: i32): f32 {
  const relevant = happens(law.alpha);
  const plus = sign();
  const z = signed(plus ^ <i32>happens(law.contextFlips));
  token(law, row, relevant ? (plus ? a : b) : bystander(law, a, b), z);
  return relevant ? signed(plus) : 0;
}

export function task(law: PatternLaw): usize {
  const index = happens(law.skew) ? 0 : below(law.tasks);
  return law.pairs + <usize>(8 * index);
}

/** One prompt of the pattern law (li2024): tokens p = (x, y) [L, dX] and the query (x, 0). */
export function patternPrompt(law: PatternLaw, record: usize, label: usize, signs: usize): void {
  const pair = task(law);
  const a = load<i32>(pair);
  const b = load<i32>(pair, 4);
  const row = <usize>(4 * law.dX);
  for (let l: usize = 0; l < <usize>law.L; l++) {
    store<f32>(signs + 4 * l, context(law, record, a, b));
    record += row;
  }
  const plus = sign();
  token(law, record, plus ? a : b, 0);
  store<f32>(label, signed(plus ^ <i32>happensAlwaysDrawn(law.queryFlips)));
}
