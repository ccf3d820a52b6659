/**
 * Several trainings in one graph: their arrays lie behind each other along the first axis, and a step of the graph is a step of
 * each. None sees another, and none has other bits for its company: every operation treats what belongs to one model alike.
 *
 * One exception is kept out: tfjs's wasm backend multiplies a lone pair of matrices by another routine than a batch of them, so a
 * training by itself goes with a copy of itself.
 */
import type { Scalar } from '@tensorflow/tfjs-core';
import type { NonFiniteLoss } from '../../reference/types';
import { AutodiffTrainer, type Shaped, type Tensors } from './autodiff';
import type { Tfjs } from './backend';
import { stacked } from './one-layer';

type ModelArrays = Readonly<Record<string, Shaped>>;

/** One of them: arrays are those of a graph with one model. */
export interface Replica {
  /** Trained arrays as they are after `step` steps, [1, …]. */
  readonly parameters: ModelArrays;
  readonly frozen: ModelArrays;
  readonly step: number;
  /** What step t (1-based) reads. */
  inputs(t: number): ModelArrays;
  readonly eta: (t: number) => number;
  readonly decay: number;
}

/** Where one of them stands: `parameters` are copies, of the step before a loss that was not finite. */
interface Advanced {
  readonly parameters: Readonly<Record<string, Float32Array>>;
  readonly step: number;
  readonly diverged?: NonFiniteLoss;
}

/**
 * Trains until all have taken `to` steps. All are at one step, and alike in shape.
 *
 * @param loss the sum over models of what each minimises, of arrays as the replicas name them
 */
export function advanceReplicas(
  tf: Tfjs,
  loss: (arrays: Tensors) => Scalar,
  replicas: readonly Replica[],
  to: number,
): readonly Advanced[] {
  const company = replicas.length === 1 ? [replicas[0]!, replicas[0]!] : replicas;
  const trainer = new AutodiffTrainer(tf, {
    parameters: joined(company.map(({ parameters }) => parameters)),
    frozen: joined(company.map(({ frozen }) => frozen)),
    inputs: (t) => joined(distinctly(company, t)),
    loss,
    stepSize: (t) => company.map(({ eta }) => eta(t)),
    decay: company.map(({ decay }) => decay),
  });
  trainer.load({}, replicas[0]!.step);
  const diverged = trainer.advance(to);
  const values = trainer.parameters();
  const after = replicas.map((replica, i) => ({
    ...replica,
    step: trainer.step,
    parameters: partOf(replica, values, i),
  }));
  if (!diverged) return after.map(valuesOf);
  if (replicas.length === 1) return [{ ...valuesOf(after[0]!), diverged }];
  // The sum does not say whose loss it was: each goes on by itself, and the one that cannot says so.
  return after.flatMap((one) => advanceReplicas(tf, loss, [one], to));
}

/** Draws once what a training and its copy read. */
function distinctly(company: readonly Replica[], t: number): ModelArrays[] {
  const drawn = new Map(company.map((one) => [one, one.inputs(t)]));
  return company.map((one) => drawn.get(one)!);
}

/** ModelArrays of one shape, behind each other along the first axis. */
export function joined(parts: readonly ModelArrays[]): Record<string, Shaped> {
  const names = Object.keys(parts[0]!);
  return Object.fromEntries(
    names.map((name) => {
      const [first = 1, ...rest] = parts[0]![name]!.shape;
      const each = parts.map((part) => part[name]!.data);
      return [name, stacked(each, [parts.length * first, ...rest])];
    }),
  );
}

/** What belongs to model i, in the shapes it came in. */
function partOf({ parameters }: Replica, values: Readonly<Record<string, Float32Array>>, i: number): ModelArrays {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => {
      const size = data.length;
      return [name, { shape, data: values[name]!.slice(i * size, (i + 1) * size) }];
    }),
  );
}

const valuesOf = ({ parameters, step }: Replica): Advanced => ({
  parameters: Object.fromEntries(Object.entries(parameters).map(([name, { data }]) => [name, data])),
  step,
});
