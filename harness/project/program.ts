import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { blame } from '../base/blame';
import { bounded } from '../base/bounded';
import { didYouMean } from '../base/closest';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import { isJson, readTheorem } from '../json/read-theorem';
import type { Family } from '../statement/family';
import { type Collected, collect } from './collect';
import { silenceOf } from './settings';

/** What `harness/project/boot.cjs` built for one project. */
export interface Built {
  /** The project's root: where package.json is. */
  readonly cwd: string;
  /** The bundle that workers and fresh processes run: families and `harness/trials/workers/worker`. */
  readonly worker: string;
  /** SHA-256 of the worker bundle and of the versions of the packages it imports. */
  readonly code: string;
  /** `*.theorem.ts` and `*.theorem.json`: the claims of the gate. */
  readonly gated: Claims;
  /** `*.exploratory.ts` and `*.exploratory.json`: claims that gate nothing. */
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

/** The files of one kind of claim; both kinds are in one bundle. */
export interface Claims {
  /** Relative to cwd, sorted. */
  readonly files: readonly string[];
  /** The bundle of all claims that can be bundled, and of all families. */
  readonly bundle: string;
  /** Why others cannot, and why families cannot: file → one sentence. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** The families of a project as workers have them. @throws UsageError where files give none, and so there is none at all. */
export function loadFamilies(built: Pick<Built, 'worker'>): readonly Family[] {
  const { families, broken } = blame('families', () => load(built.worker) as Collected);
  const [first] = families.length === 0 ? broken.values() : [];
  if (first !== undefined) throw UsageError.relayed(first);
  return families;
}

/** Why `family.ts` files give no family, each in one sentence that begins with the file. */
export function brokenFamilies({ gated, cwd }: Pick<Built, 'gated' | 'cwd'>): ReadonlyMap<string, string> {
  const refused = Object.entries(gated.refused ?? {}).filter(([file]) => !gated.files.includes(file));
  return new Map([...refused, ...collected(gated, cwd).broken]);
}

/** The families beside claims, each loaded once, and in bounded time. */
function collected(claims: Claims, cwd: string): Collected {
  const known = collections.get(claims);
  if (known) return known;
  const silence = silenceOf(cwd);
  const loaders = Object.entries(familyModules(claims)).map(
    ([file, module]) => [file, () => bounded(file, silence, 'what it does as it is loaded', module)] as const,
  );
  const made = collect(Object.fromEntries(loaders));
  collections.set(claims, made);
  return made;
}

const collections = new WeakMap<Claims, Collected>();

/** Loads one file of a claim, in TypeScript or in JSON. Throws as {@link loadTheorem} does, and a UsageError for JSON that states none. */
export function loadClaim(claims: Claims, cwd: string, file: string): Readonly<Record<string, unknown>> {
  if (!isJson(file)) return loadTheorem(claims, file);
  const text = readText(join(cwd, file));
  if (text === undefined) throw UsageError.expected(file, 'a file that can be read', 'none any more');
  return { default: readTheorem(text, file, (name) => familyNamed(name, file, claims, cwd)) };
}

/** The family that a claim in JSON names. Where a file beside it gives none, that is what is wrong. */
function familyNamed(name: string, file: string, claims: Claims, cwd: string): Family {
  const { families } = collected(claims, cwd);
  const found = families.find((family) => family.name === name);
  if (found) return found;
  const beside = [...brokenFamilies({ gated: claims, cwd })].find(([other]) => dirname(other) === dirname(file));
  if (beside) throw UsageError.relayed(beside[1]);
  const known = families.map((family) => family.name);
  const cure =
    didYouMean(name, known) ??
    `a family.json beside it, such as { "command": ["python3", "${dirname(file)}/family.py"] }`;
  throw UsageError.expected(
    `${file}, family`,
    `a family of the project (${known.join(', ') || 'none yet'})`,
    name,
    cure,
  );
}

/** Loads one file of a claim: its exports. Throws what the file throws, and a UsageError for one that cannot be bundled. */
export function loadTheorem({ bundle, files, refused }: Claims, file: string): Readonly<Record<string, unknown>> {
  if (refused?.[file] !== undefined) throw UsageError.relayed(refused[file]);
  const { modules } = load(bundle) as { modules: Record<string, () => Record<string, unknown>> };
  const module = files.includes(file) ? modules[file] : undefined;
  if (!module) throw UsageError.expected('theorems', `a file among ${files.join(', ')}`, file);
  return module();
}

/**
 * Whether a theorem's family is the very one that some `family.ts` exports. Workers find it there by its name: they would
 * train the exported problems for a copy with others, and judge them as the copy's.
 */
export function isExported(claims: Claims, cwd: string, family: Family): boolean {
  return collected(claims, cwd).families.includes(family);
}

/** Every `family.ts`, by its path relative to cwd: a function that loads it and gives its exports. */
export function familyModules({ bundle }: Claims): Readonly<Record<string, () => Readonly<Record<string, unknown>>>> {
  return (load(bundle) as { families: Record<string, () => Record<string, unknown>> }).families;
}

function load(file: string): unknown {
  return createRequire(file)(file);
}
