'use strict';
/**
 * Bundles that need not be made again. Beside each lies a record of what it was made of: the content of every file, what
 * stands beside the files that it imports and could be taken in their place, and the packages that it finds. As long as all
 * of that is what it was, bundling would give the same; no time of a file says so.
 */
const fs = require('node:fs');
const path = require('node:path');
const { digest } = require('./bundler.cjs');
const { own } = require('./files.cjs');
const { isOwnEntry, marked, resolved, versioned, versions } = require('./packages.cjs');
const { found, keepBeside, read, touch } = require('./places.cjs');

/** What decides, beside the sources, how they are bundled. */
const TOOLS = ['arithmetic', 'boot', 'bundler', 'packages', 'remembered'].map((name) =>
  own(`harness/project/${name}.cjs`),
);
/** The clock of a file system may be some milliseconds behind. */
const TICK = 20;

/** A bundle of these contents that is known to be what bundling would give, as `{ file, hash }`; else undefined. */
function recalled(bundler, kind, contents) {
  const record = recordOf(bundler, kind, contents);
  const file = found(bundler.folders, record);
  const made = file && parsed(read(file));
  if (!made || made.state !== stateOf(made, bundler)) return undefined;
  const bundle = found(bundler.folders, made.name);
  if (!bundle || digest(read(bundle) ?? '') !== made.content) return undefined;
  touch(file);
  touch(bundle);
  return { file: bundle, hash: made.hash };
}

/**
 * Keeps, beside the file of a bundle, what it was made of; not where something may have changed while it was bundled.
 *
 * @param made what the bundler gave, when it had `started` (milliseconds of the clock), the hash of what it does and its text
 */
function remember(bundler, kind, contents, file, { map, metafile, started, hash, text }) {
  const { cwd } = bundler;
  const parts = partsOf(metafile, cwd, kind);
  const look = looking();
  if (!isWhatWasRead(parts, textsOf(map, cwd, kind), look, started)) return;
  const made = { ...parts, hash, name: path.basename(file), content: digest(text) };
  const record = { ...made, state: stateOf(made, { cwd, look }) };
  keepBeside(file, recordOf(bundler, kind, contents), JSON.stringify(record));
}

/** The name of a record: of what is bundled, from where, and how. */
function recordOf({ cwd, vendor, look }, kind, contents) {
  const how = TOOLS.map((file) => look.content(file));
  const what = [cwd, real(cwd), vendor, contents, versioned('esbuild'), process.version, ...how];
  return `${kind}-${digest(JSON.stringify(what)).slice(0, 16)}.json`;
}

/** Files, imports and packages of a bundle. */
function partsOf({ inputs, outputs }, cwd, kind) {
  const files = Object.keys(inputs).filter((file) => file !== `${kind}.ts`);
  const imports = Object.entries(inputs).flatMap(([file, input]) => {
    const folder = path.dirname(path.resolve(cwd, file));
    // What names of our own mean is said by our manifest, which is looked at with all others.
    const inner = input.imports.filter(
      ({ external: outside, original }) => !outside && original !== undefined && !isOwnEntry(original),
    );
    return inner.map((one) => [path.resolve(folder, one.original), path.resolve(cwd, one.path)]);
  });
  const unique = new Map(imports.map((one) => [one.join('\0'), one]));
  return {
    files: files.map((file) => path.resolve(cwd, file)),
    imports: [...unique.values()],
    packages: marked(outputs),
  };
}

/** One digest of all that decides what bundling gives. */
function stateOf({ files, imports, packages }, { cwd, look }) {
  const contents = [...files, ...manifestsOf(files)].map((file) => [file, look.content(file)]);
  const meant = imports.map(([asked]) => [asked, look.candidates(asked)]);
  const found = packages.map((name) => [name, resolved(name, cwd) ?? null]);
  return digest(JSON.stringify([contents, meant, found, versions(packages, cwd)]));
}

/** Every package.json that could say how files are read. */
function manifestsOf(files) {
  const folders = new Set();
  for (const file of files) {
    for (let at = path.dirname(file); !folders.has(at); at = path.dirname(at)) folders.add(at);
  }
  return [...folders].sort().map((folder) => path.join(folder, 'package.json'));
}

/** Whether files are now what the bundler read: by their text, or because nothing changed since. */
function isWhatWasRead({ files, imports }, texts, look, started) {
  const unread = files.filter((file) => !texts.has(file));
  const beside = imports.flatMap(([asked]) => look.candidates(asked)).filter((file) => !files.includes(file));
  const old = (file) => (fs.lstatSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0) < started - TICK;
  return (
    [...texts].every(([file, text]) => read(file) === text) &&
    imports.every(([asked, file]) => look.candidates(asked).some((each) => real(each) === file)) &&
    [...unread, ...beside, ...manifestsOf(files)].every(old)
  );
}

/** The texts that were bundled, as the source map has them. */
function textsOf(map, cwd, kind) {
  const { sources, sourcesContent } = JSON.parse(map);
  const all = sources.map((source, i) => [path.resolve(cwd, source), sourcesContent[i]]);
  return new Map(all.filter((_, i) => sources[i] !== `${kind}.ts`));
}

/** A look at files; each is looked at once. */
function looking() {
  const contents = new Map();
  const listings = new Map();
  const meant = new Map();
  const once = (known, key, make) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
  const content = (file) => once(contents, file, () => digest(read(file) ?? 'none'));
  const listing = (folder) => once(listings, folder, listed);
  const beside = (folder, begins) => {
    const { at, names } = listing(folder);
    return names.filter((name) => begins(name)).map((name) => path.join(at, name));
  };
  /** All files that an import of a path could mean. */
  const candidates = (asked) => {
    const { base, name } = path.parse(asked);
    const same = (one) =>
      one.startsWith(name) && (one === base || one.startsWith(`${name}.`) || one.startsWith(`${base}.`));
    const inside = (one) => one === 'package.json' || one.startsWith('index.');
    return [...beside(path.dirname(asked), same), ...beside(asked, inside)];
  };
  return { content, candidates: (asked) => once(meant, asked, candidates) };
}

/** The names in a folder, and where it lies behind all links. */
function listed(folder) {
  try {
    return { at: real(folder), names: fs.readdirSync(folder).sort() };
  } catch {
    return { at: folder, names: [] };
  }
}

function real(file) {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return file;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

module.exports = { looking, recalled, remember };
