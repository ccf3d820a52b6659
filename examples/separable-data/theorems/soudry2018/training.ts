import type { Arrays, Divergence, Engine, Prepared, Seeds, Training } from 'theoremcheck';
import { exp, ln, Random } from 'theoremcheck/generators';
import { engineName, loadBackend } from 'theoremcheck/tfjs';
import { gradientBound, tfjsGradient } from '../../model/autodiff';
import { logisticGradient, slopeOfLoss } from '../../model/logistic';
import { added, type Data, dot, drawData, largestSquare, scaled } from '../../task/data';
import type { Problem } from '../../task/problem';

/** The smoothness of the logistic loss: its second derivative is at most this. */
const BETA = 1 / 4;

/** Both engines end here: in 32 bits an overflow would come 270 decades before it comes in 64. */
const LARGEST = 1e15;

/** How an engine has the gradient of the logistic loss. */
interface Arithmetic {
  readonly name: string;
  gradient(w: Float64Array): Float64Array;
}

/** Gradient descent on Σ_n ℓ(w·x_n). The state is w alone, in 64 bits on either engine. */
export class Descent implements Training {
  private taken = 0;
  private w: Float64Array;
  /** η of the first step, and of all others but for a departure. */
  readonly eta: number;

  constructor(
    readonly problem: Problem,
    readonly data: Data,
    start: Float64Array,
    private readonly arithmetic: Arithmetic,
  ) {
    this.w = start.slice();
    this.eta = (problem.r * 2) / (BETA * largestSquare(data.points));
  }

  get engine(): string {
    return this.arithmetic.name;
  }

  get step(): number {
    return this.taken;
  }

  /** w(t), [d]; to be read only. */
  get weights(): Float64Array {
    return this.problem.departures.ideal === 1 && this.taken > 0 ? this.predicted() : this.w;
  }

  advance(to: number): Divergence | undefined {
    if (this.problem.departures.ideal === 1) this.taken = to;
    for (; this.taken < to; this.taken++) {
      const step = this.stepAlong(this.arithmetic.gradient(this.w));
      for (let i = 0; i < step.length; i++) this.w[i] = this.w[i]! - step[i]!;
      if (!this.w.every((v) => Math.abs(v) < LARGEST)) return { step: this.taken + 1, what: '|w| is beyond 1e15' };
    }
    return undefined;
  }

  /** A copy: the next step reads w and its own number, nothing else. */
  parameters(): Arrays {
    return { w: this.w.slice() };
  }

  load({ w }: Arrays, step: number): void {
    this.w = Float64Array.from(w!);
    this.taken = step;
  }

  /** What 32 bits may change about the gradient, as far as it moves w; and a rounding of the sum in 64 bits. */
  stepBound(): Record<string, Float64Array> {
    const error = gradientBound(this.data.points, this.w, slopeOfLoss);
    const { size, axes } = this.lengths();
    return { w: error.map((e, i) => size * axes[i]! * e + 2 ** -50 * Math.abs(this.w[i]!)) };
  }

  /** What the next step takes off w, given the gradient of the logistic loss. */
  private stepAlong(gradient: Float64Array): Float64Array {
    const { decay, squared } = this.problem.departures;
    const { w } = this;
    const regularized = decay === 0 ? gradient : added(gradient, w, decay);
    const pulled = squared === 0 ? regularized : added(regularized, this.squaredGradient(), squared);
    const { size, axes } = this.lengths();
    return pulled.map((g, i) => size * axes[i]! * g);
  }

  /** η t^growth, and what single axes are stretched by. */
  private lengths(): { readonly size: number; readonly axes: Float64Array } {
    const { growth, stretch } = this.problem.departures;
    const size = growth === 0 ? this.eta : this.eta * exp(growth * ln(this.taken + 1));
    const half = this.w.length / 2;
    return { size, axes: this.w.map((_, i) => (stretch === 0 || i >= half ? 1 : exp(stretch))) };
  }

  /** Of Σ_n (1 − w·x_n)²/2. */
  private squaredGradient(): Float64Array {
    const { points } = this.data;
    return points.reduce((sum, x) => added(sum, x, dot(this.w, x) - 1), new Float64Array(this.w.length));
  }

  /**
   * ŵ ln(η t) + w̃ of theorem 3, without what vanishes: w̃ is the sum that makes every support vector's e^(−w·x_n) its weight
   * a_n/(margin² η t). Support vectors are a basis of R^d, so that it is the solution of d equations.
   */
  private predicted(): Float64Array {
    const { points, weights, margin } = this.data;
    const d = this.w.length;
    const wanted = weights.map((a) => ln((margin * margin * this.eta * this.taken) / a));
    return solved(points.slice(0, d), wanted);
  }
}

/** The w of rows·w = wanted, by elimination with pivots. */
function solved(rows: readonly Float64Array[], wanted: readonly number[]): Float64Array {
  const d = rows.length;
  const system: Float64Array[] = rows.map((row, n) => Float64Array.of(...row, wanted[n]!));
  for (let k = 0; k < d; k++) {
    const pivot = system.slice(k).reduce((best, row) => (Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best));
    system.splice(system.indexOf(pivot), 1);
    system.splice(k, 0, scaled(pivot, 1 / pivot[k]!));
    for (let n = 0; n < d; n++) if (n !== k) system[n] = added(system[n]!, system[k]!, -system[n]![k]!);
  }
  return Float64Array.from(system, (row) => row[d]!);
}

/** Starts a training: data and w(0) come from streams of their own, the same for either engine. */
export async function startTraining(problem: Problem, seeds: Seeds, engine: Engine): Promise<Descent> {
  const data = drawData(problem, seeds('data'));
  const random = new Random(seeds('init'));
  const start = Float64Array.from({ length: problem.d }, () => (problem.sigma0 / data.margin) * random.normal());
  return new Descent(problem, data, start, await arithmeticOf(engine, data));
}

async function arithmeticOf(engine: Engine, { points }: Data): Promise<Arithmetic> {
  if (engine === 'float64') return { name: engine, gradient: (w) => logisticGradient(points, w) };
  const backend = await loadBackend();
  return { name: engineName(backend), gradient: tfjsGradient(backend, points) };
}

/** Nothing is compiled; the second engine has to be loaded. */
export async function prepare(engine: Engine): Promise<Prepared> {
  const fast = { exact: true, stride: 5000 } as const;
  if (engine === 'float64') return { fingerprint: 'float64', describe: 'float64', ...fast };
  const backend = await loadBackend();
  return { fingerprint: backend.version, describe: engineName(backend), exact: true, stride: 200 };
}
