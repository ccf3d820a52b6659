import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../model/engines/package-root';
import { TFJS_NODE } from '../../model/engines/tfjs/native';
import { closure, type Packages } from './closure';
import { noSpace, Refusal, tellingLine, tellsFullDisk } from './refusal';

/** What the JavaScript of tfjs-node takes, and the compiler's temporary files. */
const NEEDED = 500e6;

/**
 * Fetches tfjs-node and what it needs into `folder`, at the versions and with the hashes of our lock file, without running
 * any package's script. The folder appears whole or not at all; one that is there is left as it is.
 *
 * @throws Refusal when the disk is full or npm fails.
 */
export function fetchInto(folder: string, version: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  demandSpace(parent);
  const partial = mkdtempSync(join(parent, 'partial-'));
  try {
    writeManifest(partial, version);
    npm(partial);
    moveIntoPlace(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function demandSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < NEEDED) throw noSpace(folder, `${Math.floor(free / 1e6)} MB`);
}

function writeManifest(folder: string, version: string): void {
  const { lockfileVersion, packages } = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as {
    lockfileVersion: number;
    packages: Packages;
  };
  const root = { name: 'tfjs-node-built', version, private: true, dependencies: { [TFJS_NODE]: version } };
  const lock = { ...root, lockfileVersion, packages: { '': root, ...closure(packages, TFJS_NODE) } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

function npm(folder: string): void {
  const options = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { status, stderr, error } = spawnSync('npm', options, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  const said = error?.message ?? stderr;
  if (tellsFullDisk(said)) throw noSpace(folder, 'a full disk');
  throw new Refusal(`npm to fetch ${TFJS_NODE}`, tellingLine(said));
}

/** Of two that fetch at once the first one stays. */
function moveIntoPlace(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
