/**
 * Makes package-lock.json serve every platform: `npm run lock` after each change of dependencies.
 *
 * A registry mirror may serve only some platforms' packages. npm then leaves the others out of the lock it writes, and
 * the next `npm ci` refuses that very lock ("Missing: … from lock file"). This adds what is missing, from the exact pins in
 * the parents' optionalDependencies, with platform fields read off the package names. It also drops `resolved`, so that no
 * registry host is committed. Hashes of the content of what it adds are asked of the registry.
 *
 * `--check` changes nothing and exits 1 when there is something to do.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const lockPath = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const OS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'netbsd', 'openbsd', 'sunos', 'aix', 'openharmony'];
const CPU = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el'];

/** Platform fields of a package such as `@swc/core-linux-x64-musl`, or undefined if the name tells none. */
export function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split('-');
  if (words.some((word) => word.startsWith('wasm') || word === 'wasi')) return { cpu: ['wasm32'] };
  const os = words.find((word) => OS.includes(word));
  if (os === undefined) return undefined;
  const cpu = words.map((word) => (word === 'ppc64le' ? 'ppc64' : word)).find((word) => CPU.includes(word));
  const libc = words.includes('musl') ? 'musl' : os === 'linux' && words.includes('gnu') ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), os: [os] };
}

/** The lock's entries with the missing platform packages added, `resolved` dropped, in npm's own order. */
export function completed(packages) {
  const entries = new Map(Object.entries(packages).map(([path, { resolved, ...entry }]) => [path, entry]));
  for (const [path, parent] of [...entries]) {
    if (path === '') continue;
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {}))
      addMissing(entries, path, parent, name, range);
  }
  return Object.fromEntries([...entries].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

function addMissing(entries, path, parent, name, range) {
  const platform = platformOf(name);
  const exact = /^\d+\.\d+\.\d+/.test(range);
  if (found(entries, path, name) || platform === undefined || !exact) return;
  entries.set(`node_modules/${name}`, {
    version: range,
    ...(parent.dev && { dev: true }),
    ...platform,
    optional: true,
  });
}

/** Node's own look-up: the package's own folder, then every enclosing one. */
function found(entries, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (entries.has(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`)) return true;
    if (folder === '' || !folder.includes('/node_modules/')) return entries.has(`node_modules/${name}`);
  }
}

/** The hash that the registry has of a package's content. */
function integrityOf(path, { version }) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' }).trim();
}

const unhashed = (packages) =>
  Object.entries(packages).filter(([path, entry]) => path !== '' && entry.integrity === undefined);

function main() {
  const lock = JSON.parse(readFileSync(lockPath, 'utf8'));
  const packages = completed(lock.packages);
  const missing = Object.keys(packages).length - Object.keys(lock.packages).length;
  const hosts = Object.values(lock.packages).filter((entry) => 'resolved' in entry).length;
  const hashless = unhashed(packages);
  const state = `${missing} platform packages missing, ${hashless.length} without integrity, ${hosts} registry addresses`;
  if (process.argv.includes('--check')) {
    if (missing + hashless.length + hosts === 0) return console.log(`package-lock.json: ${state}`);
    console.error(`package-lock.json: expected a complete lock without addresses, got ${state}; run: npm run lock`);
    process.exitCode = 1;
    return;
  }
  for (const [path, entry] of hashless) entry.integrity = integrityOf(path, entry);
  writeFileSync(lockPath, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`package-lock.json: repaired ${state}`);
}

main();
