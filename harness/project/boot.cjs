'use strict';
/**
 * Bundles the families with their worker, and the theorems, and loads the harness. Plain CommonJS, because it runs before
 * anything can read TypeScript. Every start bundles what is not known to be what bundling would give (remembered.cjs), so
 * nothing that runs is older than its source.
 */
const fs = require('node:fs');
const path = require('node:path');
const { arithmetic } = require('./arithmetic.cjs');
const { bundled, digest, hashOf, refusal } = require('./bundler.cjs');
const { claimsEntry, glob, isJson, programEntry } = require('./files.cjs');
const { loadHost } = require('./host.cjs');
const { PACKAGE, linked } = require('./packages.cjs');
const { found, keep, places, prune, touch } = require('./places.cjs');
const { looking, recalled, remember } = require('./remembered.cjs');

// Code in a bundle does not know where the package lies; workers and fresh processes inherit this.
process.env.THEOREMCHECK_PACKAGE = PACKAGE;

/** Builds a project and loads the harness: `{ host, built }`. Throws an Error with esbuild's messages as text. */
async function start(cwd = process.cwd()) {
  const built = await build(cwd);
  return { host: await loadHost(), built };
}

/** What a run needs to know of the files: see `Built` in harness/project/program.ts. */
async function build(cwd = process.cwd()) {
  process.setSourceMapsEnabled(true);
  process.env.THEOREMCHECK_PROJECT = cwd; // families that run programs find theirs from here
  const files = glob(cwd);
  const folders = places(cwd);
  const bundler = { cwd, folders, vendor: await arithmetic(folders) };
  try {
    return await attempt(bundler, files, {});
  } catch (error) {
    if (error.name !== 'UsageError') throw error;
    const bundled = [...files.families, ...[...files.theorems, ...files.exploratory].filter((file) => !isJson(file))];
    return attempt(bundler, files, await refusals(cwd, bundled));
  }
}

/** What the bundler has against files, each tried alone: one that cannot be read must stop no other. */
async function refusals(cwd, files) {
  const said = await Promise.all(files.map((file) => refusal(cwd, file)));
  return Object.fromEntries(files.map((file, i) => [file, said[i]]).filter(([, message]) => message));
}

async function attempt(given, found, refused) {
  const bundler = { ...given, look: looking() };
  const { cwd } = bundler;
  const readable = (files) => files.filter((file) => !refused[file]);
  const families = readable(found.families);
  // In one bundle, so that both kinds of claims have the same families, and these are loaded once.
  const readableClaims = readable([...found.theorems, ...found.exploratory]);
  const [program, claims] = await allOf([
    bundle(bundler, 'worker', programEntry(families)),
    bundle(bundler, 'claims', claimsEntry(readableClaims, families)),
  ]);
  const ofKind = (files) => {
    const known = [...files, ...found.families].filter((each) => refused[each]);
    return { files, bundle: claims.file, refused: Object.fromEntries(known.map((each) => [each, refused[each]])) };
  };
  const figures = () => drawn(given, { ...found, families });
  const [gated, exploratory] = [ofKind(found.theorems), ofKind(found.exploratory)];
  return { cwd, worker: program.file, code: program.hash, gated, exploratory, figures };
}

/**
 * Figures, and the families as they are drawn, with observations of their own: see `BuiltFigures` in harness/project/program.ts.
 * Bundled only to draw them: the gate neither reads nor depends on what they need.
 */
async function drawn(given, { figures: files, figured, families }) {
  const bundler = { ...given, look: looking() };
  const replaced = figured.map((file) => file.replace(/figure-family\.ts$/, 'family.ts'));
  const others = families.filter((file) => !replaced.includes(file));
  const [program, definitions] = await Promise.all([
    bundle(bundler, 'figured', programEntry([...figured, ...others])),
    bundle(bundler, 'figures', claimsEntry(files, [])),
  ]);
  return { files, bundle: definitions.file, worker: program.file, code: program.hash };
}

/** What the package knows of words, for commands that need no project. Bundled from its sources when it is asked for. */
async function tools() {
  process.setSourceMapsEnabled(true);
  const folders = places(process.cwd());
  const bundler = { cwd: PACKAGE, folders, vendor: await arithmetic(folders), look: looking() };
  return require((await bundle(bundler, 'tool', "export * from './theorems/language/tool';")).file);
}

/**
 * The families that come with the package, or some of them, as a program of their own that needs no project, and what is on file of their trials:
 * see `Shipped` in harness/cli/console/shipped.ts.
 */
async function shipped(names) {
  process.setSourceMapsEnabled(true);
  const cwd = process.cwd();
  process.env.THEOREMCHECK_PROJECT = cwd;
  const folders = places(cwd);
  const onFile = JSON.parse(fs.readFileSync(path.join(PACKAGE, 'theorems', 'digests.json'), 'utf8'));
  const bundler = { cwd: PACKAGE, folders, vendor: await arithmetic(folders), look: looking() };
  const files = (names ?? Object.keys(onFile.families)).map((name) => `theorems/${name}/family.ts`);
  const { file, hash } = await bundle(bundler, 'shipped', programEntry(files));
  return { cwd, worker: file, code: hash, onFile };
}

/** All of several, or the first error once none of them is under way any more. */
async function allOf(promises) {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map(({ value }) => value);
}

/** A program in a file named by its content: `{ file, hash }`. */
async function bundle(bundler, kind, contents) {
  const known = recalled(bundler, kind, contents);
  if (known) return known;
  const started = Date.now();
  const made = await bundled(bundler.cwd, kind, contents);
  const { file, hash, text } = await written(bundler, kind, made);
  remember(bundler, kind, contents, file, { ...made, started, hash, text });
  return { file, hash };
}

async function written({ cwd, folders, vendor }, kind, made) {
  const hash = await hashOf(made, cwd, vendor);
  const final = linked(made.code, cwd, vendor);
  const name = `${kind}-${digest(hash, final, cwd).slice(0, 16)}.cjs`;
  const text = `${final}//# sourceMappingURL=${name}.map\n`;
  const known = found(folders, name, text);
  if (known) {
    touch(known);
    return { file: known, hash, text };
  }
  const file = keep(folders, { [`${name}.map`]: made.map, [name]: text });
  prune(path.dirname(file), kind);
  return { file, hash, text };
}

module.exports = { start, build, glob, loadHost, tools, shipped, PACKAGE };
