'use strict';
/**
 * Which Nodes this package starts on. It is read before any dependency, and by Nodes that are too old for them: no syntax
 * here is younger than Node 14.
 */
const { writeSync } = require('node:fs');
const { engines } = require('../../package.json');

/** Whether a version is one that a range such as `^20.11 || ^22 || >=24` names; it may hold `^` and `>=` only. */
function within(range, version) {
  const [major, minor] = version.split('.').map(Number);
  return range.split('||').some((one) => {
    const [, sign, least, lowest = '0'] = /^(\^|>=)(\d+)(?:\.(\d+))?$/.exec(one.trim());
    return (sign === '>=' && major > Number(least)) || (major === Number(least) && minor >= Number(lowest));
  });
}

/** Ends the process with one sentence and status 2 unless this Node is supported. */
function demandSupportedNode(version = process.versions.node) {
  if (within(engines.node, version)) return;
  writeSync(2, `theoremcheck: expected Node ${engines.node}, got ${version} (install one of these)\n`);
  process.exit(2);
}

module.exports = { demandSupportedNode, within };
