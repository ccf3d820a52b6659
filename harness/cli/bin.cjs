#!/usr/bin/env node
'use strict';
// Plain CommonJS: bundles the project (boot.cjs) and hands over to harness/cli/main.ts.
require('../project/supported.cjs').demandSupportedNode();
const { start } = require('../project/boot.cjs');

// Whoever reads may leave, as `head` does: then nothing more is said, with the status that shells give to such an end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(128 + 13);
    throw error;
  });
}

start()
  .then(({ host, built }) => host.main(process.argv.slice(2), built))
  .catch((error) => {
    // A package that was not installed, of ours or of the project's.
    const cure = error.code === 'MODULE_NOT_FOUND' ? '; install the dependencies (npm install)' : '';
    process.stderr.write(`theoremcheck: ${error.message.split('\nRequire stack')[0]}${cure}\n`);
    return 2;
  })
  .then((status) => {
    process.exitCode = status;
  });
