'use strict';
/**
 * Jest runner for theorem files. Jest cannot load a runner in TypeScript on every Node that we support, so this file
 * only translates: the work is in `run-theorems.ts`. It gets all selected files at once, in Jest's parent process.
 */
require('../project/supported.cjs').demandSupportedNode();
const { writeSync } = require('node:fs');
const { brief, complaint, oneLine, printable } = require('../base/printable.cjs');
const discardReport = require('../files/discard-report.cjs');
const { start } = require('../project/boot.cjs');
const desk = require('./desk.cjs');

module.exports = class TheoremRunner {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
    // Jest's own workers train nothing: one pool per process does.
    this.isSerial = true;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const results = new Results(tests, onResult, onFailure);
    const guard = guarded(results);
    const releaseOutput = keepOutput();
    for (const test of tests) await onStart(test);
    try {
      for (const root of new Set(tests.map(rootOf))) await this.runProject(root, results, watcher);
    } finally {
      guard.release();
      releaseOutput();
    }
    const { testNamePattern } = this.globalConfig;
    if (testNamePattern && !results.judged && !watcher.isInterrupted()) this.without(testNamePattern);
    await results.told();
  }

  /** Skipped tests are green to Jest. Where our reporter is in use, it knows whether tests of another kind ran. */
  without(pattern) {
    const sentence = oneLine(`theoremcheck: -t: expected a theorem whose name matches ${pattern}, got none`);
    if (desk.manner) desk.skipped = sentence;
    else fail([sentence]);
    if (!desk.manner) print(sentence);
  }

  /** All that Jest asks for below one rootDir, whatever the projects of its configuration are: they share reports and levels. */
  async runProject(root, results, watcher) {
    const own = results.open.filter((test) => rootOf(test) === root);
    try {
      const asked = {
        files: [...new Set(own.map((test) => test.path))],
        name: nameOf(this.globalConfig),
        interrupted: () => watcher.isInterrupted(),
      };
      discardReport(root);
      // Bundled anew at every run, so that watch mode sees edited files.
      const { host, built } = await start(root);
      const failures = await host.runTheorems(built, asked, results, desk.manner);
      if (failures.length > 0) fail(failures);
      if (!watcher.isInterrupted()) results.close(own, 'the run ended without one');
    } catch (error) {
      const message = complaint(error);
      desk.end();
      say(message);
      results.close(own, message);
    }
  }
};

/** `-t` of Jest. */
function nameOf({ testNamePattern }) {
  if (!testNamePattern) return undefined;
  try {
    return new RegExp(testNamePattern, 'i');
  } catch ({ message }) {
    throw Object.assign(new Error(`-t: expected a regular expression, got an error: ${message}`), {
      name: 'UsageError',
    });
  }
}

const rootOf = (test) => test.context.config.rootDir;

/** What a project prints as it is loaded goes to standard error: standard output belongs to Jest, which may write JSON there. */
function keepOutput() {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => {
    process.stdout.write = write;
  };
}

/** The tests that have a result, those that wait for one, and whether any came to more than being skipped. Several projects may ask for the same file. */
class Results {
  constructor(tests, onResult, onFailure) {
    Object.assign(this, { open: [...tests], judged: false, onResult, onFailure, began: Date.now(), telling: [] });
  }

  report(path, report) {
    if (report.status !== 'pending') this.judged = true;
    for (const test of this.take(path)) this.telling.push(this.onResult(test, testResult(path, report, this.began)));
  }

  broken(path, message) {
    const said = oneLine(message);
    say(said);
    for (const test of this.take(path)) this.fail(test, said);
  }

  /** Every selected file has a result, or fails. */
  close(tests, message) {
    for (const test of this.open.filter((one) => tests.includes(one))) {
      this.open.splice(this.open.indexOf(test), 1);
      this.fail(test, message);
    }
  }

  take(path) {
    const found = this.open.filter((test) => test.path === path);
    this.open = this.open.filter((test) => test.path !== path);
    return found;
  }

  fail(test, message) {
    this.judged = true;
    this.telling.push(this.onFailure(test, { message, stack: message }));
  }

  told() {
    return Promise.all(this.telling);
  }
}

/**
 * While theorems run, an end of the process is none of theirs: `process.exit(0)` in a file of the project, a promise that never
 * settles, an exception that nobody caught. The status is 2 then, and the files without a verdict are named.
 */
function guarded(results) {
  const exit = (status) => {
    if (status > 1) return;
    // Jest itself leaves with 1 once it has failures enough (--bail).
    if (status === 1 && results.telling.length > 0) return;
    process.exitCode = 2;
    for (const test of results.open) print(`${test.path}: expected a verdict, got the end of the process`);
  };
  const uncaught = (error) => {
    print(`theoremcheck: expected no error outside of a theorem, got one that nobody caught: ${brief(error)}`);
    process.exit(2);
  };
  process.on('exit', exit);
  process.on('uncaughtException', uncaught);
  const release = () => {
    process.off('exit', exit);
    process.off('uncaughtException', uncaught);
  };
  return { release };
}

function print(line) {
  try {
    writeSync(2, `${oneLine(line)}\n`);
  } catch {}
}

/** No theorem failed, but the gate did: Jest must not end with 0, whatever its reporters are. */
function fail(failures) {
  desk.error = new Error([desk.error?.message, ...failures].filter(Boolean).join('\n'));
  process.exitCode = 1;
}

/** What goes wrong before there is anything to show; Jest's own reporter shows it itself. */
function say(message) {
  if (desk.manner?.alone) process.stderr.write(`${printable(message)}\n`);
}

/** The shape that Jest calls TestResult, for a file with one test. */
function testResult(path, { title, status, failure }, began) {
  const count = (wanted) => (status === wanted ? 1 : 0);
  const end = Date.now();
  return {
    console: undefined,
    displayName: undefined,
    failureMessage: failure ? `  ● ${failure.replace(/\n/g, '\n    ')}\n` : null,
    leaks: false,
    numFailingTests: count('failed'),
    numPassingTests: count('passed'),
    numPendingTests: count('pending'),
    numTodoTests: 0,
    openHandles: [],
    perfStats: { start: began, end, runtime: end - began, slow: false },
    skipped: status === 'pending',
    snapshot: snapshot(),
    testFilePath: path,
    testResults: [assertion(title, status, failure, end - began)],
  };
}

function assertion(title, status, failure, duration) {
  const failed = failure ? [failure] : [];
  return {
    ancestorTitles: [],
    duration: status === 'pending' ? undefined : duration,
    failureDetails: [],
    failureMessages: failed,
    fullName: title,
    invocations: 1,
    location: null,
    numPassingAsserts: status === 'passed' ? 1 : 0,
    status,
    title,
  };
}

function snapshot() {
  return { added: 0, fileDeleted: false, matched: 0, unchecked: 0, uncheckedKeys: [], unmatched: 0, updated: 0 };
}
