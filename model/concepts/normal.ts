import { exp } from '../../generators/math';

/**
 * Φ(x), the standard normal distribution function, to a relative error below 1e-12 for −37 < x (0 further out, as float64 has
 * it). Marsaglia's series around 0 (marsaglia2004), Laplace's continued fraction of the Mills ratio in the tail.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 0) return 1 - normalCdf(-x);
  return x > -TAIL ? 0.5 + density(x) * series(x) : density(x) * millsRatio(-x);
}

/** Where the series has lost no digit that matters and the fraction converges fast. */
const TAIL = 2;

function density(x: number): number {
  return exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** x + x³/3 + x⁵/(3·5) + … */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** (1 − Φ(x))/φ(x) = 1/(x + 1/(x + 2/(x + 3/(x + …)))), from the inside out; 300 levels suffice from x = 2 on. */
function millsRatio(x: number): number {
  let tail = x;
  for (let level = 300; level > 0; level--) tail = x + level / tail;
  return 1 / tail;
}
