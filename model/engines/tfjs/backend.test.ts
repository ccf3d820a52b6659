import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { type BackendName, engineName, loadBackend } from './backend';
import { gradientsFile } from './gradients';
import { BINDING, BUILT_FROM, type BuiltFrom, nativeFolder, TFJS_NODE } from './native';

const ROOT = join(__dirname, '..', '..', '..');

/** A package root whose dependencies are only these tfjs packages. */
function rootWith(packages: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'tfjs-root-'));
  mkdirSync(join(root, 'node_modules', '@tensorflow'), { recursive: true });
  for (const name of [...packages.map((p) => `@tensorflow/${p}`), 'esbuild']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  return root;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Why the native backend does not load where only the packages of `root` are, and nothing else was built. */
function native(root: string): Promise<unknown> {
  const environment = { THEOREMCHECK_PACKAGE: root, THEOREMCHECK_CACHE: root, THEOREMCHECK_TFJS_BACKEND: 'tensorflow' };
  return withEnvironment(environment, () => loadBackend().catch((error: Error) => error.message));
}

const refused = (why: string) => `tfjs backend: expected one of tensorflow to load, got tensorflow: ${why}`;

/** Runs with environment variables set, then restores them. */
async function withEnvironment<T>(values: Record<string, string>, action: () => Promise<T>): Promise<T> {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    return await action();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

describe.each(['wasm', 'cpu'] as const)('backend %s', (name) => {
  test('loads, differentiates, and prints nothing', async () => {
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const spies = methods.map((method) => jest.spyOn(console, method).mockImplementation(() => {}));
    const { tf, backend, skipped } = await loadBackend([name]);
    const slope = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, 2, 3]));
    expect([backend, skipped, tf.getBackend()]).toEqual([name, [], name]);
    expect(Array.from(slope.dataSync())).toEqual([2, 4, 6]);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });
});

test('wasm and cpu agree on a softmax and its gradient', async () => {
  const answer = async (name: BackendName) => {
    const { tf } = await loadBackend([name]);
    await tf.setBackend(name);
    const w = tf.tensor1d([1, -2, 3, 0.5]);
    const x = tf.tensor2d([0.3, -1.2, 2.5, 0.1], [1, 4]);
    return Array.from(
      tf
        .grad((z) => tf.sum(tf.mul(tf.softmax(z), w)))(x)
        .dataSync(),
    );
  };
  const [wasm, cpu] = [await answer('wasm'), await answer('cpu')];
  // The entries are below 0.4 and the softmax is a handful of operations of relative error 2^-24.
  for (const [i, value] of wasm.entries()) expect(Math.abs(value - cpu[i]!)).toBeLessThan(16 * 2 ** -24);
});

test('is chosen once', () => {
  expect(loadBackend(['wasm'])).toBe(loadBackend(['wasm']));
});

test('is named as in verdict lines', async () => {
  expect(engineName(await loadBackend(['cpu']))).toBe('tfjs(cpu)');
});

describe('what is missing', () => {
  test('is passed over, with the reason', async () => {
    const root = rootWith(['tfjs-core', 'tfjs-backend-cpu']);
    const found = await withEnvironment({ THEOREMCHECK_PACKAGE: root, THEOREMCHECK_CACHE: root }, () =>
      loadBackend(['tensorflow', 'wasm', 'cpu']),
    );
    rmSync(root, { recursive: true });
    expect(found.backend).toBe('cpu');
    expect(found.skipped).toEqual([
      'tensorflow: @tensorflow/tfjs-node is not installed',
      'wasm: @tensorflow/tfjs-backend-wasm is not installed',
    ]);
  });

  test('is one sentence when it was asked for', async () => {
    const root = rootWith(['tfjs-core']);
    const failure = await native(root);
    rmSync(root, { recursive: true });
    expect(failure).toBe(refused('@tensorflow/tfjs-node is not installed'));
  });

  test('is the native library of what npm unpacked and did not set up', async () => {
    const root = rootWith(['tfjs-core']);
    write(join(root, 'node_modules', TFJS_NODE, 'package.json'), '{}');
    const failure = await native(root);
    rmSync(root, { recursive: true });
    expect(failure).toBe(refused('@tensorflow/tfjs-node has no native library'));
  });

  test('is the TensorFlow that a library was built with', async () => {
    const root = rootWith(['tfjs-core']);
    const built = await withEnvironment({ THEOREMCHECK_CACHE: root }, async () => nativeFolder());
    const folder = join(built, 'node_modules', TFJS_NODE);
    const record: BuiltFrom = { tensorflow: join(root, 'tf'), libraries: ['a.so.2', 'b.so.2'], hash: '' };
    for (const file of ['package.json', BINDING]) write(join(folder, file), '{}');
    write(join(folder, BUILT_FROM), JSON.stringify(record));
    write(join(root, 'tf', 'a.so.2'), '');
    const failure = await native(root);
    rmSync(root, { recursive: true });
    const where = `the TensorFlow in ${join(root, 'tf')}, where b.so.2 is gone`;
    expect(failure).toBe(refused(`tfjs-node was built with ${where} (npm run tfjs-node builds it with another)`));
  });

  test('an unknown name is refused', async () => {
    const environment = { THEOREMCHECK_TFJS_BACKEND: 'webgpu' };
    const load = () => loadBackend();
    await expect(withEnvironment(environment, async () => load())).rejects.toThrow(
      'expected THEOREMCHECK_TFJS_BACKEND to be one of tensorflow, wasm, cpu, got webgpu',
    );
  });
});

test('works from a bundle, in another directory, with gradients that were built elsewhere; on the thread and in a worker', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tfjs-bundle-'));
  const program = `
    import { isMainThread, Worker } from 'node:worker_threads';
    import { loadBackend } from ${JSON.stringify(join(__dirname, 'backend'))};
    loadBackend(['wasm']).then(({ tf }) => {
      const slope = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, 2]));
      console.log(isMainThread ? 'main' : 'worker', Array.from(slope.dataSync()).join());
      if (isMainThread) new Worker(__filename);
    });`;
  const outfile = join(directory, 'program.cjs');
  const shared = { bundle: true, platform: 'node', format: 'cjs', outfile } as const;
  buildSync({ stdin: { contents: program, resolveDir: directory }, packages: 'external', ...shared });
  const env = { ...process.env, THEOREMCHECK_PACKAGE: ROOT };
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { cwd: directory, env, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['main 2,4\nworker 2,4\n', '']);
  rmSync(directory, { recursive: true });
});

test('the bundle of gradients is named after the version of tfjs', () => {
  const { version } = require('@tensorflow/tfjs-core/package.json') as { version: string };
  expect(gradientsFile()).toMatch(new RegExp(`tf-gradients-${version}-[0-9a-f]{16}\\.cjs$`));
});
