'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** Removes the report of an earlier run to continuous integration: should this one never come to write its own, there is none. */
module.exports = function discardReport(cwd) {
  try {
    fs.rmSync(path.join(cwd, 'reports', 'junit.xml'), { force: true });
  } catch {
    // No file that could be removed: writing it says why.
  }
};
