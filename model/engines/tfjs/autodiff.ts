import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { NonFiniteLoss } from '../../reference/types';
import type { Tfjs } from './backend';

/** An array with its shape. */
export interface Shaped {
  /** `[]` for a number. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** A training by stochastic gradient descent of any loss over any parameters. */
export interface AutodiffSpec {
  /** Trained arrays by name, with their values at step 0. */
  readonly parameters: Readonly<Record<string, Shaped>>;
  /** Arrays that the loss reads and nobody trains. */
  readonly frozen?: Readonly<Record<string, Shaped>>;
  /** What step t (1-based) reads: a batch. */
  inputs(t: number): Readonly<Record<string, Shaped>>;
  /** A scalar function of the tensors of parameters, frozen arrays and inputs, by name; differentiable by tfjs. */
  loss(arrays: Tensors): Scalar;
  /** Step size of step t (1-based). A list has one per model, where every parameter holds several along its first axis. */
  stepSize(t: number): number | readonly number[];
  /** `(decay/2)·|parameters|²` is added to the loss; its gradient is taken in closed form. A list as for step sizes. */
  readonly decay: number | readonly number[];
}

/**
 * Plain SGD by tfjs autodiff: `W ← W (1 − eta·decay) − eta·∂loss/∂W`.
 *
 * Between calls the parameters are plain arrays, so a trainer holds no tensors and needs no disposal: a worker that
 * drops thousands of them leaks nothing.
 */
export class AutodiffTrainer {
  private taken = 0;
  private values: Record<string, Float32Array> = {};

  /**
   * At step 0, with the values of the specification.
   *
   * @param tf of {@link loadBackend}.
   */
  constructor(
    private readonly tf: Tfjs,
    private readonly spec: AutodiffSpec,
  ) {
    for (const [name, { data }] of Object.entries(this.shapes())) this.values[name] = data.slice();
  }

  /** Steps taken so far. */
  get step(): number {
    return this.taken;
  }

  /**
   * Trains until `to` steps have been taken. Stops before the first step whose loss is not finite and returns it.
   *
   * @throws RangeError when `to` lies behind the present step.
   */
  advance(to: number): NonFiniteLoss | undefined {
    if (to < this.taken) throw new RangeError(`advance: expected a step of at least ${this.taken}, got ${to}`);
    let divergence: NonFiniteLoss | undefined;
    this.tf.tidy(() => {
      const arrays = this.upload();
      while (this.taken < to && !divergence) divergence = this.advanceOne(arrays);
      this.download(arrays.parameters);
    });
    return divergence;
  }

  /** Copies of the parameters and of the frozen arrays. */
  parameters(): Record<string, Float32Array> {
    return Object.fromEntries(Object.entries(this.values).map(([name, data]) => [name, data.slice()]));
  }

  /**
   * Restarts after `step` steps from given values of the parameters, and of frozen arrays if they are among them.
   *
   * @throws RangeError for an array of another length.
   */
  load(values: Readonly<Record<string, Float32Array | Float64Array>>, step: number): void {
    for (const [name, { data }] of Object.entries(this.shapes())) {
      const given = values[name] ?? this.values[name]!;
      if (given.length !== data.length) {
        throw new RangeError(`autodiff: expected ${data.length} entries of ${name}, got ${given.length}`);
      }
      this.values[name] = Float32Array.from(given);
    }
    this.taken = step;
  }

  private names(): string[] {
    return Object.keys(this.spec.parameters);
  }

  private shapes(): Record<string, Shaped> {
    return { ...this.spec.parameters, ...this.spec.frozen };
  }

  private upload(): TrainingTensors {
    const present = (arrays: Readonly<Record<string, Shaped>>) =>
      this.tensors(mapped(arrays, ({ shape }, name) => ({ shape, data: this.values[name]! })));
    return { parameters: present(this.spec.parameters), frozen: present(this.spec.frozen ?? {}) };
  }

  private download(parameters: Tensors): void {
    for (const name of this.names()) this.values[name] = new Float32Array(parameters[name]!.dataSync());
  }

  private tensors(arrays: Readonly<Record<string, Shaped>>): Record<string, Tensor> {
    return mapped(arrays, ({ shape, data }) => this.tf.tensor(data, [...shape], 'float32'));
  }

  /** Replaces the parameters by those after one more step and releases the old ones, unless the loss is not finite. */
  private advanceOne(arrays: TrainingTensors): NonFiniteLoss | undefined {
    const t = this.taken + 1;
    let loss = Number.NaN;
    const moved = this.tf.tidy(() => {
      const { value, gradients } = this.differentiate(arrays, this.tensors(this.spec.inputs(t)));
      loss = value.dataSync()[0]!;
      return Number.isFinite(loss) ? this.moved(arrays.parameters, gradients, this.spec.stepSize(t)) : {};
    });
    if (!Number.isFinite(loss)) return { step: t, what: `loss is ${loss}` };
    this.tf.dispose(arrays.parameters);
    arrays.parameters = moved;
    this.taken = t;
    return undefined;
  }

  private differentiate(arrays: TrainingTensors, inputs: Tensors): { value: Tensor; gradients: Tensors } {
    const names = this.names();
    const byName = (list: readonly Tensor[]) => Object.fromEntries(names.map((name, i) => [name, list[i]!]));
    const loss = (...trained: Tensor[]) => this.spec.loss({ ...arrays.frozen, ...inputs, ...byName(trained) });
    if (names.length === 0) return { value: loss(), gradients: {} };
    const { value, grads } = this.tf.valueAndGrads(loss)(names.map((name) => arrays.parameters[name]!));
    return { value, gradients: byName(grads) };
  }

  private moved(
    parameters: Tensors,
    gradients: Tensors,
    eta: ReturnType<AutodiffSpec['stepSize']>,
  ): Record<string, Tensor> {
    const { tf } = this;
    const kept = keptOf(eta, this.spec.decay);
    return mapped(parameters, (parameter, name) => {
      const factor = (value: typeof eta) => (typeof value === 'number' ? value : alongFirst(tf, value, parameter.rank));
      return tf.sub(tf.mul(parameter, factor(kept)), tf.mul(gradients[name]!, factor(eta)));
    });
  }
}

/** The tensors of a training while it advances. */
interface TrainingTensors {
  parameters: Record<string, Tensor>;
  readonly frozen: Tensors;
}

/** What a step leaves of the parameters, of each model its own part where there are several. */
function keptOf(
  eta: ReturnType<AutodiffSpec['stepSize']>,
  decay: AutodiffSpec['decay'],
): ReturnType<AutodiffSpec['stepSize']> {
  const of = (value: number | readonly number[], r: number) => (typeof value === 'number' ? value : value[r]!);
  if (typeof eta === 'number' && typeof decay === 'number') return 1 - eta * decay;
  const models = (typeof eta === 'number' ? decay : eta) as readonly number[];
  return models.map((_, r) => 1 - of(eta, r) * of(decay, r));
}

/** [R] → [R, 1, …], so that it multiplies each model by its own number. */
function alongFirst(tf: Tfjs, values: readonly number[], rank: number): Tensor {
  return tf.tensor([...values], [values.length, ...new Array<number>(rank - 1).fill(1)], 'float32');
}

function mapped<A, B>(record: Readonly<Record<string, A>>, f: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]));
}
