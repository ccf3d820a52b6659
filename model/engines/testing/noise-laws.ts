import { type Finding, kolmogorov } from './findings';

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { abs, exp, PI, sqrt } = Math;

/** Standard normal noise: moments, tails, the whole distribution function, and correlations along memory. */
export function noiseFindings(noise: Float64Array): Finding[] {
  const n = noise.length;
  const { moments, beyond, above, along, squares } = sums(noise);
  const z = (name: string, mean: number, deviation: number, sum: number): Finding => ({
    name,
    z: ((sum / n - mean) / deviation) * sqrt(n),
  });
  // Var x^k of N(0, 1) for k = 1 … 4: 1, 2, 15, 96. A product of independent ones has variance 1, of their squares less one 4.
  return [
    z('mean of the noise', 0, 1, moments[0]!),
    z('variance of the noise', 1, sqrt(2), moments[1]!),
    z('third moment of the noise', 0, sqrt(15), moments[2]!),
    z('fourth moment of the noise', 3, sqrt(96), moments[3]!),
    ...TAILS.map(([limit, p], i) => z(`noise beyond ${limit}`, p, sqrt(p * (1 - p)), beyond[i]!)),
    ...TAILS.map(([limit, p], i) => z(`noise above ${limit}`, p / 2, sqrt((p / 2) * (1 - p / 2)), above[i]!)),
    ...LAGS.map((lag, i) => z(`noise at lag ${lag}`, 0, 1, along[i]!)),
    ...LAGS.map((lag, i) => z(`squared noise at lag ${lag}`, 0, 2, squares[i]!)),
    kolmogorov('Kolmogorov–Smirnov distance of the noise', noise, normalCdf),
  ];
}

/** Over all of the noise, in one loop: it is millions of values. */
function sums(noise: Float64Array) {
  const n = noise.length;
  const [moments, beyond, above] = [
    new Float64Array(4),
    new Float64Array(TAILS.length),
    new Float64Array(TAILS.length),
  ];
  const [along, squares] = [new Float64Array(LAGS.length), new Float64Array(LAGS.length)];
  for (let i = 0; i < n; i++) {
    const x = noise[i]!;
    const square = x * x;
    moments[0]! += x;
    moments[1]! += square;
    moments[2]! += square * x;
    moments[3]! += square * square;
    for (let t = 0; t < LIMITS.length; t++) {
      if (abs(x) > LIMITS[t]!) beyond[t]! += 1;
      if (x > LIMITS[t]!) above[t]! += 1;
    }
    for (let l = 0; l < LAGS.length; l++) {
      const later = noise[(i + LAGS[l]!) % n]!;
      along[l]! += x * later;
      squares[l]! += (square - 1) * (later * later - 1);
    }
  }
  return { moments, beyond, above, along, squares };
}

/** P(|x| > limit) under N(0, 1) (abramowitz1972, table 26.1). */
const TAILS = [
  [1, 0.3173105078629141],
  [2, 0.04550026389635842],
  [3, 0.0026997960632601866],
  [4, 6.334248366623996e-5],
] as const;
const LIMITS = TAILS.map(([limit]) => limit);

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
