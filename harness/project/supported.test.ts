import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';

const root = join(__dirname, '..', '..');
const file = join(__dirname, 'supported.cjs');
const { within } = require('./supported.cjs') as { within(range: string, version: string): boolean };

test.each([
  ['16.20.2', false],
  ['18.20.8', false],
  ['20.10.0', false],
  ['20.11.0', true],
  ['20.20.2', true],
  ['21.7.3', false],
  ['22.0.0', true],
  ['23.11.1', false],
  ['24.0.0', true],
  ['25.0.0', true],
  ['26.12.1', true],
])('Node %s: %s', (version, supported) => {
  expect(within(manifest.engines.node, version)).toBe(supported);
});

/** Runs a script with a Node that says it is of another version. */
function as(version: string, script: string) {
  const lie = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', lie + script], { cwd: root, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test.each(['harness/cli/bin.cjs', 'harness/jest/runner.cjs', 'jest-preset.js'])(
  '%s refuses an old Node in one sentence, before it loads any dependency',
  (entry) => {
    const watched = `
    const load = require('node:module')._load;
    require('node:module')._load = (name, ...rest) => {
      if (!/^(node:|[./])/.test(name)) throw new Error('loaded ' + name);
      return load(name, ...rest);
    };`;
    const { status, said } = as('18.20.8', `${watched} require(${JSON.stringify(join(root, entry))});`);
    expect(said).toBe(`theoremcheck: expected Node ${manifest.engines.node}, got 18.20.8 (install one of these)\n`);
    expect(status).toBe(2);
  },
);

test('a Node that is supported is let through', () => {
  const script = `require(${JSON.stringify(file)}).demandSupportedNode(); console.log('on')`;
  expect(as('24.0.0', script)).toEqual({ status: 0, said: 'on\n' });
});

test('engines of the lock are those of the manifest', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  expect(lock.packages[''].engines).toEqual(manifest.engines);
});
