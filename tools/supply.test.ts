import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What the package brings along: from whom, under which licences, and what it would run as it is installed. */
interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const root = join(__dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const lock: Readonly<Record<string, Entry>> = read('package-lock.json').packages;
const entries = Object.entries(lock).filter(([path]) => path !== '');
const shipped = entries.filter(([, { dev, devOptional }]) => !dev && !devOptional);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that ask for no more than a notice. */
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense'];
const licences = (expression: string) => expression.replace(/[()]/g, '').split(/ (?:AND|OR) /);

it('every entry of the lock file has the hash of its content', () => {
  expect(entries.length).toBeGreaterThan(300);
  expect(entries.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
});

it('what ships asks for no more than a notice', () => {
  const others = shipped.filter(([, { license = 'none' }]) =>
    licences(license).some((one) => !PERMISSIVE.includes(one)),
  );
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

it('no install script is run but those that are known, and every one of them is optional or refused', () => {
  const scripts = shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
  // esbuild finds its program among optional packages without it, and core-js only prints a banner.
  expect(scripts.sort()).toEqual(['@tensorflow/tfjs-node', 'core-js', 'esbuild']);
  const { allowScripts, optionalDependencies } = read('package.json');
  const allowed = scripts.filter((name) => allowScripts[name]);
  expect(allowed.filter((name) => optionalDependencies[name] === undefined)).toEqual([]);
});

// npm keeps one component for each name and version, and leaves out what ships where a tool of developers needs it, too, when
// it is told to omit those: so all are listed.
it('npm run sbom lists whatever ships, in the form of CycloneDX', () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(0);
  const { bomFormat, specVersion, components } = JSON.parse(stdout);
  expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.5']);
  const listed = new Set(components.map(({ purl }: { purl: string }) => decodeURIComponent(purl)));
  const missing = shipped.filter(([path, { version }]) => !listed.has(`pkg:npm/${nameOf(path)}@${version}`));
  expect(missing.map(([path]) => path)).toEqual([]);
});

it('a release is tested before it is published, with provenance and its bill of materials', () => {
  const { permissions, jobs } = parse(readFileSync(join(root, 'docs/ci/release.yml'), 'utf8'));
  const runs: readonly string[] = jobs.publish.steps.flatMap(({ run }: { run?: string }) => run ?? []);
  const places = ['.ci/run', 'sbom', 'npm publish --provenance', 'sbom.cdx.json --generate-notes'].map((part) =>
    runs.findIndex((run) => run.includes(part)),
  );
  expect(places).toEqual([0, 2, 3, 4]);
  expect(permissions['id-token']).toBe('write');
});

it('a release needs no token that could be stolen: the registry knows the workflow', () => {
  const release = readFileSync(join(root, 'docs/ci/release.yml'), 'utf8');
  const { uses, with: options } = parse(release).jobs.publish.steps[1];
  // A token or a registry in npm's settings would be taken before the workflow's own identity; npm 10 knows no such identity.
  expect(release).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|registry-url/);
  expect([uses, options]).toEqual(['actions/setup-node@v4', { 'node-version': 24 }]);
});
