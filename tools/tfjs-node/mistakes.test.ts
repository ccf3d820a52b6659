import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nativeFolder, TFJS_NODE } from '../../model/engines/tfjs/native';
import { hasCompiler, tool } from './testing/native';

/** Whatever stops the tool is one sentence and exit status 2. Nothing here needs a network, a TensorFlow or a compiler. */
const folder = mkdtempSync(join(tmpdir(), 'tfjs-node-'));
const cache = join(folder, 'cache');
const write = (file: string, text = '') => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  return join(folder, file);
};
const command = (name: string, script: string) => {
  const file = write(join('bin', name, name), `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};
const CURE = '(pip install tensorflow-cpu, or --tensorflow DIR)';
jest.setTimeout(120_000);

/** A TensorFlow that has the files and nothing in them, and a tfjs-node that was fetched but for what is compiled. */
beforeAll(() => {
  write('tf/include/tensorflow/c/eager/c_api.h');
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) write(join('tf', name));
  write('half/include/tensorflow/c/eager/c_api.h');
  write('half/libtensorflow_framework.so.2');
  const sources = join(nativeFolder(cache), 'node_modules', TFJS_NODE, 'binding').slice(folder.length);
  write(
    join(sources, 'tfjs_backend.cc'),
    '#include <set>\n#include <string>\nstatic std::set<std::string> ATTR_NAME_SET;\n',
  );
  write(join(sources, 'tfjs_binding.cc'), 'int binding;\n');
});

const refusal = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, err } = tool(args, { THEOREMCHECK_CACHE: cache, ...env });
  return { status, err };
};
const sentence = (expected: string, got: string, cure = '') => ({
  status: 2,
  err: `tfjs-node: expected ${expected}, got ${got}${cure && ` ${cure}`}`,
});
const complete = ['--tensorflow', join(folder, 'tf')];

test('no TensorFlow', () => {
  const path = dirname(command('python3', 'exit 0'));
  expect(refusal([], { PATH: path })).toEqual(sentence('a TensorFlow of python3, /usr/local or /usr', 'none', CURE));
});

test("python3's TensorFlow has not all of it", () => {
  const path = dirname(command('python3', `echo ${join(folder, 'half')}`));
  const expected = `a TensorFlow with C headers in ${join(folder, 'half')}`;
  expect(refusal([], { PATH: path })).toEqual(sentence(expected, 'no libtensorflow_cc.so.2 in it', CURE));
});

test('a TensorFlow that is not where it is said to be', () => {
  const named = join(folder, 'moved');
  expect(refusal(['--tensorflow', named])).toEqual(
    sentence(`a TensorFlow with C headers in ${named}`, 'no such folder', CURE),
  );
});

test('no compiler', () => {
  const cure = '(apt-get install g++, or CXX names another)';
  expect(refusal(complete, { CXX: 'no-such-compiler' })).toEqual(
    sentence('a C++ compiler', 'no no-such-compiler', cure),
  );
});

test('a compiler that refuses', () => {
  const compiler = command('cxx', 'cat >/dev/null; echo "In file x.h" >&2; echo "x.h:1: error: no x" >&2; exit 1');
  expect(refusal(complete, { CXX: compiler })).toEqual(
    sentence(`${compiler} to compile the library`, 'x.h:1: error: no x'),
  );
});

test('an unknown option', () => {
  expect(refusal(['--frobnicate'])).toEqual(sentence('--tensorflow DIR or --help', "Unknown option '--frobnicate'"));
});

test('--help says what it needs', () => {
  const { status, out } = tool(['--help'], {});
  expect([status, out[0]]).toEqual([0, 'Usage: npm run tfjs-node -- [--tensorflow DIR]']);
});

test('npm that fails', () => {
  const bin = dirname(command('npm', 'echo "npm error code ENOTFOUND" >&2; echo "npm error network no" >&2; exit 1'));
  const env = { THEOREMCHECK_CACHE: join(folder, 'empty'), PATH: `${bin}:${process.env.PATH}` };
  expect(refusal(complete, env)).toEqual(sentence(`npm to fetch ${TFJS_NODE}`, 'npm error network no'));
});

/** A disk of one megabyte, where this process may mount one. */
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { encoding: 'utf8' });
const whereMounted = mounted.status === 0 ? test : test.skip;
if (mounted.status !== 0) {
  const why = mounted.error?.message ?? mounted.stderr.trim();
  process.stderr.write(`tfjs-node without disk space: SKIPPED, no small disk could be mounted (${why})\n`);
}
afterAll(() => {
  if (mounted.status === 0) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true });
});

const CURED = '(THEOREMCHECK_CACHE names another folder)';

whereMounted('no space for what is fetched', () => {
  const { status, err } = refusal(complete, { THEOREMCHECK_CACHE: disk });
  const left = /got (\d MB)/.exec(err)?.[1];
  expect({ status, err }).toEqual(sentence(`500 MB of disk space for ${disk}`, left!, CURED));
});

const compiler = hasCompiler();
if (!compiler) process.stderr.write('tfjs-node with a full disk for the compiler: SKIPPED, no g++\n');

(compiler ? whereMounted : test.skip)('no space for the compiler', () => {
  writeFileSync(join(disk, 'all'), new Uint8Array(1 << 19));
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'rest')}`, 'bs=4k']);
  const { status, err } = refusal(complete, { TMPDIR: disk });
  expect(status).toBe(2);
  expect(err).toMatch(/^tfjs-node: expected 500 MB of disk space for .*, got a full disk \(THEOREMCHECK_CACHE names/);
});
