'use strict';
/**
 * `npm run stryker [-- WORD…]`: Stryker changes each operator, condition and constant of harness/evidence, harness/judge and
 * harness/compile, one source after the other, and its own tests, or those of these rooms, have to notice 90 % at least. Words choose sources by path.
 * It goes on where it was interrupted, and runs again what changed since. Takes an hour or two of one core in all; no part of continuous
 * integration. Its packages are fetched when they are first needed (docs/decisions/0010). Writes docs/stryker.json and docs/stryker.md.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const {
  BREAK,
  RESULTS,
  ROOT,
  argsFor,
  isFresh,
  kept,
  results,
  roomOf,
  sources,
  summary,
  testsFor,
} = require('./stryker.cjs');
const { page } = require('./page.cjs');

const REPORT = join(ROOT, '.theoremcheck/stryker/report.json');
const known = results();

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});

/** One source after the other. Signals are heard before a result counts. */
async function main(words) {
  const chosen = sources(words);
  for (const file of chosen.filter((one) => !isFresh(one, known[one]))) {
    const result = mutated(file);
    await new Promise((resolve) => setImmediate(resolve));
    known[file] = result;
    console.log(`${file}: ${result.killed} noticed, ${result.survived.length} not`);
    save();
  }
  save();
  const low = [...new Set(chosen.map(roomOf))].filter((room) => summary(room, known).score < BREAK);
  for (const room of low)
    console.error(
      `stryker: expected ${BREAK} % noticed in harness/${room}, got ${summary(room, known).score.toFixed(1)} %`,
    );
  process.exitCode = low.length === 0 ? 0 : 1;
}

function mutated(file) {
  rmSync(REPORT, { force: true });
  const env = { ...process.env, STRYKER_TESTS: testsFor(file).join(' ') };
  const { status } = spawnSync('npx', argsFor(file), { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0)
    throw new Error(
      `stryker: expected ${file} to be tried, got status ${status} (npx ${argsFor(file).join(' ')} says why)`,
    );
  return kept(file, JSON.parse(readFileSync(REPORT, 'utf8')));
}

function save() {
  const all = sources().flatMap((file) => (known[file] ? [[file, known[file]]] : []));
  writeFileSync(join(ROOT, RESULTS), `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  writeFileSync(join(ROOT, 'docs/stryker.md'), page());
}
