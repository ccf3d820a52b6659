'use strict';
/**
 * `npm run digests`: writes what `theoremcheck selftest` computes here into theorems/digests.json, after a change of what is drawn,
 * computed or observed that was meant.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { shipped } = require('../harness/project/boot.cjs');

const root = join(__dirname, '..');
const file = join(root, 'theorems', 'digests.json');
const read = () => JSON.parse(readFileSync(file, 'utf8'));
const write = (families) => writeFileSync(file, `${JSON.stringify({ ...read(), families }, null, 2)}\n`);

function computed() {
  const args = [join(root, 'harness/cli/bin.cjs'), 'selftest', '--json'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] };
  return JSON.parse(spawnSync(process.execPath, args, options).stdout).families;
}

async function main() {
  const { worker } = await shipped();
  const named = require(worker).families.map(({ name, observations }) => [name, Object.keys(observations)]);
  const before = read().families;
  write(Object.fromEntries(named.map(([name, observations]) => [name, { observations, trainings: {} }])));
  const after = computed().map(({ family, digests }) => [family, digests]);
  const observations = new Map(named);
  write(
    Object.fromEntries(after.map(([name, trainings]) => [name, { observations: observations.get(name), trainings }])),
  );
  const moved = after.flatMap(([name, trainings]) =>
    Object.keys(trainings).filter((one) => trainings[one] !== before[name]?.trainings?.[one]),
  );
  spawnSync(process.execPath, [require.resolve('@biomejs/biome/bin/biome'), 'format', '--write', file], { cwd: root });
  console.log(`theorems/digests.json: ${moved.length} trainings are new or moved; say in the commit why`);
}

main();
