'use strict';
/**
 * `npm run bench`: bundles the benchmarks, so that they run the present sources, and runs them. Takes about a minute.
 * `npm run bench reported`: measurements of the theory that are reported and not gated.
 * `npm run bench variants`: other models, losses, starts and features of bu2024, reported and not gated.
 * `npm run bench architecture`: which conclusions of bu2024 survive on other models: heads, layers, biases, without MLP.
 * `npm run bench selection`: which demonstrations to choose from a pool of real words.
 * `npm run bench words`: loading the vendored words, reading an embedding of a gigabyte: time and memory.
 * `npm run bench categories`: li2024's model on categories of real words, from one word to eight, and on their twins.
 * `npm run bench drift`: whether what claims bound moves when sizes double. `npm run bench precision`: claims in float64.
 * `npm run bench peers`: against PyTorch and JAX, on one core (a word after it: shapes with it); fetches them into the user's cache where pip reaches them (5 GB).
 * `npm run bench bracketing`: what bracketing would answer in place of the first crossing on a whole grid.
 * `npm run bench growth`: how the time of trainings grows with steps, replicates, B, L, d, m and workers.
 * `npm run bench trials`: what a training costs beside itself, and what many trials hold in memory.
 * `npm run bench queue`: what workers at a queue cost, on a Redis of its own (Debian's redis-server).
 */
const { basename, join, resolve } = require('node:path');
const { buildSync } = require('esbuild');

const home = resolve(__dirname, '..');
const outdir = join(process.cwd(), '.theoremcheck', 'build', 'bench');
const programs = [
  'main',
  'reported/reported',
  'reported/variants',
  'reported/architecture',
  'selection/selection',
  'drift/drift',
  'peers/peers',
  'growth',
  'bracketing',
  'precision',
  'trials',
  'worker',
  'queue',
  'words',
  'categories',
];
const entryPoints = programs.map((name) => join(__dirname, `${name}.ts`));
buildSync({
  entryPoints,
  outdir,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'error',
});
process.env.THEOREMCHECK_PACKAGE = home;
process.env.NODE_PATH = join(home, 'node_modules');
require('node:module').Module._initPaths();
const others = Object.fromEntries(programs.map((name) => [basename(name), name]));
const file = others[process.argv[2]] ?? 'main';
require(join(outdir, `${file}.js`))[basename(file)](() =>
  require(join(home, 'harness', 'project', 'boot.cjs')).build(home),
);
