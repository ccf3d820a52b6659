/** The family of li2024 with what its figures show beside what claims measure. The gate does not read it. */
import type { PatternProblem } from '../../generators/patterns/problem';
import type { Family, Key, Seeds } from '../../harness';
import type { PatternPrompts } from '../../model/engines/pattern-law';
import { errorRate, fromWeights, hingeLoss, overPrompts, POSITIVE } from '../../model/one-layer/observations';
import { byMagnitude, neurons, pruned } from '../../model/patterns/probes';
import { comparisons } from './classical';
import { li2024 as gated } from './family';
import { shifted, shifts } from './figured/shifts';
import type { Order, PatternObservation } from './measured/pruning';
import type { PatternTraining } from './measured/training';
import { projectedNorm } from './projected-norms';

type NamedObservations = Record<string, PatternObservation>;

const named = <V>(values: readonly V[], make: (value: V) => readonly [string, PatternObservation]): NamedObservations =>
  Object.fromEntries(values.map(make));

/** Streams of a training by purpose, so that what is compared is measured on the same prompts. */
const streams = new WeakMap<PatternTraining, Seeds>();
const streamOf = (training: PatternTraining, purpose: string): Key => streams.get(training)!(`figures: ${purpose}`);

export const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;
export const ORDERS = ['smallest', 'random', 'largest'] as const satisfies readonly Order[];

/** Both kinds of error without a share of the neurons, on the same prompts for all. */
function pruning(share: number, order: Order, kind: 'hinge' | 'error'): PatternObservation {
  const statistic = kind === 'hinge' ? hingeLoss : errorRate;
  const measure: PatternObservation['measure'] = (training, { step, prompts }) => {
    const without = pruned(training.weights(), share, order, streamOf(training, 'random neurons'));
    return statistic(training.answersOf(without, streamOf(training, 'pruning'), step, prompts));
  };
  const doc = `${kind} on held-out tasks without the ${order} ${100 * share} % of the neurons`;
  return { ...overPrompts(doc, statistic, { top: Number.POSITIVE_INFINITY }), measure };
}

/** Groups of equally many neurons by magnitude, the largest first. */
export const GROUPS = 16;
const PROBES = ['magnitude', 'featureAngle', 'labelAngle'] as const;

/** Mean over one group; angles in units of π, that of the label part with ±q by the sign of the read-out. */
function groupMean(training: PatternTraining, group: number, probe: (typeof PROBES)[number]): number {
  const weights = training.weights();
  const { magnitude, featureCosine, labelCosine } = neurons(weights, training.patterns);
  const order = byMagnitude(weights);
  const at = (g: number) => Math.round((g * order.length) / GROUPS);
  const values = order.slice(at(group), at(group + 1)).map((i) => {
    if (probe === 'magnitude') return magnitude[i]!;
    return angle(probe === 'featureAngle' ? featureCosine[i]! : Math.sign(weights.r[i]!) * labelCosine[i]!);
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const angle = (cosine: number) => Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.PI;

/** Contexts at test of the figures over lengths. */
export const LENGTHS = [2, 4, 6, 8, 12, 16, 20, 30, 40] as const;
export const FRACTIONS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

const outOfDomain = (contexts: number, kind: 'hinge' | 'error') =>
  overPrompts<PatternProblem, PatternTraining>(
    `${kind} on prompts of ${contexts} contexts over out-of-domain patterns`,
    kind === 'hinge' ? hingeLoss : errorRate,
    { top: Number.POSITIVE_INFINITY, law: (training) => training.outOfDomain({ contexts }) },
  );

const atFraction = (alpha: number, contexts: number): PatternObservation =>
  overPrompts(`0–1 error on prompts of ${contexts} contexts at α′ = ${alpha}`, errorRate, {
    law: (training) => training.heldOut({ alpha, contexts }),
  });

/** Where in-context learning is compared with classical learners. */
export const COMPARED: Readonly<Record<string, Partial<PatternPrompts>>> = { clear: {}, sparse: { alpha: 0.3 } };
export const COMPARED_LENGTHS = [4, 8, 12, 16, 24, 32] as const;

const KINDS = ['hinge', 'error'] as const;

const figured: NamedObservations = {
  ...named(['WQ', 'WK'] as const, (matrix) => [
    `${matrix}Relevant`,
    fromWeights(`mean norm of ${matrix} μ_j/β`, POSITIVE, (training) => projectedNorm(training, matrix, 'mu')),
  ]),
  ...named(['WQ', 'WK'] as const, (matrix) => [
    `${matrix}Irrelevant`,
    fromWeights(`mean norm of ${matrix} ν_k/β`, POSITIVE, (training) => projectedNorm(training, matrix, 'nu')),
  ]),
  ...named(
    KINDS.flatMap((kind) => ORDERS.flatMap((order) => SHARES.map((share) => ({ kind, order, share })))),
    ({ kind, order, share }) => [`${kind} without ${order} ${share}`, pruning(share, order, kind)],
  ),
  ...named(
    PROBES.flatMap((probe) => Array.from({ length: GROUPS }, (_, group) => ({ probe, group }))),
    ({ probe, group }) => [
      `${probe} ${group}`,
      fromWeights(`${probe} of the neurons of rank ${group} of ${GROUPS}`, POSITIVE, (training) =>
        groupMean(training, group, probe),
      ),
    ],
  ),
  ...named(
    KINDS.flatMap((kind) => LENGTHS.map((contexts) => ({ kind, contexts }))),
    ({ kind, contexts }) => [`${kind} out of domain ${contexts}`, outOfDomain(contexts, kind)],
  ),
  ...named(
    FRACTIONS.flatMap((alpha) => LENGTHS.map((contexts) => ({ alpha, contexts }))),
    ({ alpha, contexts }) => [`error at ${alpha} ${contexts}`, atFraction(alpha, contexts)],
  ),
  ...comparisons(COMPARED, COMPARED_LENGTHS, streamOf),
  ...shifts,
};

export const li2024 = {
  ...gated,
  observations: { ...gated.observations, ...figured },
  train: async (problem, seeds, engine) => {
    const training = await gated.train(problem, seeds, engine);
    streams.set(training, seeds);
    return shifted.follow(training, seeds('figures: shifts'));
  },
} satisfies Family<PatternProblem, PatternTraining>;
