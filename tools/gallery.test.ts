import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** Draws every figure again from its data, and trains the first trial of each. */
test('docs/gallery is what the figures of the papers give', () => {
  const args = [join(root, 'harness', 'cli', 'bin.cjs'), 'figures', '--check'];
  const env = { ...process.env, THEOREMCHECK_WORKERS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  const said = stderr.split('\n').filter((line) => line.startsWith('gallery:'));
  expect({ status, stdout, said }).toEqual({ status: 0, stdout: 'docs/gallery is up to date: 17 figures\n', said: [] });
}, 300_000);
