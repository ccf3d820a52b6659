import type { PromptLaw } from './law';
import { padded, type Workspace } from './memory';
import { FEATURES, takeFields } from './structs';

/** Whether prompts are read in the space of features: by size, or as a test wants it. */
export type PromptSpace = 'by size' | 'features' | 'tokens';
const CHOICES: readonly PromptSpace[] = ['by size', 'features', 'tokens'];

interface FeatureShape {
  /** Prompts at a time, padded. */
  readonly n: number;
  /** Padded. */
  readonly dX: number;
  readonly m: number;
}

/** The most features that a law is made of, padded; 0: none is drawn as shapes. */
export const mostFeatures = (laws: readonly PromptLaw[]): number =>
  padded(Math.max(...laws.map(({ features }) => features ?? 0)));

/** Lays out `Features` (model/kernel/features.ts) and all that it names; returns where, 0 if no law is drawn as shapes. */
export function takeFeatures(
  workspace: Workspace,
  laws: readonly PromptLaw[],
  space: PromptSpace,
  shape: FeatureShape,
): number {
  const rows = mostFeatures(laws);
  if (rows === 0) return 0;
  const { n, dX, m } = shape;
  const slots = padded(Math.max(...laws.map(({ L }) => L)));
  const take = (floats: number) => workspace.claimFloats(floats);
  return takeFields(workspace, FEATURES, [
    { choice: CHOICES.indexOf(space), law: 0, shapes: workspace.takeFloats(n * (4 * slots + 4)) },
    { queries: take(rows * dX), queriesT: take(rows * dX), readsT: take(rows * dX), scores: take(rows * rows) },
    { values: take(rows * dX), neurons: take(rows * m), neuronsT: take(rows * m) },
    { row: take(rows), mixture: take(n * rows), active: take(n), pulls: take(n * rows) },
    { dScores: take(rows * rows), dNeurons: take(rows * m), dValues: take(rows * dX) },
    { dReads: take(rows * dX), dQueries: take(rows * dX) },
  ]);
}
