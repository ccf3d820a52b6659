import type { PromptLaw } from '../engines/law';
import { losses } from '../reference/loss';
import type { Forward, StreamKey } from '../reference/types';
import type { OneLayerTraining } from './training';

export const REAL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
export const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;

/**
 * How far two engines may end up apart after a whole training in 32-bit arithmetic. Rounding differences of 1e-7 per
 * step are carried along by the dynamics; ours: the largest deviation seen in calibration was 3e-6, in the coefficients of
 * bu2024's B4.
 */
export const TRAJECTORY = 1e-3;

/** One number measured on a training, as families state it. */
export interface ModelObservation<T> {
  readonly doc: string;
  readonly range: readonly [number, number];
  readonly prompted: boolean;
  readonly witnessBound: (prompts: number) => number;
  measure(training: T, at: { step: number; prompts: number; key: StreamKey }): number;
}

/** A number computed from the trained weights alone. */
export function fromWeights<P, T extends OneLayerTraining<P>>(
  doc: string,
  range: readonly [number, number],
  measure: (training: T) => number,
): ModelObservation<T> {
  return { doc, range, prompted: false, witnessBound: () => TRAJECTORY, measure };
}

/** How a mean over fresh prompts is taken. */
interface OverPrompts<T> {
  /** The largest value of the mean; default 1. */
  readonly top?: number;
  /** Default: the evaluation law. */
  readonly law?: (training: T) => PromptLaw;
  /** How far two engines may differ, beyond what the trajectory explains; default 0. */
  readonly counted?: (prompts: number) => number;
  /** How far two engines may differ, whatever the trajectory explains. */
  readonly witnessBound?: (prompts: number) => number;
}

/** A mean over fresh prompts. */
export function overPrompts<P, T extends OneLayerTraining<P>>(
  doc: string,
  statistic: (answers: Forward) => number,
  { top = 1, law, counted = () => 0, witnessBound = (prompts) => TRAJECTORY + counted(prompts) }: OverPrompts<T> = {},
): ModelObservation<T> {
  return {
    doc,
    range: [0, top],
    prompted: true,
    witnessBound,
    measure: (training, { step, prompts, key }) => statistic(training.answers(key, step, prompts, law?.(training))),
  };
}

/** A prompt whose answer lies within rounding of 0 may be counted either way by two engines: one of them. */
export const borderlinePrompts = (prompts: number): number => 1 / prompts;

/** Fraction of prompts with z f <= 0: an output of exactly 0 counts as an error. */
export function errorRate({ f, label }: Forward): number {
  return mean(f, (value, b) => (value * label[b]! > 0 ? 0 : 1));
}

/** Mean of log(1 + e^(−z f)). */
export function logisticLoss({ f, label }: Forward): number {
  return mean(f, (value, b) => losses.logistic.value(label[b]! * value));
}

/** Mean of max(0, 1 − z f). */
export function hingeLoss({ f, label }: Forward): number {
  return mean(f, (value, b) => Math.max(0, 1 - label[b]! * value));
}

/** Mean over prompts of the attention on demonstrations that share the query's sign and what it stands for. */
export function correctMass({ attention, label, sign }: Forward): number {
  const L = attention.length / label.length;
  let mass = 0;
  for (let b = 0; b < label.length; b++) {
    for (let l = 0; l < L; l++) if (sign[b * L + l] === label[b]) mass += attention[b * L + l]!;
  }
  return mass / label.length;
}

function mean(values: Float32Array, of: (value: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i]!, i);
  return sum / values.length;
}
