'use strict';
/**
 * `npm run mutants [-- WORD…]`: makes the mistakes of mutants.json one at a time in a copy of the project, and runs the tests that
 * should notice. Words choose by name. It goes on where it was interrupted, and then runs again what changed since. Takes hours of one
 * core in all; it is no part of continuous integration. Writes docs/mutants.json and docs/mutants.md.
 */
const { spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, sep } = require('node:path');
const { RESULTS, ROOT, digestOf, list, mutated, nameOf, results } = require('./mutants.cjs');
const { page } = require('./page.cjs');

const LEFT_OUT = ['node_modules', '.git', '.theoremcheck', 'reports', 'dist'];
/** Milliseconds after which tests of a mutant hang: that is noticed, too. */
const LIMIT = 900_000;

const words = process.argv.slice(2);
const copy = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
cpSync(ROOT, copy, {
  recursive: true,
  filter: (file) => !LEFT_OUT.includes(file.slice(ROOT.length + 1).split(sep)[0]),
});
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

const known = results();
const sound = new Map();
main();

/** One mutant after the other. Signals are heard before a result counts: they end its tests, too, which then notice nothing. */
async function main() {
  // What was never tried comes first.
  const wasTried = (mutant) => nameOf(mutant) in known;
  for (const mutant of list().sort((a, b) => wasTried(a) - wasTried(b))) {
    const name = nameOf(mutant);
    const digest = digestOf(mutant, copy);
    if (!words.every((word) => name.includes(word)) || known[name]?.digest === digest) continue;
    const result = tried(mutant);
    await new Promise((resolve) => setImmediate(resolve));
    known[name] = { ...result, digest };
    console.log(`${known[name].status.padEnd(8)} ${name}`);
    save();
  }
  save();
}

/** The first of its tests that notices it. Tests that fail without the mistake notice nothing: they end the run. */
function tried(mutant) {
  const file = join(copy, mutant.file);
  const original = mutated({ ...mutant, to: mutant.from }, copy);
  writeFileSync(file, mutated(mutant, copy));
  const by = mutant.tests.find((test) => failure(test) !== undefined);
  writeFileSync(file, original);
  if (by === undefined) return { status: 'survived' };
  if (!sound.has(by)) sound.set(by, failure(by));
  const why = sound.get(by);
  if (why === undefined) return { status: 'killed', by };
  throw new Error(`mutants: expected ${by} to pass without a mutant, got a failure in the copy:\n${why}`);
}

/** The last that a test says that fails; undefined for one that passes. */
function failure(test) {
  const args = ['node_modules/jest/bin/jest.js', test, '-w', '1', '--selectProjects', 'unit', '--bail', '--ci'];
  const { THEOREMCHECK_PACKAGE: _, ...env } = process.env;
  const ran = spawnSync(process.execPath, args, {
    cwd: copy,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: LIMIT,
  });
  return ran.status === 0 ? undefined : `${ran.error ?? ''}${ran.stdout}${ran.stderr}`.slice(-4000);
}

function save() {
  const kept = list().flatMap((mutant) => (known[nameOf(mutant)] ? [[nameOf(mutant), known[nameOf(mutant)]]] : []));
  writeFileSync(join(ROOT, RESULTS), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  writeFileSync(join(ROOT, 'docs/mutants.md'), page());
}
