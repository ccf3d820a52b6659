'use strict';
/**
 * The harness in one bundle. `dist/js/cli.cjs`, made when the package is installed from its sources or packed, is used as
 * long as the sources that it was made of are what they were; else the sources are bundled in memory and nothing is written.
 */
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { knownArithmetic, shaken } = require('./arithmetic.cjs');
const { bundled, digest } = require('./bundler.cjs');
const { own } = require('./files.cjs');
const { PACKAGE, bare, linked, manifest, marker, versioned } = require('./packages.cjs');
const { places, replace } = require('./places.cjs');

const FILE = path.join(PACKAGE, 'dist', 'js', 'cli.cjs');
const HEADER = '// theoremcheck ';
/** What decides, beside the sources, how they are bundled. */
const TOOLS = [
  'harness/project/arithmetic.cjs',
  'harness/project/bundler.cjs',
  'harness/project/host.cjs',
  'harness/project/packages.cjs',
];
const loaded = new Map();

/** What `harness/host.ts` exports. */
async function loadHost() {
  const code = kept() ?? (await inMemory());
  const known = loaded.get(code);
  if (known) return known;
  const host = run(code);
  loaded.set(code, host);
  return host;
}

/** Makes `dist/js/cli.cjs`. */
async function prepareHost() {
  const { code, sources, packages } = await made();
  fs.mkdirSync(path.dirname(FILE), { recursive: true });
  const header = { sources, packages, hash: hashOf(sources, packages), code: digest(code) };
  replace(FILE, `${HEADER}${JSON.stringify(header)}\n${code}`);
}

/** The prepared bundle, if it is whole and its sources are unchanged. */
function kept() {
  try {
    const text = fs.readFileSync(FILE, 'utf8');
    const end = text.indexOf('\n');
    const { sources, packages, hash, code } = JSON.parse(text.slice(HEADER.length, end));
    const body = text.slice(end + 1);
    return hash === hashOf(sources, packages) && code === digest(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The sources bundled, with mathjs from where a run has put it, or as it is. */
async function inMemory() {
  process.setSourceMapsEnabled(true);
  const arithmetic = knownArithmetic(places(process.cwd()));
  const { code } = await bundledHost({
    plugins: [marker(arithmetic ? 'apart' : 'plain')],
    sourcemap: 'inline',
    sourcesContent: false,
  });
  return bare(linked(code, PACKAGE, arithmetic));
}

/** The sources bundled with what they need of mathjs, and what that was made of: files of ours, and packages with their versions. */
async function made() {
  const options = { plugins: [await shaken(), marker('inline')] };
  const { code, metafile } = await bundledHost(options);
  const files = Object.keys(metafile.inputs).filter((file) => !/^(host\.ts|.*node_modules\/.*)$/.test(file));
  return { code: bare(code), sources: [...files, ...TOOLS].sort(), packages: ['esbuild', 'mathjs'] };
}

function bundledHost(options) {
  const entry = `export * from ${JSON.stringify(own('harness/host'))};`;
  return bundled(PACKAGE, 'host', entry, { sourcemap: false, ...options });
}

/** A manifest says much that changes no bundle, and packers rewrite it: of it only the version counts. */
function hashOf(sources, packages) {
  const content = (file) => (file === 'package.json' ? version(file) : fs.readFileSync(path.join(PACKAGE, file)));
  return digest(
    ...sources.flatMap((file) => [file, '\0', content(file), '\0']),
    ...packages.map((name) => versioned(name)),
  );
}

const version = (file) => manifest(path.join(PACKAGE, file)).version;

/** Runs a bundle as if it lay in `dist/js`, from where its packages are found. */
function run(code) {
  const module = new Module(FILE);
  module.filename = FILE;
  module.paths = Module._nodeModulePaths(path.dirname(FILE));
  module._compile(code, FILE);
  return module.exports;
}

/** Whether `dist/js/cli.cjs` is what its sources give. */
const isPrepared = () => kept() !== undefined;

module.exports = { isPrepared, loadHost, prepareHost };
