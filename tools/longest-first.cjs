'use strict';
const { createRequire } = require('node:module');
const { relative } = require('node:path');
const seconds = require('./test-times.json');

/** The one that Jest takes, found from where Jest finds it. */
const file = ['@jest/core', 'jest-config', '@jest/test-sequencer'].reduce(
  (from, name) => createRequire(from).resolve(name),
  require.resolve('jest'),
);
const { default: Sequencer } = require(file);

/**
 * The files that take longest begin first, so that none of them runs alone at the end. Jest does so itself where it has run
 * before; in a fresh clone it would take the size of a file for its time.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.some(({ duration }) => duration !== undefined) ? sorted : sorted.sort((a, b) => told(b) - told(a));
  }
};

const told = ({ path, context }) => seconds[relative(context.config.rootDir, path).replaceAll('\\', '/')] ?? 0;
