'use strict';
// Before the first test of the code: hundreds of tests start the program, and without dist/js/cli.cjs every start bundles it.
const { isPrepared, prepareHost } = require('../harness/project/host.cjs');

module.exports = async () => {
  if (!isPrepared()) await prepareHost();
};
