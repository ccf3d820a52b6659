'use strict';
/**
 * Accepts the last run of the whole gate: `npm run accept` writes docs/ci/accepted.json, and sees to it that package.json names it as
 * what continuous integration compares with.
 * Outcomes of single trials are left out: nothing compares them, and they are most of the file.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const FROM = 'reports/verdicts.json';
const TO = 'docs/ci/accepted.json';
const NONE = { x: [], measured: [], allowed: [], factor: [] };

/** What is kept of a run. Throws where it is not one of the gate as it is committed. */
function accepted(run) {
  const own = run.complete && run.profile === 'pr' && run.engine === 'default' && !run.exploratory;
  if (!own)
    throw new Error(`accept: expected a run of the whole gate in ${FROM}, got another (npx theoremcheck verify)`);
  return { ...run, claims: run.claims.map(bare) };
}

const bare = (claim) => ({
  ...claim,
  parts: claim.parts.map((part) => ({ ...part, outcomes: NONE })),
  controls: claim.controls.map(({ outcomes: _, ...control }) => control),
});

/** package.json with the setting that makes continuous integration compare with the accepted run. */
function named(manifest) {
  const { theoremcheck = {}, ...rest } = manifest;
  return { ...rest, theoremcheck: { ...theoremcheck, ci: { ...theoremcheck.ci, baseline: TO } } };
}

if (require.main === module) {
  const root = join(__dirname, '..');
  const run = accepted(JSON.parse(readFileSync(join(root, FROM), 'utf8')));
  writeFileSync(join(root, TO), `${JSON.stringify(run, null, 1)}\n`);
  const manifest = join(root, 'package.json');
  writeFileSync(manifest, `${JSON.stringify(named(JSON.parse(readFileSync(manifest, 'utf8'))), null, 2)}\n`);
  console.log(`${TO}: ${run.claims.length} claims; say in the commit why they moved`);
}

module.exports = { accepted, named };
