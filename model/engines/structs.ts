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

type FieldPart = Readonly<Record<string, number>>;

/** The names of all parts. */
type NamesOf<P extends readonly FieldPart[]> = P[number] extends infer One
  ? One extends FieldPart
    ? keyof One
    : never
  : never;

/** What a call with these parts leaves out or has too much: nothing may be. */
type Lacking<N, P extends readonly FieldPart[]> = [N, NamesOf<P>] extends [NamesOf<P>, N]
  ? unknown
  : { readonly wrong: Exclude<N, NamesOf<P>> | Exclude<NamesOf<P>, N> };

const placesOf = new WeakMap<Struct<string, string>, Readonly<Record<string, number>>>();

/** The place of each field by name: reals count on from the integers. */
function places(table: Struct<string, string>): Readonly<Record<string, number>> {
  const known = placesOf.get(table);
  if (known) return known;
  const made = Object.fromEntries([...table.integers, ...table.reals].map((name, i) => [name, i]));
  placesOf.set(table, made);
  return made;
}

/**
 * Writes a structure; returns where. Its fields come in parts, each of them once: to spread parts into one object of sixty fields takes
 * as long as a training step.
 */
export function takeFields<I extends string, R extends string, const P extends readonly FieldPart[]>(
  workspace: Workspace,
  table: Struct<I, R>,
  parts: P & Lacking<I | R, P>,
): number {
  const { integers, reals } = table;
  const place = places(table);
  const [whole, real] = [new Array<number>(integers.length).fill(0), new Array<number>(reals.length).fill(0)];
  for (const part of parts as P) {
    for (const name in part) {
      const at = place[name]!;
      if (at < whole.length) whole[at] = part[name]!;
      else real[at - whole.length] = part[name]!;
    }
  }
  return workspace.takeStruct(whole, real);
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
