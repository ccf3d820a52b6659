'use strict';
/**
 * Runs before packing: what plain Node and TypeScript read of an installed package. `dist/js` holds a CommonJS bundle
 * per entry (two folders below the root: model/engines/package-root.ts counts on it) and an ES module that passes on its
 * names, so that a process has one of each; `dist/types` the declarations for either.
 * Runs of theorems use neither: `harness/project/boot.cjs` bundles the sources.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');
const { prepareHost } = require('../harness/project/host.cjs');

const root = path.resolve(__dirname, '..');
const { exports: entries } = require(path.join(root, 'package.json'));
const built = Object.values(entries).filter((entry) => entry['theoremcheck-source']);

clear();
declare();
declareModules();
for (const entry of built) bundle(entry);
prepareHost();

/** All but the bundle of the command line, which is replaced at once: a process that starts meanwhile would have to bundle it. */
function clear() {
  rmSync(path.join(root, 'dist', 'types'), { recursive: true, force: true });
  const scripts = path.join(root, 'dist', 'js');
  mkdirSync(scripts, { recursive: true });
  for (const file of readdirSync(scripts)) if (file !== 'cli.cjs') rmSync(path.join(scripts, file));
}

function bundle({ 'theoremcheck-source': source, import: module, require: common }) {
  const outfile = path.join(root, common.default);
  buildSync({
    absWorkingDir: root,
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  const names = Object.keys(require(outfile));
  const from = path.basename(common.default);
  writeFileSync(path.join(root, module.default), `export { ${names.join(', ')} } from './${from}';\n`);
}

/**
 * The same declarations as ES modules see them: a library such as fast-check has types of its own for each kind of module,
 * and those of one are not those of the other. Relative imports of ES modules name a file.
 */
function declareModules() {
  for (const file of declarations()) {
    const text = readFileSync(file, 'utf8').replace(/(from |import\()(['"])(\.[^'"]*)\2/g, (_, before, quote, name) => {
      const target = path.resolve(path.dirname(file), name);
      const end = existsSync(`${target}.d.ts`) ? '.mjs' : '/index.mjs';
      return `${before}${quote}${name}${end}${quote}`;
    });
    writeFileSync(file.replace(/\.d\.ts$/, '.d.mts'), text);
  }
}

function declarations() {
  const folder = path.join(root, 'dist', 'types');
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.d.ts'));
  return names.map((name) => path.join(folder, name));
}

/** Declarations of the entries and of all that they reach. */
function declare() {
  const project = path.join(root, '.theoremcheck', 'declarations.json');
  const compilerOptions = { noEmit: false, sourceMap: false, declaration: true, emitDeclarationOnly: true };
  const own = { rootDir: root, outDir: path.join(root, 'dist', 'types') };
  const files = built.map((entry) => path.join(root, entry['theoremcheck-source']));
  mkdirSync(path.dirname(project), { recursive: true });
  writeFileSync(
    project,
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { ...compilerOptions, ...own },
      include: [],
      files,
    }),
  );
  const tsc = require.resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`build-entries: expected declarations of ${files.length} entries, got errors`);
}
