/** What the figure of learning dynamics shows: losses, attention and neurons on prompts of training and of test laws, step by step. */
import type { PatternProblem } from '../../../generators/patterns/problem';
import { correctMass, fromWeights, hingeLoss, overPrompts } from '../../../model/one-layer/observations';
import { SideBySide } from '../../../model/one-layer/side-by-side';
import { byMagnitude, neurons } from '../../../model/patterns/probes';
import type { Forward } from '../../../model/reference/types';
import type { PatternObservation } from '../measured/pruning';
import { type PatternTraining, shapeOf } from '../measured/training';

/** Every training of the figures is followed. */
export const shifted = new SideBySide<PatternTraining>();

const atTest = shifted.observations(
  {
    'held out': (training) => training.heldOut(shapeOf(training)),
    'few relevant': (training) => training.heldOut({ ...shapeOf(training), alpha: 0.3 }),
    'out of domain': (training) => training.outOfDomain(shapeOf(training)),
  },
  {
    hinge: ({ answers }) => hingeLoss(answers),
    attention: ({ answers }) => correctMass(answers),
    own: (asked) => asked.responses().own,
    other: (asked) => asked.responses().other,
  },
);

const onTraining = (kind: string, of: (answers: Forward) => number): PatternObservation => ({
  ...overPrompts<PatternProblem, PatternTraining>(`${kind} on the last training batch`, of, {
    top: Number.POSITIVE_INFINITY,
  }),
  measure: (training) => of(training.answersInBatch(Math.max(1, training.step))),
});

/** Mean cosine of a part of the neurons, over a half of them by magnitude; of the label part with q by the sign of the read-out. */
const halfMean = (half: 'larger' | 'smaller', part: 'feature' | 'label'): PatternObservation =>
  fromWeights(`mean cosine of the ${part} part, ${half} half of the neurons`, [-1, 1], (training) => {
    const weights = training.weights();
    const { featureCosine, labelCosine } = neurons(weights, training.patterns);
    const order = byMagnitude(weights);
    const middle = Math.floor(order.length / 2);
    const chosen = half === 'larger' ? order.slice(0, middle) : order.slice(middle);
    const cosine = (i: number) => (part === 'feature' ? featureCosine[i]! : Math.sign(weights.r[i]!) * labelCosine[i]!);
    return chosen.reduce((sum, i) => sum + cosine(i), 0) / chosen.length;
  });

/** `hinge out of domain`, `attention in training`, `own held out`, `label larger`, … */
export const shifts: Readonly<Record<string, PatternObservation>> = {
  'hinge in training': onTraining('hinge loss', hingeLoss),
  'attention in training': onTraining('attention', correctMass),
  ...atTest,
  ...Object.fromEntries(
    (['feature', 'label'] as const).flatMap((part) =>
      (['larger', 'smaller'] as const).map((half) => [`${part} ${half}`, halfMean(half, part)]),
    ),
  ),
};
