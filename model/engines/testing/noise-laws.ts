import { type Finding, kolmogorov } from './findings';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, exp, PI, sqrt } = Math;

/** Standard normal noise: moments, tails, the whole distribution function, and correlations along memory. */
export function noiseFindings(noise: Float64Array): Finding[] {
  const n = noise.length;
  const z = (name: string, mean: number, deviation: number, value: (x: number, i: number) => number): Finding => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += value(noise[i]!, i);
    return { name, z: ((sum / n - mean) / deviation) * sqrt(n) };
  };
  // Var x^k of N(0, 1) for k = 1 … 4: 1, 2, 15, 96. A product of independent ones has variance 1, of their squares less one 4.
  return [
    z('mean of the noise', 0, 1, (x) => x),
    z('variance of the noise', 1, sqrt(2), (x) => x * x),
    z('third moment of the noise', 0, sqrt(15), (x) => x ** 3),
    z('fourth moment of the noise', 3, sqrt(96), (x) => x ** 4),
    ...TAILS.map(([limit, p]) => z(`noise beyond ${limit}`, p, sqrt(p * (1 - p)), (x) => (abs(x) > limit ? 1 : 0))),
    ...TAILS.map(([limit, p]) =>
      z(`noise above ${limit}`, p / 2, sqrt((p / 2) * (1 - p / 2)), (x) => (x > limit ? 1 : 0)),
    ),
    ...LAGS.map((lag) => z(`noise at lag ${lag}`, 0, 1, (x, i) => x * noise[(i + lag) % n]!)),
    ...LAGS.map((lag) =>
      z(`squared noise at lag ${lag}`, 0, 2, (x, i) => (x * x - 1) * (noise[(i + lag) % n]! ** 2 - 1)),
    ),
    kolmogorov('Kolmogorov–Smirnov distance of the noise', noise, normalCdf),
  ];
}

/** P(|x| > limit) under N(0, 1) (abramowitz1972, table 26.1). */
const TAILS = [
  [1, 0.3173105078629141],
  [2, 0.04550026389635842],
  [3, 0.0026997960632601866],
  [4, 6.334248366623996e-5],
] as const;

const LAGS = [1, 2, 3, 4, 8, 16, 32, 64];

/** Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/15 + …) (abramowitz1972, 26.2.11). */
function normalCdf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; abs(term) > 1e-17 * abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (exp((-x * x) / 2) / sqrt(2 * PI)) * sum;
}

/** |x| less its mean √(2/π) under N(0, 1), over its deviation. */
export const sizeOfNoise = (x: number): number => (abs(x) - sqrt(2 / PI)) / sqrt(1 - 2 / PI);
