import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

test('THEOREMS.md says what the statements and the last run of the gate say', () => {
  const args = [join(root, 'harness', 'cli', 'bin.cjs'), 'list', '--ledger', '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'THEOREMS.md is up to date\n', stderr: '' });
}, 60_000);
