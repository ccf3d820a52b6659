#!/usr/bin/env node
'use strict';
// Plain CommonJS: hands over to harness/cli/main.ts, which has the project bundled (boot.cjs) where it needs one.
process.exitCode = 2;
require('../project/supported.cjs').demandSupportedNode();
const { complaint } = require('../base/printable.cjs');
const { reach } = require('./ending.cjs');

const [command, ...flags] = process.argv.slice(2);
// Whatever happens from here on, an earlier run's report to continuous integration is no word on it.
if (/^(verify|merge)$/.test(command) && !flags.some((flag) => /^(-h|--help|--exploratory)$/.test(flag))) {
  require('../files/discard-report.cjs')(process.cwd());
}

Promise.resolve()
  .then(() => require('../project/boot.cjs'))
  .then(async ({ build, loadHost, ...own }) =>
    (await loadHost()).main(process.argv.slice(2), build, undefined, undefined, own),
  )
  .catch((error) => {
    process.stderr.write(`theoremcheck: ${complaint(error)}\n`);
    return 2;
  })
  .then(reach);
