'use strict';
/** Prints the verdict block of every theorem, beside Jest's own reporter. On standard error, as Jest's reports are. */
module.exports = class VerdictReporter {
  onTestResult(_test, result) {
    if (result.theoremcheck) process.stderr.write(`\n${result.theoremcheck}\n\n`);
  }
};
