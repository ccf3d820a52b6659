import { stepSize } from '../../reference/transformer';
import type { Batch, Forward, NonFiniteLoss, StreamKey, TrainingRule, Weights } from '../../reference/types';
import { type Companion, fromLaws, withCompanion } from '../fused/training-prompts';
import { batchIndex, type PromptLaw, type PromptSource, type TrainingSetup } from '../law';
import type { Trainer } from '../trainer';
import { type AutodiffSpec, AutodiffTrainer, type Shaped, type Tensors } from './autodiff';
import { type Backend, engineName } from './backend';
import { attention, batchArrays, meanLoss, modelArrays, output } from './one-layer';

/**
 * One training of the one-layer model on the tfjs engine, by autodiff: nothing of the closed-form gradients enters.
 * Data and initialisation are given, so that it trains on the very numbers that the fused engine sees.
 *
 * @param prompts where the prompts of a law come from; asked once per law. Or a training that sees deferred prompts first and
 *   completes them: it is moved along.
 */
export function tfjsTrainer(
  backend: Backend,
  setting: TrainingSetup,
  init: Weights,
  batchKey: StreamKey,
  prompts: ((law: PromptLaw) => PromptSource) | Companion,
): Trainer {
  const { rule } = setting;
  const source = typeof prompts === 'function' ? fromLaws(setting, batchKey, prompts) : withCompanion(prompts);
  const spec = oneLayerSpec(backend, setting, [init], (t) => [source.batch(t, rule.B)]);
  const model = new AutodiffTrainer(backend.tf, spec);
  const weights = () => model.parameters() as unknown as Weights;
  const answers = (batch: Batch) => answer(backend, weights(), batch);
  const fresh = (key: StreamKey, t: number, n: number, law: PromptLaw = setting.evaluation) => {
    source.advance(model.step);
    return source.fresh(key, t, n, law);
  };
  return {
    engine: engineName(backend),
    get step() {
      return model.step;
    },
    advance: (to: number): NonFiniteLoss | undefined => model.advance(to),
    weights,
    beside: () => source.state(model.step),
    load: (given, step, beside) => {
      model.load({ ...given }, step);
      source.load(given, step, beside);
    },
    batch: (t: number) => source.batch(t, rule.B),
    answersInBatch: (t: number, n: number, law: PromptLaw) => {
      source.advance(model.step);
      return answers(source.seen(t, n, law));
    },
    evaluate: (...asked) => answers(fresh(...asked)),
    answersOf: (given, ...asked) => answer(backend, given, fresh(...asked)),
  };
}

/**
 * R independent trainings batched together along a leading axis, for measuring the engine at its best: all start from
 * `init`, training i draws the stream [i, 1]. Returns a function that takes the next `steps` steps of all of them, sampling
 * included, and returns their weights one after the other in each array.
 */
export function tfjsSteps(
  backend: Backend,
  setting: TrainingSetup,
  R: number,
  init: Weights,
  training: PromptSource,
): (steps: number) => Weights {
  const keys = Array.from({ length: R }, (_, i): StreamKey => [i, 1]);
  const batches = (t: number) => keys.map((key) => training.batch(key, batchIndex(setting.rule, t), setting.rule.B));
  const copies = keys.map(() => init);
  const model = new AutodiffTrainer(backend.tf, oneLayerSpec(backend, setting, copies, batches));
  return (steps) => {
    const divergence = model.advance(model.step + steps);
    if (divergence)
      throw new Error(`tfjs steps: expected a finite loss, got ${divergence.what} at step ${divergence.step}`);
    return model.parameters() as unknown as Weights;
  };
}

function oneLayerSpec(
  { tf }: Backend,
  { rule, training: { dX, dY } }: TrainingSetup,
  init: readonly Weights[],
  batches: (t: number) => readonly Batch[],
): AutodiffSpec {
  return {
    ...partition(modelArrays(init, dX, dY), rule),
    inputs: (t) => batchArrays(batches(t), dX, dY),
    loss: (arrays: Tensors) => meanLoss(tf, arrays, rule.loss),
    stepSize: (t) => stepSize(rule.eta, rule.stepRate, rule.stepPower, t),
    decay: rule.lambda,
  };
}

/** Trained arrays apart from those that keep their value. */
function partition(arrays: Record<string, Shaped>, { frozen: { attention, value, mlp } }: TrainingRule) {
  const kept: Readonly<Record<string, boolean>> = { r: true, WQ: attention, WK: attention, WV: value, WO: mlp };
  const pick = (frozen: boolean) =>
    Object.fromEntries(Object.entries(arrays).filter(([name]) => kept[name] === frozen));
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
