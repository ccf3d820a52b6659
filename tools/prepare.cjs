'use strict';
// Runs after an installation from the sources, and before packing: makes dist/js/cli.cjs, without which every start bundles it.
require('../harness/project/host.cjs')
  .prepareHost()
  .catch((error) => {
    process.stderr.write(`prepare: ${error.message}\n`);
    process.exitCode = 1;
  });
