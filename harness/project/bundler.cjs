'use strict';
/** How sources become JavaScript: esbuild, with the same options wherever the project lies, and its complaints as sentences. */
const { createHash } = require('node:crypto');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { bare, marked, marker, versions } = require('./packages.cjs');

/** In place of the project's own: how code is read must not depend on where it lies, as it would in node_modules. */
const TSCONFIG = { compilerOptions: { target: 'ES2022' } };

const OPTIONS = {
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
  tsconfigRaw: TSCONFIG,
};

/** Bundles a text as if it were a file in a folder: `{ code, map, metafile }`. */
async function bundled(cwd, name, contents, options = {}) {
  const stdin = { contents, resolveDir: cwd, sourcefile: `${name}.ts`, loader: 'ts' };
  const all = { ...OPTIONS, absWorkingDir: cwd, plugins: [marker()], outfile: `${name}.cjs`, ...options, stdin };
  // Sources by where they lie: a bundle may be kept in another place.
  all.sourceRoot = pathToFileURL(path.join(cwd, path.sep)).href;
  const { outputFiles, metafile } = await require('esbuild').build(all).catch(refuse);
  const isMap = (file) => file.path.endsWith('.map');
  return { code: outputFiles.find((file) => !isMap(file)).text, map: outputFiles.find(isMap)?.text, metafile };
}

/** SHA-256 of what a bundle does: of its code without comments and folders, and of the packages that it imports. */
async function hashOf({ code, metafile }, cwd, arithmetic) {
  return digest(
    await uncommented(unplaced(bare(code))),
    versions(marked(metafile.outputs), cwd),
    path.basename(arithmetic),
  );
}

/** Modules that are loaded when they are called bear the path of their file, for profilers. */
const unplaced = (code) => code.replace(/(\b__(?:esm|commonJS)\w*\(\{\s*)"[^"\n]*"/g, '$1"module"');

/** What the bundler has against one file of a project, in one sentence; undefined where it has nothing. */
async function refusal(cwd, file) {
  try {
    await bundled(cwd, 'refusal', `import ${JSON.stringify(`./${file}`)};`, { sourcemap: false });
  } catch (error) {
    if (error.name !== 'UsageError') throw error;
    return error.message;
  }
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

module.exports = { bundled, digest, hashOf, refusal };
