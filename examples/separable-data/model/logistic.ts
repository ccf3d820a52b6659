import { exp, ln } from 'theoremcheck/generators';

/** −ℓ'(z) = 1/(1 + e^z) of the logistic loss ℓ(z) = ln(1 + e^−z), without overflow. */
export function slopeOfLoss(z: number): number {
  const e = exp(-Math.abs(z));
  return z >= 0 ? e / (1 + e) : 1 / (1 + e);
}

/** ln(1 + e^−z). For a large z it is e^−z − e^−2z/2 + e^−3z/3, to a relative 1e-16 from z = 14 on. */
export function logisticLoss(z: number): number {
  if (z < 0) return -z + logisticLoss(-z);
  const e = exp(-z);
  return z > 14 ? e * (1 - e * (0.5 - e / 3)) : ln(1 + e);
}

/** The gradient of Σ_n ℓ(w·x_n) at w, [d]. */
export function logisticGradient(points: readonly Float64Array[], w: Float64Array): Float64Array {
  const gradient = new Float64Array(w.length);
  for (const x of points) {
    let z = 0;
    for (let i = 0; i < x.length; i++) z += x[i]! * w[i]!;
    const slope = slopeOfLoss(z);
    for (let i = 0; i < x.length; i++) gradient[i] = gradient[i]! - slope * x[i]!;
  }
  return gradient;
}
