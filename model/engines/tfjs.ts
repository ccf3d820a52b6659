import type { ConceptProblem } from '../../generators/concepts/problem';
import { stepSize } from '../transformer';
import type { Batch, Divergence, Forward, Key, Trainer, Weights } from '../types';
import { type AutodiffSpec, AutodiffTrainer, type Shaped, type Tensors } from './autodiff';
import { type Backend, engineName } from './backend';
import { attention, batchArrays, logisticLoss, modelArrays, output } from './one-layer';

/** Where prompts come from: batch t of a stream is a pure function of (key, t). A `PromptSampler` is one. */
export interface PromptSource {
  batch(key: Key, t: number, n: number): Batch;
}

/** Both laws of a problem. */
export interface PromptSources {
  readonly training: PromptSource;
  readonly evaluation: PromptSource;
}

/**
 * One training of the bu2024 model on the tfjs engine, by autodiff: nothing of the closed-form gradients enters.
 * Data and initialisation are given, so that it trains on the very numbers that the fused engine sees.
 */
export function tfjsTrainer(
  backend: Backend,
  problem: ConceptProblem,
  init: Weights,
  batchKey: Key,
  prompts: PromptSources,
): Trainer {
  const { tf } = backend;
  const batch = (t: number) => prompts.training.batch(batchKey, batchIndex(problem, t), problem.B);
  const model = new AutodiffTrainer(
    tf,
    oneLayerSpec(backend, problem, [init], (t) => [batch(t)]),
  );
  const weights = () => model.parameters() as unknown as Weights;
  return {
    engine: engineName(backend),
    get step() {
      return model.step;
    },
    advance: (to: number): Divergence | undefined => model.advance(to),
    weights,
    load: (given: Weights, step: number) => model.load({ ...given }, step),
    batch,
    evaluate: (key: Key, t: number, n: number) => answer(backend, weights(), prompts.evaluation.batch(key, t, n)),
  };
}

/**
 * R independent trainings batched together along a leading axis, for measuring the engine at its best: all start from
 * `init`, training i draws the stream [i, 1]. Returns a function that takes the next `steps` steps of all of them, sampling
 * included, and returns their weights one after the other in each array.
 */
export function tfjsSteps(
  backend: Backend,
  problem: ConceptProblem,
  R: number,
  init: Weights,
  training: PromptSource,
): (steps: number) => Weights {
  const keys = Array.from({ length: R }, (_, i): Key => [i, 1]);
  const batches = (t: number) => keys.map((key) => training.batch(key, batchIndex(problem, t), problem.B));
  const copies = keys.map(() => init);
  const model = new AutodiffTrainer(backend.tf, oneLayerSpec(backend, problem, copies, batches));
  return (steps) => {
    const divergence = model.advance(model.step + steps);
    if (divergence)
      throw new Error(`tfjs steps: expected a finite loss, got ${divergence.what} at step ${divergence.step}`);
    return model.parameters() as unknown as Weights;
  };
}

/** Which batch of the stream step t (1-based) uses: fresh ones, or a finite set cycled through. */
function batchIndex(problem: ConceptProblem, t: number): number {
  const { batches } = problem.departures;
  return batches > 0 ? ((t - 1) % batches) + 1 : t;
}

function oneLayerSpec(
  { tf }: Backend,
  problem: ConceptProblem,
  init: readonly Weights[],
  batches: (t: number) => readonly Batch[],
): AutodiffSpec {
  const { dX, dY, eta, lambda, departures } = problem;
  return {
    ...partition(modelArrays(init, dX, dY), problem),
    inputs: (t) => batchArrays(batches(t), dX, dY),
    loss: (arrays: Tensors) => logisticLoss(tf, arrays),
    stepSize: (t) => stepSize(eta, departures.stepRate, departures.stepPower, t),
    decay: lambda,
  };
}

/** Trained arrays apart from those that keep their value. */
function partition(arrays: Record<keyof Weights, Shaped>, { departures }: ConceptProblem) {
  const isFrozen = (name: string) =>
    name === 'r' || (name === 'WO' ? departures.frozenMlp === 1 : departures.frozenAttention === 1);
  const pick = (frozen: boolean) =>
    Object.fromEntries(Object.entries(arrays).filter(([name]) => isFrozen(name) === frozen));
  return { parameters: pick(false), frozen: pick(true) };
}

/** The model's answers to n prompts. */
function answer({ tf }: Backend, weights: Weights, batch: Batch): Forward {
  const dX = batch.xq.length / batch.n;
  const dY = weights.WO.length / weights.r.length;
  const [f, s] = tf.tidy(() => {
    const arrays = { ...modelArrays([weights], dX, dY), ...batchArrays([batch], dX, dY) };
    const tensors = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], 'float32')]),
    );
    const mass = attention(tf, tensors);
    return [output(tf, tensors, mass), mass].map((tensor) => new Float32Array(tensor.dataSync()));
  });
  return { f: f!, attention: s!, label: batch.label, sign: batch.sign };
}
