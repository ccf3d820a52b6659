import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernelFingerprint, loadKernel } from './kernel';
import { packageRoot } from './package-root';

jest.setTimeout(120_000);

let home: string;
let loaded: { KERNEL?: string | undefined; PACKAGE?: string | undefined };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kernel-'));
  loaded = { KERNEL: process.env.THEOREMCHECK_KERNEL, PACKAGE: process.env.THEOREMCHECK_PACKAGE };
});
afterEach(() => {
  for (const name of ['KERNEL', 'PACKAGE'] as const) {
    if (loaded[name] === undefined) delete process.env[`THEOREMCHECK_${name}`];
    else process.env[`THEOREMCHECK_${name}`] = loaded[name];
  }
  jest.restoreAllMocks();
  rmSync(home, { recursive: true });
});

function given(content: string | Uint8Array | undefined): () => unknown {
  const path = join(home, 'given.wasm');
  if (content !== undefined) writeFileSync(path, content);
  process.env.THEOREMCHECK_KERNEL = path;
  return loadKernel;
}

test('a given file that is missing, damaged or another module is named, with the cure', () => {
  expect(given(undefined)).toThrow(
    /^loadKernel: expected a kernel in .*given\.wasm, got no such file; correct or unset/,
  );
  expect(given('not wasm')).toThrow(/given\.wasm, got 8 bytes that are not valid WebAssembly/);
  expect(given(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))).toThrow(
    /given\.wasm, got a module without the export memory/,
  );
});

/** A package of its own: a copy of the sources, the same dependencies. */
function copiedPackage(): string {
  const root = join(home, 'package');
  mkdirSync(join(root, 'model'), { recursive: true });
  cpSync(join(packageRoot(), 'model', 'kernel'), join(root, 'model', 'kernel'), { recursive: true });
  symlinkSync(join(packageRoot(), 'node_modules'), join(root, 'node_modules'));
  cpSync(join(packageRoot(), 'package.json'), join(root, 'package.json'));
  process.env.THEOREMCHECK_PACKAGE = root;
  delete process.env.THEOREMCHECK_KERNEL;
  return root;
}

test('an edited source gives another kernel, a damaged cached one is named', () => {
  const original = kernelFingerprint();
  const root = copiedPackage();
  jest.spyOn(process, 'cwd').mockReturnValue(home);
  const check = join(root, 'model', 'kernel', 'check.ts');
  writeFileSync(check, 'export function exp4Each(): void {}\nexport function log1pEach(): void {}\n');
  expect(kernelFingerprint()).not.toBe(original);
  const build = join(home, '.theoremcheck', 'build');
  const [name, ...others] = readdirSync(build);
  expect(others).toEqual([]);
  writeFileSync(join(build, name!), 'damaged');
  jest.resetModules();
  const again = (require('./kernel') as typeof import('./kernel')).loadKernel;
  expect(again).toThrow(
    `expected a kernel in ${join(build, name!)}, got 7 bytes that are not valid WebAssembly; delete it`,
  );
});

test('a source that does not compile is an error that leaves nothing behind', () => {
  const root = copiedPackage();
  jest.spyOn(process, 'cwd').mockReturnValue(join(home));
  writeFileSync(join(root, 'model', 'kernel', 'check.ts'), 'export function broken( {');
  expect(loadKernel).toThrow(/^loadKernel: expected .*kernel to compile, got: .*ERROR/s);
  expect(readdirSync(join(home, '.theoremcheck', 'build'))).toEqual([]);
});

test('the module has no imports', () => {
  const { path } = loadKernel();
  expect(existsSync(path)).toBe(true);
  const script = `console.log(WebAssembly.Module.imports(new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))).length)`;
  expect(spawnSync(process.execPath, ['-e', script, path], { encoding: 'utf8' }).stdout.trim()).toBe('0');
});
