#!/usr/bin/env node
'use strict';
// Plain CommonJS: bundles the project (boot.cjs) and hands over to harness/cli/main.ts.
const { start } = require('../boot.cjs');

start()
  .then(({ host, built }) => host.main(process.argv.slice(2), built))
  .catch((error) => {
    process.stderr.write(`theoremcheck: ${error.message}\n`);
    return 2;
  })
  .then((status) => {
    process.exitCode = status;
  });
