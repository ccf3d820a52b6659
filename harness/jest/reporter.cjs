'use strict';
/**
 * Jest reporter: theorems in our way, everything else in Jest's own. Jest's reporter draws a status of its own on the terminal,
 * so it only lives while other tests run. Part of the preset, jest-preset.js.
 * Beside 'default', which then shows theorems, too, ours only adds to it, in plain lines.
 */
const { realpathSync } = require('node:fs');
const { oneLine } = require('../base/printable.cjs');
const desk = require('./desk.cjs');

const RUNNER = realpathSync(require.resolve('./runner.cjs'));

module.exports = class TheoremReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
    this.beside = (globalConfig.reporters ?? []).some(([name]) => name === 'default');
  }

  onRunStart(...start) {
    this.start = start;
    desk.skipped = undefined;
    desk.error = unmatched(this.globalConfig);
    if (desk.error) process.stderr.write(`${desk.error.message}\n`);
    desk.manner = {
      verbose: this.globalConfig.verbose === true,
      alone: !this.beside,
      ending: (end) => {
        desk.end = end;
      },
    };
  }

  onTestStart(test) {
    if (this.beside) return;
    if (isTheorem(test)) this.endDefault();
    else this.default().onTestStart(test);
  }

  onTestCaseResult(test, result) {
    if (!this.beside && !isTheorem(test)) this.default().onTestCaseResult(test, result);
  }

  onTestResult(test, result, all) {
    if (!this.beside && !isTheorem(test)) this.default().onTestResult(test, result, all);
  }

  onRunComplete(_, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    this.endDefault();
    if (desk.skipped && numPassedTests + numFailedTests + numRuntimeErrorTestSuites === 0) {
      process.stderr.write(`${desk.skipped}\n`);
      desk.error ??= new Error(desk.skipped);
    }
    desk.end();
    desk.manner = undefined;
    desk.end = () => {};
  }

  getLastError() {
    return desk.error ?? this.shown?.getLastError();
  }

  /** Jest's own reporter; made anew when other tests go on after theorems. */
  default() {
    if (!this.shown) {
      const { DefaultReporter, VerboseReporter } = jestReporters(this.globalConfig.rootDir);
      this.shown = new (this.globalConfig.verbose ? VerboseReporter : DefaultReporter)(this.globalConfig);
      this.shown.onRunStart(...this.start);
    }
    return this.shown;
  }

  endDefault() {
    this.shown?.onRunComplete();
    this.shown = undefined;
  }
};

/**
 * Jest writes a rootDir into its patterns and does not get these characters through: it finds no file there, and where another
 * project finds some it ends with 0.
 */
function unmatched({ rootDir, projects = [] }) {
  const folders = [rootDir, ...projects.filter((one) => typeof one === 'string')];
  const folder = folders.find((one) => /[[\]*!]/.test(one));
  if (folder === undefined) return undefined;
  const sentence = `rootDir: expected a folder without [ ] * ! in its path, got ${folder} (Jest finds no file there)`;
  return new Error(`theoremcheck: ${oneLine(sentence)}`);
}

function isTheorem(test) {
  return realpathSync(test.context.config.runner) === RUNNER;
}

/** From the Jest that the project runs: its reporters are a package of its core, wherever an installer puts that. */
function jestReporters(rootDir) {
  const jest = require.resolve('jest', { paths: [rootDir, __dirname] });
  const core = require.resolve('@jest/core', { paths: [jest] });
  return require(require.resolve('@jest/reporters', { paths: [core] }));
}
