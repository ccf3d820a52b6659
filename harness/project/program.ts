import { createRequire } from 'node:module';
import { blame } from '../base/blame';
import { UsageError } from '../base/usage-error';
import type { Family } from '../statement/family';

/** What `harness/project/boot.cjs` built for one project. */
export interface Built {
  /** The project's root: where package.json is. */
  readonly cwd: string;
  /** The harness bundle. */
  readonly host: string;
  /** The bundle that workers and fresh processes run: families and `harness/trials/worker`. */
  readonly worker: string;
  /** SHA-256 of the worker bundle and of the versions of the packages it imports. */
  readonly code: string;
  /** `*.theorem.ts`: the claims of the gate. */
  readonly gated: Claims;
  /** `*.exploratory.ts`: claims that gate nothing. */
  readonly exploratory: Claims;
  /** Bundles the figures, when they are asked for. Throws an Error with the bundler's message. */
  readonly figures: () => Promise<BuiltFigures>;
}

/** The figures of a project, bundled apart from all that is gated. */
export interface BuiltFigures {
  /** `figures.ts` of every paper, relative to cwd, sorted. */
  readonly files: readonly string[];
  readonly bundle: string;
  /** What trains for them: the families, in place of some the `figure-family.ts` beside them. */
  readonly worker: string;
  readonly code: string;
}

/** The files of one kind of claim. */
export interface Claims {
  /** Relative to cwd, sorted. */
  readonly files: readonly string[];
  /** The bundle of those that can be bundled, and of all families. */
  readonly bundle: string;
  /** Why the others cannot: file → one sentence. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** The families of a project. Throws a UsageError for two of one name, and what a family.ts throws as it is loaded. */
export function loadFamilies(built: Pick<Built, 'worker'>): readonly Family[] {
  return blame('families', () => (load(built.worker) as { families: readonly Family[] }).families);
}

/** Loads one file of a claim: its exports. Throws what the file throws, and a UsageError for one that cannot be bundled. */
export function loadTheorem({ bundle, files, refused }: Claims, file: string): Readonly<Record<string, unknown>> {
  if (refused?.[file] !== undefined) throw UsageError.relayed(refused[file]);
  const { modules } = load(bundle) as { modules: Record<string, () => Record<string, unknown>> };
  const module = modules[file];
  if (!module) throw UsageError.expected('theorems', `a file among ${files.join(', ')}`, file);
  return module();
}

/**
 * Whether a theorem's family is the very one that some `family.ts` exports. Workers find it there by its name: they would
 * train the exported problems for a copy with others, and judge them as the copy's.
 */
export function isExported(claims: Claims, family: Family): boolean {
  return Object.values(familyModules(claims)).some((module) => Object.values(module()).includes(family));
}

/** Every `family.ts`, by its path relative to cwd: a function that loads it and gives its exports. */
export function familyModules({ bundle }: Claims): Readonly<Record<string, () => Readonly<Record<string, unknown>>>> {
  return (load(bundle) as { families: Record<string, () => Record<string, unknown>> }).families;
}

function load(file: string): unknown {
  return createRequire(file)(file);
}
