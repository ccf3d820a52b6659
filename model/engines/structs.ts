/**
 * The structures that TypeScript writes and the kernel reads, by the names of their fields: 32-bit integers, then 64-bit
 * floats. Names and order are those of the classes in model/kernel; structs.test.ts holds the two lists to each other.
 */
import { realsAt, type Workspace } from './memory';

/** The fields of a structure in order. */
interface Struct<I extends string, R extends string> {
  readonly integers: readonly I[];
  readonly reals: readonly R[];
}

function struct<const I extends string, const R extends string>(
  integers: readonly I[],
  reals: readonly R[],
): Struct<I, R> {
  return { integers, reals };
}

/** `Plan` in model/kernel/plan.ts. */
export const PLAN = struct(
  [
    ...(['dX', 'dY', 'L', 'slots', 'shared', 'm', 'B', 'batches'] as const),
    ...(['trainAttention', 'trainValue', 'trainMlp', 'hinge', 'quarters', 'key0', 'key1'] as const),
    ...(['records', 'labels', 'signs'] as const),
    ...(['queryT', 'key', 'keyT', 'value', 'valueT', 'out', 'outT', 'r'] as const),
    ...(['u', 'v', 'attention', 'mixed', 'valued', 'hidden', 'f', 'losses', 'slopes'] as const),
    ...(['dValued', 'dMixed', 'dV', 'dU', 'dScores', 'deferred'] as const),
    ...(['compositions', 'forwardNoise', 'backwardNoise', 'products', 'coefficients'] as const),
    ...(['scales', 'subsets', 'scratch', 'features'] as const),
  ],
  ['eta', 'lambda', 'stepRate', 'loss'],
);

const LAW = ['kind', 'shared', 'dX', 'dY', 'L', 'bag', 'ranges', 'picks'] as const;

/** `ConceptLaw` in model/kernel/law.ts. */
export const CONCEPT_LAW = struct(
  [
    ...LAW,
    ...(['K1', 'K2', 'tailX', 'tailY', 'groups', 'deferred', 'nX', 'nY', 'words', 'labels', 'irrelevant'] as const),
    ...(['features', 'featuresT', 'labelsT', 'composition', 'limitP', 'limitNu'] as const),
  ],
  ['sigma', 'p', 'pNu', 'restP', 'restNu', 'positives', 'foreign', 'flips', 'queryFlips', 'skew'],
);

/** `PatternLaw` in model/kernel/law.ts. */
export const PATTERN_LAW = struct(
  [...LAW, 'relevant', 'irrelevant', 'tasks', 'rows', 'mu', 'nu', 'label', 'columns', 'shape', 'pairs'],
  ['alpha', 'K', 'contextFlips', 'queryFlips', 'skew'],
);

/** `Features` in model/kernel/features.ts. */
export const FEATURES = struct(
  [
    ...([
      'choice',
      'law',
      'shapes',
      'queries',
      'queriesT',
      'readsT',
      'scores',
      'values',
      'neurons',
      'neuronsT',
    ] as const),
    ...(['row', 'mixture', 'active', 'pulls', 'dScores', 'dNeurons', 'dValues', 'dReads', 'dQueries'] as const),
  ],
  [],
);

/** Writes a structure; returns where. */
export function takeFields<I extends string, R extends string>(
  workspace: Workspace,
  { integers, reals }: Struct<I, R>,
  values: Readonly<Record<I | R, number>>,
): number {
  return workspace.takeStruct(
    integers.map((name) => values[name]),
    reals.map((name) => values[name]),
  );
}

/** The present value of a 64-bit float of the structure at `at`. */
export function readReal<I extends string, R extends string>(
  workspace: Workspace,
  { integers, reals }: Struct<I, R>,
  at: number,
  name: R,
): number {
  const first = at + realsAt(integers.length);
  return new Float64Array(workspace.kernel.memory.buffer, first, reals.length)[reals.indexOf(name)]!;
}
