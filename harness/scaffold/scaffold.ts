import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../base/usage-error';
import { type Built, brokenFamilies } from '../project/program';
import { loadBoth } from '../project/suite';
import { bibliographyWith } from './bibliography';
import { type KnownFamily, knownFamilies } from './known-families';
import { gitattributesWith, missingSetup } from './setup';
import type { Target } from './target';
import { fillTemplate, packagedFamilies, template, templateFiles } from './template';
import { importOf, theoremOver, writtenOver } from './theorem-over';

/** What a new theorem is to stand on. */
export interface Wishes {
  /** A family of its own, written beside it. */
  readonly family?: boolean;
  /** The same in Python, and the theorem as JSON. */
  readonly python?: boolean;
  /** An existing family, by name. */
  readonly over?: string;
  /** Also write what Jest and editors look for. */
  readonly init?: boolean;
}

/** Files to write, by path relative to the project; `made` ones do not exist yet. */
export interface Scaffold {
  readonly theorem: string;
  readonly made: Readonly<Record<string, string>>;
  /** Files that are there and grow at their end. */
  readonly grown: Readonly<Record<string, string>>;
}

/**
 * What `theoremcheck new` writes. Nothing is written here.
 *
 * @throws UsageError where a file would be overwritten, or no family is there to stand on.
 */
export function scaffold(built: Built, target: Target, wishes: Wishes): Scaffold {
  const { cwd } = built;
  const { paper } = target;
  const [theorem, written] = sources(built, target, wishes);
  const files = { ...written, ...(wishes.init ? setup(cwd) : {}) };
  const bibliography = bibliographyWith(cwd, paper);
  const values = { 'claim in words': words(built, target), bib2024: paper, paper2024: paper };
  const made = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, fillTemplate(text, values)]));
  for (const file of Object.keys(made)) refuseExisting(cwd, file);
  const attributes = wishes.init ? gitattributesWith(cwd) : undefined;
  const grown = { 'references.bib': bibliography, '.gitattributes': attributes };
  return { theorem, made, grown: defined(grown) };
}

function defined(files: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([file, text]) => (text === undefined ? [] : [[file, text]])),
  );
}

/** The file of the theorem, and the text of each file. */
function sources(built: Built, target: Target, wishes: Wishes): readonly [string, Readonly<Record<string, string>>] {
  const { family, python, over } = wishes;
  if (family && python) throw UsageError.expected('new', '--family or --python', 'both');
  if ((family || python) && over !== undefined)
    throw UsageError.expected('new', `${family ? '--family' : '--python'} or --over`, 'both');
  const file = (kind: string) => `theorems/${target.paper}/${target.name}.theorem.${kind}`;
  if (family) return [file('ts'), ownFamily(built.cwd, target, 'family', file('ts'))];
  if (python) return [file('json'), ownFamily(built.cwd, target, 'python', file('json'))];
  return overFamily(built, target, over, file);
}

/** A family of its own, and a theorem over it, from a template. */
function ownFamily(cwd: string, { paper }: Target, kind: 'family' | 'python', theorem: string): Record<string, string> {
  const folder = `theorems/${paper}`;
  for (const file of FAMILY_FILES)
    refuseExisting(cwd, `${folder}/${file}`, `leave out --${kind} to add a theorem over it`);
  const copies = templateFiles(kind).map((file) => [
    file.startsWith('theorem.') ? theorem : `${folder}/${file}`,
    template(kind, file),
  ]);
  return Object.fromEntries(copies);
}

const FAMILY_FILES = ['family.ts', 'family.json'];

/** Over a family that nobody can import, since it has no module, a theorem is JSON as well. */
function overFamily(
  built: Built,
  { paper }: Target,
  over: string | undefined,
  file: (kind: string) => string,
): readonly [string, Readonly<Record<string, string>>] {
  const folder = `theorems/${paper}`;
  const known = knownFamilies(built);
  const broken = FAMILY_FILES.map((one) => brokenFamilies(built).get(`${folder}/${one}`)).find(Boolean);
  if (over === undefined && broken !== undefined) throw UsageError.relayed(broken);
  const found = over === undefined ? familyOf(known, folder) : known.find((one) => one.family.name === over);
  if (found?.file.endsWith('.json')) return [file('json'), { [file('json')]: writtenOver(found.family) }];
  const theorem = file('ts');
  if (found) return [theorem, { [theorem]: theoremOver(found.family, importOf(found, paper)) }];
  return [theorem, packaged(built, known, over!, folder, theorem)];
}

/** The one family of the paper's folder. */
function familyOf(known: readonly KnownFamily[], folder: string): KnownFamily {
  const own = known.filter(({ file }) => FAMILY_FILES.some((one) => file === `${folder}/${one}`));
  if (own.length === 1) return own[0]!;
  if (own.length > 1) {
    const names = own.map((one) => one.family.name).join(', ');
    const files = [...new Set(own.map(({ file }) => file))].join(', ');
    throw UsageError.expected('new', 'one family to stand on', `${names} in ${files}`, 'choose with --over');
  }
  const cure = `--family or --python writes one, --over ${[...overs(known)].join('|')} takes an existing one`;
  throw UsageError.expected('new', `a family in ${folder}/family.ts`, 'none', cure);
}

/** A family of the package: the paper's family.ts passes it on, since workers find families only there. */
function packaged(
  { cwd }: Built,
  known: readonly KnownFamily[],
  over: string,
  folder: string,
  theorem: string,
): Record<string, string> {
  if (!packagedFamilies().includes(over)) {
    throw UsageError.expected('new', `--over with a family among ${overs(known).join(', ')}`, `"${over}"`);
  }
  const file = `${folder}/family.ts`;
  const line = `export { ${over} } from 'theoremcheck/families';`;
  refuseExisting(cwd, file, `add the line ${line} to it and try again`);
  return { [file]: template(over, 'family.ts'), [theorem]: template(over, 'theorem.ts') };
}

const overs = (known: readonly KnownFamily[]): string[] => [
  ...new Set([...known.map(({ family }) => family.name), ...packagedFamilies()]),
];

/** The name of the claim; it must be unique in the project. */
function words(built: Built, { paper, name }: Target): string {
  const plain = name.replaceAll('-', ' ');
  const taken = loadBoth(built).gates.some((gate) => gate.name === plain);
  return taken ? `${plain} (${paper})` : plain;
}

function setup(cwd: string): Record<string, string> {
  return Object.fromEntries(missingSetup(cwd).map(({ file, content }) => [file, content]));
}

function refuseExisting(cwd: string, file: string, cure = 'choose another name, or delete it'): void {
  if (!existsSync(join(cwd, file))) return;
  throw UsageError.expected('new', `no file ${file}`, 'one that is there', `nothing was written; ${cure}`);
}
