'use strict';
/**
 * Jest runner for theorem files. Jest cannot load a runner in TypeScript on every Node that we support, so this file
 * only translates: the work is in `run-theorems.ts`. It gets all selected files at once, in Jest's parent process.
 */
require('../project/supported.cjs').demandSupportedNode();
const { start } = require('../project/boot.cjs');
const desk = require('./desk.cjs');

module.exports = class TheoremRunner {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
    // Jest's own workers train nothing: one pool per process does.
    this.isSerial = true;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const byPath = new Map(tests.map((test) => [test.path, test]));
    const began = Date.now();
    const told = [];
    for (const test of tests) await onStart(test);
    const broken = (test, message) => void told.push(onFailure(test, { message, stack: message }));
    const listener = {
      report: (path, report) => void told.push(onResult(byPath.get(path), testResult(path, report, began))),
      broken: (path, message) => {
        say(message);
        broken(byPath.get(path), message);
      },
    };
    try {
      const { testNamePattern } = this.globalConfig;
      const selection = {
        files: tests.map((test) => test.path),
        name: testNamePattern ? new RegExp(testNamePattern, 'i') : undefined,
        interrupted: () => watcher.isInterrupted(),
      };
      // Bundled anew at every run, so that watch mode sees edited files.
      const { host, built } = await start(tests[0].context.config.rootDir);
      const failures = await host.runTheorems(built, selection, listener, desk.manner);
      if (failures.length > 0) fail(failures);
    } catch (error) {
      const message = sentence(error);
      desk.end();
      say(message);
      for (const test of tests) broken(test, message);
    }
    await Promise.all(told);
  }
};

/** No theorem failed, but the gate did: Jest must not end with 0, whatever its reporters are. */
function fail(failures) {
  desk.error = new Error(failures.join('\n'));
  process.exitCode = 1;
}

/** What goes wrong before there is anything to show; Jest's own reporter shows it itself. */
function say(message) {
  if (desk.manner?.alone) process.stderr.write(`${message}\n`);
}

/** A user's mistake is a sentence; a stack is for ours. */
function sentence(error) {
  const known = ['UsageError', 'SyntaxError'].includes(error.name) || /: expected /.test(error.message);
  return known ? error.message : (error.stack ?? String(error));
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
