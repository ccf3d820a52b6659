'use strict';
/**
 * Bundles the harness, the families with their worker, and the theorems, and loads the harness. Plain CommonJS, because
 * it runs before anything can read TypeScript. Everything is bundled at every start, so nothing that runs is older
 * than its source; files are named by their content and live in `<cwd>/.theoremcheck/build/`.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { PACKAGE, bare, linked, marker, versioned, versions } = require('./packages.cjs');

const VENDOR = `${versioned('mathjs')}-${versioned('esbuild')}.cjs`;
/** Bundles of one kind that are kept: concurrent runs of other sources may still need theirs. */
const KEPT = 6;
/** In place of the project's own: how code is read must not depend on where it lies, as it would in node_modules. */
const TSCONFIG = { compilerOptions: { target: 'ES2022' } };

// Code in a bundle does not know where the package lies; workers and fresh processes inherit this.
process.env.THEOREMCHECK_PACKAGE = PACKAGE;

/** Bundles all three and loads the harness: `{ host, built }`. Throws an Error with esbuild's messages as text. */
async function start(cwd = process.cwd()) {
  const built = await build(cwd);
  process.setSourceMapsEnabled(true);
  return { host: require(built.host), built };
}

/** What a run needs to know of the files: see `Built` in harness/project/program.ts. */
async function build(cwd = process.cwd()) {
  const found = glob(cwd);
  await vendor(cwd);
  const [host, program, gated, exploratory] = await allOf([
    bundle(cwd, 'host', `export * from ${text(own(cwd, 'harness/host'))};`),
    bundle(cwd, 'worker', programEntry(cwd, found.families)),
    claims(cwd, 'claims', found.theorems, found.families),
    claims(cwd, 'exploratory', found.exploratory, found.families),
  ]);
  const figures = () => drawn(cwd, found);
  return { cwd, host: host.file, worker: program.file, code: program.hash, gated, exploratory, figures };
}

/**
 * Figures, and the families as they are drawn, with observations of their own: see `BuiltFigures` in harness/project/program.ts.
 * Bundled only to draw them: the gate neither reads nor depends on what they need.
 */
async function drawn(cwd, { figures: files, figured, families }) {
  const replaced = figured.map((file) => file.replace(/figure-family\.ts$/, 'family.ts'));
  const others = families.filter((file) => !replaced.includes(file));
  const [program, definitions] = await Promise.all([
    bundle(cwd, 'figured', programEntry(cwd, [...figured, ...others])),
    bundle(cwd, 'figures', claimsEntry(files, [])),
  ]);
  return { files, bundle: definitions.file, worker: program.file, code: program.hash };
}

/** All of several, or the first error once none of them is under way any more. */
async function allOf(promises) {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map(({ value }) => value);
}

/**
 * Claims of one kind: see `Claims` in harness/project/program.ts. A file that cannot be bundled must stop no other: when the
 * bundle of all fails, each is tried alone, and those that fail are left out with what the bundler says of them.
 */
async function claims(cwd, name, files, families) {
  const bundleOf = async (some) => (await bundle(cwd, name, claimsEntry(some, families))).file;
  try {
    return { files, bundle: await bundleOf(files) };
  } catch (error) {
    if (error.name !== 'UsageError') throw error;
    const said = await Promise.all(files.map((file) => refusal(cwd, file)));
    const refused = Object.fromEntries(files.map((file, i) => [file, said[i]]).filter(([, message]) => message));
    return { files, refused, bundle: await bundleOf(files.filter((file) => !refused[file])) };
  }
}

/** What the bundler has against one file; undefined where it has nothing. */
async function refusal(cwd, file) {
  try {
    await require('esbuild')
      .build({ ...bundling(cwd), entryPoints: [file], sourcemap: false })
      .catch(refuse);
  } catch (error) {
    if (error.name !== 'UsageError') throw error;
    return error.message;
  }
}

/** Families, theorems, exploratory claims and figures below `<cwd>/theorems`, as sorted paths relative to cwd with forward slashes. */
function glob(cwd) {
  const root = path.join(cwd, 'theorems');
  const all = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true }) : [];
  const files = all.map((file) => `theorems/${file.split(path.sep).join('/')}`).sort();
  return {
    families: files.filter((file) => file.endsWith('/family.ts')),
    theorems: files.filter((file) => file.endsWith('.theorem.ts')),
    exploratory: files.filter((file) => file.endsWith('.exploratory.ts')),
    figures: files.filter((file) => file.endsWith('/figures.ts')),
    figured: files.filter((file) => file.endsWith('/figure-family.ts')),
  };
}

function programEntry(cwd, families) {
  const imports = families.map((file, i) => `import * as f${i} from ${text(`./${file}`)};`);
  return `${imports.join('\n')}
    import { collect } from ${text(own(cwd, 'harness/project/collect'))};
    import { worker } from ${text(own(cwd, 'harness/trials/worker'))};
    export const families = collect([${families.map((file, i) => `[${text(file)}, f${i}]`).join(', ')}]);
    export default worker(families);`;
}

// One function per file, so that a theorem that throws when it is loaded spoils no other.
function claimsEntry(claims, families) {
  const table = (files) => files.map((file) => `${text(file)}: () => require(${text(`./${file}`)}),`).join('\n');
  return `export const modules = {\n${table(claims)}\n};\nexport const families = {\n${table(families)}\n};`;
}

async function bundle(cwd, name, contents) {
  const folder = path.join(cwd, '.theoremcheck', 'build');
  const stdin = { contents, resolveDir: cwd, sourcefile: `${name}.ts`, loader: 'ts' };
  const options = { ...bundling(cwd), stdin, outfile: path.join(folder, `${name}.cjs`) };
  const result = await require('esbuild').build(options).catch(refuse);
  const [map, code] = [result.outputFiles.find(isMap), result.outputFiles.find((file) => !isMap(file))];
  const hash = digest(await uncommented(bare(code.text)), versions(result.metafile, cwd));
  const final = linked(code.text, cwd);
  return { file: write(folder, name, digest(hash, final).slice(0, 16), final, map.text), hash };
}

/** How everything is bundled. */
function bundling(cwd) {
  return {
    absWorkingDir: cwd,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [marker({ 'mathjs/number': `./${VENDOR}` })],
    tsconfigRaw: TSCONFIG,
  };
}

/** What the bundler says, in one sentence that names the first place. */
function refuse(failure) {
  const [first, ...more] = failure.errors ?? [];
  if (!first) throw failure;
  const { file, line, column } = first.location ?? { file: 'bundle', line: 1, column: 0 };
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  const cure = first.notes.length > 0 ? ` (${first.notes[0].text})` : '';
  const said = `${file}:${line}:${column + 1}: expected code that can be bundled, got an error: ${first.text}${cure}${others}`;
  throw Object.assign(new Error(said), { name: 'UsageError' });
}

/** A comment changes no number: it changes no hash either. */
async function uncommented(code) {
  const options = { minifyWhitespace: true, legalComments: 'none', logLevel: 'silent' };
  return (await require('esbuild').transform(code, options)).code;
}

const digest = (...texts) => texts.reduce((hash, each) => hash.update(each), createHash('sha256')).digest('hex');

const isMap = (file) => file.path.endsWith('.map');

/**
 * mathjs/number in one file loads in 30 ms instead of 300, but takes half a second to bundle: once per version, as the
 * package does not change under its version.
 */
async function vendor(cwd) {
  const folder = path.join(cwd, '.theoremcheck', 'build');
  const file = path.join(folder, VENDOR);
  if (fs.existsSync(file)) return;
  const { outputFiles } = await require('esbuild').build({
    entryPoints: [require.resolve('mathjs/number')],
    outfile: file,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
  fs.mkdirSync(folder, { recursive: true });
  replace(file, outputFiles[0].text);
}

/** Writes code and map under a name of their content, whole or not at all, and drops the oldest of the kind. */
function write(folder, name, hash, code, map) {
  const file = path.join(folder, `${name}-${hash}.cjs`);
  fs.mkdirSync(folder, { recursive: true });
  if (fs.existsSync(file)) {
    const now = new Date();
    fs.utimesSync(file, now, now);
    return file;
  }
  replace(`${file}.map`, map);
  replace(file, `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
  prune(folder, name);
  return file;
}

function replace(file, content) {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

function prune(folder, name) {
  const age = (file) => fs.statSync(path.join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = fs.readdirSync(folder).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.cjs'));
  const old = files.sort((a, b) => age(b) - age(a)).slice(KEPT);
  for (const file of old) for (const end of ['', '.map']) fs.rmSync(path.join(folder, file + end), { force: true });
}

function own(cwd, file) {
  const relative = path.relative(cwd, path.join(PACKAGE, file)).split(path.sep).join('/');
  return relative.startsWith('.') ? relative : `./${relative}`;
}

const text = (value) => JSON.stringify(value);

module.exports = { start, build, glob, PACKAGE };
