'use strict';
/**
 * Packages in bundles. They stay outside, and a bundle lies in the project's `.theoremcheck/build/`, from where our own
 * dependencies may not be found (pnpm, a global installation) or others of the same name may be (nested versions). So
 * each name is marked while bundling and replaced by the file that it stands for: our sources' names are looked up from
 * our folder, the project's from the project and then from ours. What is hashed has bare names and knows no folder.
 */
const fs = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const PACKAGE = path.resolve(__dirname, '..', '..');
const { name: OWN, exports: ENTRIES } = JSON.parse(fs.readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
const MARK = /\btheoremcheck-(own|project):/g;
const CALL = /\b(require\.resolve|require|import)\("theoremcheck-(own|project):([^"]+)"\)/g;

/** The esbuild plugin. `vendored` are names that have a bundle of their own, by file. */
const marker = (vendored) => ({
  name: 'theoremcheck',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, kind }) => {
      if (kind === 'entry-point' || path.isAbsolute(name) || isBuiltin(name)) return undefined;
      if (packageName(name) === OWN) return source(name);
      if (vendored[name]) return { path: vendored[name], external: true };
      const inside = importer.startsWith(PACKAGE + path.sep);
      const foreign = importer.slice(inside ? PACKAGE.length : 0).includes(`${path.sep}node_modules${path.sep}`);
      return foreign ? undefined : { path: `theoremcheck-${inside ? 'own' : 'project'}:${name}`, external: true };
    });
  },
});

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
function linked(code, cwd) {
  return code.replace(CALL, (_, call, whose, name) => {
    const file = resolve(name, folders(whose, cwd));
    if (file === undefined) return `${call}(${JSON.stringify(name)})`;
    return `${call}(${JSON.stringify(call === 'import' ? pathToFileURL(file).href : file)})`;
  });
}

/** `name@version` of every package that a bundle imports, sorted, one per line. */
function versions(metafile, cwd) {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const names = imports.filter((entry) => entry.external && !/^(node:|\.)/.test(entry.path)).map((entry) => entry.path);
  const found = names.map((marked) => {
    const [, whose = 'project', name] = /^(?:theoremcheck-(\w+):)?(.*)$/.exec(marked);
    return versioned(packageName(name), folders(whose, cwd));
  });
  return [...new Set(found)].sort().join('\n');
}

/** `name@version` as seen from the first of the folders where the package is; the name where it is in none. */
function versioned(name, from = [PACKAGE]) {
  for (const folder of from.flatMap((each) => requireFrom(each).resolve.paths(name) ?? [])) {
    const file = path.join(folder, name, 'package.json');
    if (fs.existsSync(file)) return `${name}@${JSON.parse(fs.readFileSync(file, 'utf8')).version}`;
  }
  return name;
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

module.exports = { PACKAGE, bare, linked, marker, versioned, versions };
