'use strict';
/**
 * Packages in bundles. They stay outside, and a bundle lies in the project or in a cache folder, from where our own
 * dependencies may not be found (pnpm, a global installation) or others of the same name may be (nested versions). So
 * each name is marked while bundling and replaced by the file that it stands for: our sources' names are looked up from
 * our folder, the project's from the project and then from ours. What is hashed has bare names and knows no folder.
 */
const fs = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const PACKAGE = path.resolve(__dirname, '..', '..');
const { name: OWN, exports: ENTRIES } = manifest(path.join(PACKAGE, 'package.json'));
/** All that we use of mathjs, without its ending. */
const ARITHMETIC = 'harness/formula/arithmetic';
const MARK = /\btheoremcheck-(own|project):/g;
const CALL = /\b(require\.resolve|require|import)\("theoremcheck-(own|project):([^"]+)"\)/g;
const APART = 'theoremcheck-arithmetic';

/**
 * The esbuild plugin. `arithmetic`: 'apart' in a file of its own (arithmetic.cjs), 'inline' with what it needs of mathjs,
 * or 'plain' with mathjs as any other package.
 */
const marker = (arithmetic = 'apart') => ({
  name: 'theoremcheck',
  setup(build) {
    build.onResolve({ filter: /^\.\/arithmetic$/ }, ({ path: name, importer }) => {
      const ours =
        arithmetic === 'apart' && path.resolve(path.dirname(importer), name) === path.join(PACKAGE, ARITHMETIC);
      return ours ? { path: APART, external: true } : undefined;
    });
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, kind }) => {
      if (kind === 'entry-point' || path.isAbsolute(name) || isBuiltin(name)) return undefined;
      if (isOwnEntry(name)) return source(name);
      const inside = importer.startsWith(PACKAGE + path.sep);
      const foreign = importer.slice(inside ? PACKAGE.length : 0).includes(`${path.sep}node_modules${path.sep}`);
      if (foreign || (arithmetic === 'inline' && importer === path.join(PACKAGE, `${ARITHMETIC}.ts`))) return undefined;
      return { path: `theoremcheck-${inside ? 'own' : 'project'}:${name}`, external: true };
    });
  },
});

/** Whether an import asks for the package itself, or one of its entries. */
const isOwnEntry = (name) => packageName(name) === OWN;

/** Our own entries are bundled from their sources, never from what was built to be published. */
function source(name) {
  const entry = ENTRIES[`.${name.slice(OWN.length)}`]?.['theoremcheck-source'];
  if (entry) return { path: path.join(PACKAGE, entry) };
  const known = Object.keys(ENTRIES).filter((key) => ENTRIES[key]['theoremcheck-source']);
  const names = known.map((key) => OWN + key.slice(1)).join(', ');
  return { errors: [{ text: `expected one of ${names}, got ${name}` }] };
}

/** Marked names as they were written: what is hashed. */
const bare = (code) => code.replace(MARK, '');

/** Every marked name replaced by the file it stands for; where there is none the name stays, and loading it says so. */
function linked(code, cwd, arithmetic) {
  return code
    .replaceAll(`require("${APART}")`, `require(${JSON.stringify(arithmetic)})`)
    .replace(CALL, (_, call, whose, name) => {
      const file = resolve(name, folders(whose, cwd));
      if (file === undefined) return `${call}(${JSON.stringify(name)})`;
      return `${call}(${JSON.stringify(call === 'import' ? pathToFileURL(file).href : file)})`;
    });
}

/** The marked names of all packages that a bundle imports: of the outputs of esbuild's metafile. */
function marked(outputs) {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const names = imports.filter((entry) => entry.external && entry.path !== APART && !isBuiltin(entry.path));
  return [...new Set(names.map((entry) => entry.path))].sort();
}

/** `name@version` of packages by their marked names, sorted, one per line. */
function versions(names, cwd) {
  const found = names.map((each) => {
    const { name, from } = unmarked(each, cwd);
    return versioned(packageName(name), from);
  });
  return [...new Set(found)].sort().join('\n');
}

/** The file that a marked name stands for; undefined where there is none. */
function resolved(each, cwd) {
  const { name, from } = unmarked(each, cwd);
  return resolve(name, from);
}

function unmarked(each, cwd) {
  const [, whose = 'project', name] = /^(?:theoremcheck-(\w+):)?(.*)$/.exec(each);
  return { name, from: folders(whose, cwd) };
}

/** `name@version` as seen from the first of the folders where the package is; the name where it is in none. */
function versioned(name, from = [PACKAGE]) {
  for (const folder of from) {
    const file = manifestOf(name, folder);
    if (file) return `${name}@${manifest(file).version}`;
  }
  return name;
}

/** The package.json of a package: beside it where Node looks for it, else, as with Yarn's Plug'n'Play, above its main file. */
function manifestOf(name, folder) {
  const places = requireFrom(folder).resolve.paths(name) ?? [];
  const beside = places.map((each) => path.join(each, name, 'package.json')).find((file) => fs.existsSync(file));
  if (beside) return beside;
  for (const each of [`${name}/package.json`, name]) {
    const above = ancestors(resolve(each, [folder])).map((place) => path.join(place, 'package.json'));
    const file = above.find((one) => fs.existsSync(one) && manifest(one).name === name);
    if (file) return file;
  }
  return undefined;
}

function ancestors(file) {
  if (file === undefined || !path.isAbsolute(file)) return [];
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...ancestors(folder)];
}

/** Editors on Windows may begin the file with a byte order mark. */
function manifest(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}

function resolve(name, from) {
  for (const folder of from) {
    try {
      return requireFrom(folder).resolve(name);
    } catch {}
  }
  return undefined;
}

const folders = (whose, cwd) => (whose === 'own' ? [PACKAGE] : [cwd, PACKAGE]);
const requireFrom = (folder) => createRequire(path.join(folder, 'package.json'));

function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

module.exports = {
  ARITHMETIC,
  PACKAGE,
  bare,
  isOwnEntry,
  linked,
  manifest,
  marked,
  marker,
  resolved,
  versioned,
  versions,
};
