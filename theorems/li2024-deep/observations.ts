import type { PatternProblem } from '../../generators/patterns/problem';
import type { Observation } from '../../harness';
import { borderlinePrompts, correctMass, errorRate, hingeLoss, TRAJECTORY } from '../../model/one-layer/observations';
import type { Forward } from '../../model/reference/types';
import { DEPTH, type DeepTraining } from './training';

type DeepObservation = Observation<PatternProblem, DeepTraining>;

/** A mean over fresh prompts of held-out tasks, of the model's answers once per layer. */
function overPrompts(doc: string, top: number, statistic: (layers: readonly Forward[]) => number): DeepObservation {
  return {
    doc: `${doc}, fresh prompts of held-out tasks, α and l of training`,
    range: [0, top],
    prompted: true,
    witnessBound: (prompts) => TRAJECTORY + borderlinePrompts(prompts),
    measure: (training, { step, prompts, key }) => statistic(training.answers(key, step, prompts)),
  };
}

/** Mean attention of the query on contexts with its pattern, in layer i. */
const inLayer = (i: number): DeepObservation =>
  overPrompts(`mean attention of the query on contexts with its pattern in layer ${i} of ${DEPTH}`, 1, (layers) =>
    correctMass(layers[i - 1]!),
  );

/** Everything that claims of the deep model measure. */
export const observations = {
  attentionInLayer1: inLayer(1),
  attentionInLayer2: inLayer(2),
  attentionInLayer3: inLayer(3),
  mostAttention: overPrompts('the same in the layer where it is largest', 1, (layers) =>
    Math.max(...layers.map(correctMass)),
  ),
  hinge: overPrompts('hinge loss', Number.POSITIVE_INFINITY, ([answers]) => hingeLoss(answers!)),
  error: overPrompts('0–1 error', 1, ([answers]) => errorRate(answers!)),
} as const satisfies Record<string, DeepObservation>;
