'use strict';
/** Which files Stryker changes, which tests have to notice, and what is kept of its reports. */
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { ROOT, digest, resultsIn, text } = require('../results.cjs');

const RESULTS = 'docs/stryker.json';
/** The last version that runs on every Node of ours. */
const VERSION = '9.6.1';
/** Percent of a room's mutants that its tests have to notice. */
const BREAK = 90;

/** What Stryker says of a mutant that fails a run; the last one: a file of tests whose tests could not even be collected. */
const NOTICED = ['Killed', 'Timeout', 'RuntimeError'];

/** Rooms of the harness that are changed → rooms whose tests have to notice, where a source has no test of its own. */
const ROOMS = { evidence: ['evidence'], judge: ['judge', 'compile'], compile: ['compile', 'judge'] };

/** The tests that have to notice: the source's own, where it has some; else those of its rooms. */
function testsFor(file) {
  const own = file.replace(/\.ts$/, '.test.ts');
  return existsSync(join(ROOT, own)) ? [own] : ROOMS[roomOf(file)].map((room) => `harness/${room}/**/*.test.ts`);
}

const roomOf = (file) => file.split('/')[1];

/** The sources of all rooms, or those whose paths hold every word. Throws an Error where no path does. */
function sources(words = []) {
  const all = Object.keys(ROOMS).flatMap((room) =>
    readdirSync(join(ROOT, 'harness', room))
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .map((name) => `harness/${room}/${name}`),
  );
  const chosen = all.filter((file) => words.every((word) => file.includes(word)));
  if (chosen.length > 0) return chosen;
  throw new Error(`stryker: expected words of paths in ${Object.keys(ROOMS).join(', ')}, got ${words.join(' ')}`);
}

/** Of a source and of the tests that ran for it; undefined where one of them is gone. */
function digestOf(file, tests) {
  if (![file, ...tests].every((one) => existsSync(join(ROOT, one)))) return undefined;
  return digest([file, ...tests].map((one) => text(one)));
}

/** Source → what came of its mutants. */
const results = () => resultsIn(RESULTS);
const isFresh = (file, known) => known !== undefined && known.digest === digestOf(file, known.tests.split(' '));

/** Arguments of npx for one source. */
function argsFor(file) {
  const packages = ['core', 'jest-runner'].flatMap((name) => ['--package', `@stryker-mutator/${name}@${VERSION}`]);
  return ['--yes', ...packages, 'stryker', 'run', 'tools/stryker/stryker.config.json', '--mutate', file];
}

/** What is kept of a report of Stryker on one source: `{ digest, tests, killed, survived }`. */
function kept(file, report) {
  const { mutants, source } = report.files[file] ?? { mutants: [], source: '' };
  const tests = Object.keys(report.testFiles ?? {})
    .filter((test) => test !== '')
    .sort();
  const ran = mutants.filter(({ status }) => status !== 'Ignored');
  const noticed = ran.filter(({ status }) => NOTICED.includes(status));
  const survived = ran.filter((one) => !noticed.includes(one)).map((one) => survivor(one, source.split('\n')));
  return { digest: digestOf(file, tests), tests: tests.join(' '), killed: noticed.length, survived };
}

/** The line, what stood there and what stands there now; `uncovered` where no test comes by. */
function survivor({ location: { start, end }, replacement, status }, lines) {
  const last = start.line === end.line ? end.column - 1 : undefined;
  const from = lines[start.line - 1].slice(start.column - 1, last);
  const uncovered = status === 'NoCoverage' ? { uncovered: true } : {};
  return { line: lines[start.line - 1].trim(), from, to: replacement.replace(/\s+/g, ' '), ...uncovered };
}

/** Mutants that mean the same: `{ file, from, to, why }`, where `line` tells two of one text apart. */
const equivalents = () => JSON.parse(text('tools/stryker/equivalent.json'));
const reasonOf = (file, { line, from, to }) =>
  equivalents().find((one) => one.file === file && one.from === from && one.to === to && line.includes(one.line ?? ''))
    ?.why;

/** Of a room, or of all: `{ files, run, killed, survived, equivalent, score }`; a score is in percent, undefined where nothing ran. */
function summary(room, known = results()) {
  const files = sources().filter((file) => room === undefined || roomOf(file) === room);
  const run = files.filter((file) => known[file]);
  const killed = run.reduce((sum, file) => sum + known[file].killed, 0);
  const left = run.flatMap((file) => known[file].survived.map((one) => reasonOf(file, one) !== undefined));
  const equivalent = left.filter(Boolean).length;
  const survived = left.length - equivalent;
  const score = killed + survived === 0 ? undefined : (100 * killed) / (killed + survived);
  return { files: files.length, run: run.length, killed, survived, equivalent, score };
}

module.exports = {
  BREAK,
  RESULTS,
  ROOMS,
  ROOT,
  argsFor,
  isFresh,
  kept,
  reasonOf,
  results,
  roomOf,
  sources,
  summary,
  testsFor,
};
