import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { NamedArray, Seeds } from '../../harness';
import type { Batch, Forward, Weights } from '../../model/types';
import { startTraining } from './training';

type Named = Record<string, NamedArray>;

/**
 * One trial as arrays: the dictionary (one row per feature), the initialisation, and for t = 1 … steps the batch that
 * step t used, what the model answered before the update, and the weights after it. Matrices are row-major [out, in].
 * Throws when the training diverges within these steps.
 */
export async function conceptArrays(
  problem: ConceptProblem,
  seeds: Seeds,
  steps: number,
): Promise<{ arrays: Named; json: Record<string, number> }> {
  const training = await startTraining(problem, seeds, 'fused');
  const init = training.weights();
  const arrays: Named = { ...dictionaryArrays(training.dictionary, problem), ...weightArrays(init, problem, 0) };
  arrays.r = { shape: [problem.m], data: init.r };
  for (let t = 1; t <= steps; t++) {
    const batch = training.batch(t);
    Object.assign(arrays, batchArrays(batch, problem, t), answerArrays(batch, training.answersInBatch(t), problem, t));
    const diverged = training.advance(t);
    if (diverged) {
      throw new Error(`export: expected ${steps} finite steps, got ${diverged.what} at step ${diverged.step}`);
    }
    Object.assign(arrays, weightArrays(training.weights(), problem, t));
  }
  return { arrays, json: problemJson(problem, steps) };
}

function dictionaryArrays({ a, b, c, d, nu }: Dictionary, { dX, dY }: ConceptProblem): Named {
  const rows = (features: readonly Float64Array[], width: number): NamedArray => ({
    shape: [features.length, width],
    data: Float32Array.from(features.flatMap((row) => [...row])),
  });
  return { a: rows(a, dX), b: rows(b, dX), nu: rows(nu, dX), c: rows(c, dY), d: rows(d, dY) };
}

function weightArrays({ WQ, WK, WO }: Weights, { dX, dY, m }: ConceptProblem, t: number): Named {
  return {
    [`WQ_${t}`]: { shape: [dX, dX], data: WQ },
    [`WK_${t}`]: { shape: [dX, dX], data: WK },
    [`WO_${t}`]: { shape: [m, dY], data: WO },
  };
}

function batchArrays({ n, x, y, xq, label }: Batch, { L, dX, dY }: ConceptProblem, t: number): Named {
  return {
    [`x_${t}`]: { shape: [n, L, dX], data: x },
    [`y_${t}`]: { shape: [n, L, dY], data: y },
    [`xq_${t}`]: { shape: [n, dX], data: xq },
    [`label_${t}`]: { shape: [n], data: label },
  };
}

function answerArrays({ n, label }: Batch, { f, attention }: Forward, { L }: ConceptProblem, t: number): Named {
  return {
    [`attention_${t}`]: { shape: [n, L], data: attention },
    [`f_${t}`]: { shape: [n], data: f },
    [`loss_${t}`]: { shape: [], data: Float32Array.of(logisticLoss(f, label)) },
  };
}

/** Mean logistic loss log(1 + e^(−label·f)), without the decay term, in a form that cannot overflow. */
function logisticLoss(f: Float32Array, label: Float32Array): number {
  const each = Array.from(f, (v, b) => Math.max(0, -label[b]! * v) + Math.log1p(Math.exp(-Math.abs(v))));
  return each.reduce((sum, v) => sum + v, 0) / each.length;
}

function problemJson({ departures: _, ...numbers }: ConceptProblem, steps: number): Record<string, number> {
  return { ...numbers, steps };
}
