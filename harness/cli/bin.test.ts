import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import manifest from '../../package.json';
import { coinProject } from './testing/project';

const { cwd, run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(60_000);

it('knows its version', () => {
  const said = { status: 0, out: `${manifest.version}\n`, err: '' };
  expect([run('--version'), run('-V')]).toEqual([said, said]);
});

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;
(hasBash ? it : it.skip)('ends quietly, and not with success, when nobody reads on (needs bash)', () => {
  const bin = resolve(__dirname, 'bin.cjs');
  // The reader is gone long before the first line.
  const script = '"$0" "$1" list | true; echo "$PIPESTATUS"';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, bin], { cwd, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['141\n', '']);
});
