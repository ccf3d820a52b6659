import type { Scalar } from '@tensorflow/tfjs-core';
import type { Arrays, Divergence, Engine, Key, Seeds, Training } from 'theoremcheck';
import { Random } from 'theoremcheck/generators';
import { type Backend, engineName, loadBackend } from 'theoremcheck/tfjs';
import { Adam, type Moments } from '../../model/adam';
import { differentiate } from '../../model/autodiff';
import { constructedWeights } from '../../model/construction';
import { bestStepSize } from '../../model/gradient-descent';
import {
  type LayerTensors,
  loss,
  NAMES,
  predictions,
  shapedPrompts,
  shapedWeights,
  type Weights,
} from '../../model/layer';
import { sensitivity } from '../../model/sensitivity';
import type { Problem } from '../../task/problem';
import { drawPrompts, type Prompts } from '../../task/prompts';

/** What a training starts from. */
interface Start {
  readonly weights: Weights;
  /** The map from which gradient descent starts, [dy, dx]; 0 except beside the paper's weights for another. */
  readonly W0: Float32Array;
  /** The stream of its batches. */
  readonly batches: Key;
}

/** One training of a layer on in-context regression, or the paper's weights in its place. */
export class LayerTraining implements Training {
  private taken = 0;
  private weights: Weights;
  private optimizers: Readonly<Record<string, Adam>>;

  constructor(
    readonly problem: Problem,
    private readonly start: Start,
    private readonly backend: Backend,
  ) {
    this.weights = copied(start.weights);
    this.optimizers = this.fresh();
  }

  get engine(): string {
    return engineName(this.backend);
  }

  get step(): number {
    return this.taken;
  }

  advance(to: number): Divergence | undefined {
    while (this.taken < to) {
      const diverged = this.trains ? this.advanceOne() : undefined;
      if (diverged) return diverged;
      this.taken++;
    }
    return undefined;
  }

  /** The weights, and Adam's moments of those that are trained: `WQ mean`, `WQ square`, `WQ left`. */
  parameters(): Arrays {
    const moments = Object.entries(this.optimizers).flatMap(([name, optimizer]) =>
      MOMENTS.map((moment) => [`${name} ${moment}`, optimizer.moments[moment]] as const),
    );
    return { ...copied(this.weights), ...Object.fromEntries(moments) };
  }

  load(parameters: Arrays, step: number): void {
    this.weights = copied(parameters as Weights);
    this.optimizers = this.fresh(parameters);
    this.taken = step;
  }

  get W0(): Float32Array {
    return this.start.W0;
  }

  /** Step size of the gradient descent to compare with. */
  get eta(): number {
    return this.problem.departures.weights === 'constructed' ? this.problem.eta : bestStepSize(this.problem);
  }

  /** Predictions of the layer as it is now, [n, dy]. */
  predictions(prompts: Prompts): Float32Array {
    return predictions(this.backend.tf, this.problem, this.arrays(prompts));
  }

  /** Their derivatives by the query's input, [n, dy, dx]. */
  sensitivity(prompts: Prompts): Float64Array {
    return sensitivity(this.backend.tf, this.problem, this.arrays(prompts), this.W0);
  }

  private arrays(prompts: Prompts) {
    const { problem, weights, W0 } = this;
    return { ...shapedWeights(problem, weights), ...shapedPrompts(problem, prompts, W0) };
  }

  private get trains(): boolean {
    return this.problem.departures.weights === 'trained';
  }

  private advanceOne(): Divergence | undefined {
    const { problem, start, taken } = this;
    const { alpha, T, B } = problem;
    const { value, gradients } = this.differentiate(drawPrompts(problem, start.batches, taken + 1, B));
    if (!Number.isFinite(value)) return { step: taken + 1, what: `loss is ${value}` };
    const rate = alpha * Math.max(0, 1 - taken / T);
    for (const [name, optimizer] of Object.entries(this.optimizers)) optimizer.step(gradients[name]!, rate);
    return undefined;
  }

  private differentiate(prompts: Prompts) {
    const { problem, weights, W0 } = this;
    const { tf } = this.backend;
    const given = shapedPrompts(problem, prompts, W0);
    const of = (arrays: object): Scalar => loss(tf, problem, arrays as LayerTensors);
    return differentiate(tf, shapedWeights(problem, weights), given, of);
  }

  /** An optimizer for every matrix that is trained, which goes on from moments where they are given. */
  private fresh(parameters?: Arrays): Readonly<Record<string, Adam>> {
    const trained = NAMES.filter((name) => this.problem.departures.frozen !== 1 || !/^W[QK]$/.test(name));
    return Object.fromEntries(
      trained.map((name) => [name, new Adam(this.weights[name], parameters && momentsOf(parameters, name))]),
    );
  }
}

const MOMENTS = ['mean', 'square', 'left'] as const;

function momentsOf(parameters: Arrays, name: string): Moments {
  const [mean, square, left] = MOMENTS.map((moment) => parameters[`${name} ${moment}`] as Float64Array);
  return { mean: mean!, square: square!, left: left! };
}

const copied = ({ WQ, WK, WV, P }: Weights) => ({ WQ: WQ.slice(), WK: WK.slice(), WV: WV.slice(), P: P.slice() });

/** Starts a training: initialisation, batches and W_0 each come from a stream of their own, named after its purpose. */
export async function startTraining(problem: Problem, seeds: Seeds, _engine: Engine): Promise<LayerTraining> {
  const W0 = initialMap(problem, seeds);
  const weights = initialWeights(problem, W0, seeds('init'));
  return new LayerTraining(problem, { weights, W0, batches: seeds('batches') }, await loadBackend());
}

/** W_0 of the paper's weights has normal entries of variance 1; everything else starts from W_0 = 0. */
function initialMap({ dx, dy, departures }: Problem, seeds: Seeds): Float32Array {
  if (departures.weights !== 'constructed') return new Float32Array(dx * dy);
  const random = new Random(seeds('initial map'));
  return Float32Array.from({ length: dx * dy }, () => random.normal());
}

function initialWeights(problem: Problem, W0: Float32Array, key: Key): Weights {
  const { dx, dy, eta, sigma0, departures } = problem;
  if (departures.weights === 'constructed') return constructedWeights(problem, W0, eta);
  if (departures.weights === 'ideal') return constructedWeights(problem, W0, bestStepSize(problem));
  const random = new Random(key);
  const D = dx + dy;
  const matrix = () => Float32Array.from({ length: D * D }, () => (sigma0 / Math.sqrt(D)) * random.normal());
  return { WQ: matrix(), WK: matrix(), WV: matrix(), P: matrix() };
}

/** What the numbers depend on beside the source, and the engine by name; the same trial gives the same bits again. */
export async function prepare(): Promise<{ fingerprint: string; describe: string; exact: true }> {
  const backend = await loadBackend();
  const describe = engineName(backend);
  return { fingerprint: backend.version, describe, exact: true };
}
