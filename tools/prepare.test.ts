import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadKernel } from '../model/engines/kernel';
import { gradientsFile } from '../model/engines/tfjs/gradients';

const builds = mkdtempSync(join(tmpdir(), 'prepare-'));
afterAll(() => rmSync(builds, { recursive: true }));

it('an installation from the sources makes all that engines compile, under the names by which runs find it', () => {
  const env = { ...process.env, THEOREMCHECK_BUILDS: JSON.stringify([builds]) };
  const { status, stderr } = spawnSync(process.execPath, ['tools/prepare.cjs'], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const files = [loadKernel().path, gradientsFile()];
  expect(readdirSync(builds).sort()).toEqual(files.map((file) => basename(file)).sort());
  const same = files.map((file) => readFileSync(join(builds, basename(file))).equals(readFileSync(file)));
  expect(same).toEqual([true, true]);
}, 120_000);
