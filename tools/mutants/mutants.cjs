'use strict';
/** Mistakes that a person could make, one line each, and the tests that should notice: mutants.json, and what came of them. */
const { ROOT, digest, resultsIn, text } = require('../results.cjs');

const RESULTS = 'docs/mutants.json';

const list = () => JSON.parse(text('tools/mutants/mutants.json'));
const nameOf = ({ room, says }) => `${room}: ${says}`;

/** Of all that a result depends on, as far as a file can say it: the mutated source, the mistake, the tests. */
function digestOf({ file, from, to, tests }, root) {
  return digest([from, to, text(file, root), ...tests.map((test) => text(test, root))]);
}

/** Name → `{ status, digest, by? }`, of every mutant that was ever run. */
const results = () => resultsIn(RESULTS);

/** The source with the mistake in it. Throws an Error unless its old text occurs exactly once. */
function mutated({ file, from, to }, root) {
  const source = text(file, root);
  const times = source.split(from).length - 1;
  if (times !== 1) throw new Error(`mutants: expected ${file} to hold "${from}" once, got ${times} times`);
  return source.replace(from, () => to);
}

module.exports = { RESULTS, ROOT, digestOf, list, mutated, nameOf, results };
