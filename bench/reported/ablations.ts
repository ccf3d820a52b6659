import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { conicDictionary } from '../../generators/concepts/conic';
import { conceptDictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Seeds } from '../../harness';
import { initialWeights } from '../../model/concepts/weights';
import { conceptLaw, conceptSetting } from '../../model/engines/concept-law';
import { loadKernel } from '../../model/engines/kernel';
import type { PromptLaw } from '../../model/engines/law';
import { PromptSampler } from '../../model/engines/sampler';
import { AutodiffTrainer, type Tensors } from '../../model/engines/tfjs/autodiff';
import { type Backend, loadBackend } from '../../model/engines/tfjs/backend';
import { attention, batchArrays, modelArrays, output } from '../../model/engines/tfjs/one-layer';
import { errorRate } from '../../model/one-layer/observations';
import type { Batch, Weights } from '../../model/reference/types';
import { bu2024 } from '../../theorems/bu2024/family';
import { seedsOf } from '../seeds';
import { spread } from '../spread';

/** Trainings per row. */
const TRAININGS = 16;
const PROMPTS = 2048;
/** Times of measurement, in units of m K1/η. */
const TIMES = [1, 2, 4, 12];

type Tf = Backend['tf'];

/** A model in place of the paper's: how it mixes the labels of the demonstrations, and what it reads off the mixture. */
interface Ablation {
  readonly mix: (tf: Tf, arrays: Tensors) => Tensor2D;
  readonly read: (tf: Tf, arrays: Tensors, mass: Tensor2D) => Tensor;
}

/** x_lᵀ M x_q / L, M = W_Kᵀ W_Q, without softmax → [B, L] */
function linearAttention(tf: Tf, { x, xq, WQ, WK }: Tensors): Tensor2D {
  const [B, L, dX] = x!.shape as [number, number, number];
  const asked = tf.matMul(xq!, tf.matMul(WK!, WQ!, true), false, true); // M x_q [1, B, dX]
  return tf.div(tf.reshape(tf.matMul(x!, tf.reshape(asked, [B, dX, 1])), [B, L]), L);
}

/** rᵀ W_O Σ_l s_l y_l: a number is what ReLU makes of it less what ReLU makes of its negative. */
function linearReadOut(tf: Tf, arrays: Tensors, mass: Tensor2D): Tensor {
  return tf.sub(output(tf, arrays, mass), output(tf, { ...arrays, WO: tf.neg(arrays.WO!) }, mass));
}

/** Scores of 0: what is left is the mean of the labels. */
const uniformAttention = (tf: Tf, arrays: Tensors): Tensor2D => attention(tf, { ...arrays, WQ: tf.mul(arrays.WQ!, 0) });

const variants: Readonly<Record<string, Ablation>> = {
  'the model': { mix: attention, read: output },
  'without MLP: linear read-out': { mix: attention, read: linearReadOut },
  'without softmax: scores/L': { mix: linearAttention, read: output },
  'without attention: mean of the labels': { mix: uniformAttention, read: output },
};

/** Prints the ablations that bu2024 names as first experiments: two concepts, no MLP, no softmax (bu2024 card, B11). */
export async function ablationTable(): Promise<void> {
  const backend = await loadBackend(['wasm']);
  const problems = { 'K1 = 4': bu2024.reference, 'K1 = 2': { ...bu2024.reference, K1: 2 } };
  console.log(`\n0–1 error, ${TRAININGS} trainings of the reference problem ± standard error; t in units of m K1/η\n`);
  const head = [
    '',
    'concepts',
    ...TIMES.map((t) => `t = ${t}`),
    ...Object.keys(shiftedLaws).map((name) => `${name}, t = 12`),
  ];
  console.log(`| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
  for (const [concepts, problem] of Object.entries(problems)) {
    for (const [name, variant] of Object.entries(variants)) {
      const runs = Array.from({ length: TRAININGS }, (_, i) => errors(backend, variant, problem, seedsOf(i)));
      const columns = runs[0]!.map((_, column) => spread(runs.map((run) => run[column]!)));
      console.log(`| ${[name, concepts, ...columns].join(' | ')} |`);
    }
  }
}

/** What a model trained as ever is asked at the last time. */
const shiftedLaws = {
  '2 demonstrations': (problem: ConceptProblem, { dictionary }: Draw) => conceptLaw({ ...problem, L: 2 }, dictionary),
  '128 demonstrations': (problem: ConceptProblem, { dictionary }: Draw) =>
    conceptLaw({ ...problem, L: 128 }, dictionary),
  'conic combinations': combined(0),
  'labels half negative': combined(0.5),
};

/** New concepts, with a share of the coefficients of their labels negative. */
function combined(negativeLabels: number) {
  return (problem: ConceptProblem, { dictionary, seeds }: Draw): PromptLaw => {
    const departing = { ...problem, departures: { ...problem.departures, negativeLabels } };
    return conceptLaw(problem, conicDictionary(departing, dictionary, seeds('combinations')));
  };
}

interface Draw {
  readonly dictionary: ReturnType<typeof conceptDictionary>;
  readonly seeds: Seeds;
}

/** The error of one training at TIMES, then under the shifted laws. */
function errors(backend: Backend, variant: Ablation, problem: ConceptProblem, seeds: Seeds): number[] {
  const draw = { dictionary: conceptDictionary(problem, seeds('dictionary')), seeds };
  const laws = Object.values(shiftedLaws).map((law) => law(problem, draw));
  const { training, evaluation } = conceptSetting(problem, draw.dictionary);
  const model = trainer(backend, variant, problem, seeds, new PromptSampler(loadKernel(), training));
  const error = (law: typeof evaluation, t: number): number => {
    const batch = new PromptSampler(loadKernel(), law).batch(seeds('observe:error'), t, PROMPTS);
    return answerError(backend, variant, model.parameters() as unknown as Weights, batch);
  };
  const inTime = TIMES.map((time) => {
    const step = Math.round((time * problem.m * problem.K1) / problem.eta);
    const diverged = model.advance(step);
    return diverged ? Number.NaN : error(evaluation, step);
  });
  return [...inTime, ...laws.map((law) => error(law, model.step))];
}

function trainer({ tf }: Backend, variant: Ablation, problem: ConceptProblem, seeds: Seeds, prompts: PromptSampler) {
  const { dX, dY, B, eta, lambda } = problem;
  const { r, ...parameters } = modelArrays([initialWeights(problem, seeds('init'))], dX, dY);
  return new AutodiffTrainer(tf, {
    parameters,
    frozen: { r: r! },
    inputs: (t) => batchArrays([prompts.batch(seeds('batches'), t, B)], dX, dY),
    loss: (arrays) => {
      const margins = tf.mul(arrays.label!, variant.read(tf, arrays, variant.mix(tf, arrays)));
      return tf.mean(tf.softplus(tf.neg(margins))) as Scalar;
    },
    stepSize: () => eta,
    decay: lambda,
  });
}

function answerError({ tf }: Backend, { mix, read }: Ablation, weights: Weights, batch: Batch): number {
  const dX = batch.xq.length / batch.n;
  const dY = weights.WO.length / weights.r.length;
  const f = tf.tidy(() => {
    const arrays = { ...modelArrays([weights], dX, dY), ...batchArrays([batch], dX, dY) };
    const tensors: Record<string, Tensor> = {};
    for (const [name, { shape, data }] of Object.entries(arrays))
      tensors[name] = tf.tensor(data, [...shape], 'float32');
    return new Float32Array(read(tf, tensors, mix(tf, tensors)).dataSync());
  });
  return errorRate({ f, attention: new Float32Array(0), label: batch.label, sign: batch.sign });
}
