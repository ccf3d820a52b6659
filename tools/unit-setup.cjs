'use strict';
// Before the first test of the code.
const path = require('node:path');
const { arithmetic } = require('../harness/project/arithmetic.cjs');
const { isPrepared, prepareHost } = require('../harness/project/host.cjs');
const { replace } = require('../harness/project/places.cjs');

const BUILD = path.join(__dirname, '..', '.theoremcheck', 'build');

module.exports = async () => {
  // Hundreds of tests start the program, and without dist/js/cli.cjs every start bundles it.
  if (!isPrepared()) await prepareHost();
  // What a run needs of mathjs, in one file: of the whole package Jest would load 700 files in every file of tests that has a formula.
  const file = await arithmetic([BUILD]);
  replace(
    path.join(BUILD, 'arithmetic.cjs'),
    `module.exports = require(${JSON.stringify(`./${path.basename(file)}`)});\n`,
  );
};
