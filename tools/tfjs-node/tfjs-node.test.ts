import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { workspace } from '../../docs/testing/workspace';
import { nativeFolder, TFJS_NODE } from '../../model/engines/tfjs/native';
import { buildable, CACHE, inherited, newNode, ROOT, ran, tool } from './testing/native';

/**
 * tfjs-node, built against a TensorFlow that is here or that pip fetches, and the witness on it. Large, so it is fetched and
 * built once, in the user's cache, and where no other test finds it.
 */
const found = buildable();
const missing = 'missing' in found ? found.missing : undefined;
process.stderr.write(`tfjs-node on TensorFlow: ${missing ? `SKIPPED, ${missing}` : 'RAN'}\n`);
const env = { THEOREMCHECK_CACHE: CACHE, THEOREMCHECK_TFJS_BACKEND: 'tensorflow' };
jest.setTimeout(1_200_000);

(missing ? describe.skip : describe)('tfjs-node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-node-'));
  const args = 'path' in found ? ['--tensorflow', found.path] : [];
  let first: ReturnType<typeof tool>;
  beforeAll(() => {
    first = tool(args, env);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is built and takes a gradient, and TensorFlow prints nothing', () => {
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out.at(-1)).toMatch(/^tfjs\(tensorflow\) works: tensorflow 4\.22\.0 \d+\.\d+\.\d+$/);
  });

  test('is not built again from the same', () => {
    expect(tool(args, env).out.at(-2)).toBe('library up to date');
  });

  test('is the witness in verdict lines', () => {
    const project = workspace();
    project.write('theorems/bu2024/family.ts', "export { bu2024 } from 'theoremcheck/families';\n");
    project.write('theorems/bu2024/first.theorem.ts', THEOREM);
    const names = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
    const { output } = project.run(`${names.join(' ')} npx theoremcheck verify --verbose --no-report || true`);
    project.remove();
    expect(output).toMatch(/fused \+ tfjs\(tensorflow\), max deviation/);
  });

  /** Each trains the same, with the sets that the library keeps in use on both at once. */
  test('trains the same on two threads at once as on one', () => {
    const outfile = join(folder, 'threads.cjs');
    const shared = { bundle: true, platform: 'node', format: 'cjs', packages: 'external', outfile } as const;
    buildSync({ stdin: { contents: THREADS, resolveDir: __dirname }, ...shared });
    const child = spawnSync(process.execPath, [outfile], {
      cwd: folder,
      env: inherited({ ...env, THEOREMCHECK_PACKAGE: ROOT }),
      encoding: 'utf8',
    });
    const { status, out, err } = ran(child);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toHaveLength(3);
    expect(out[0]).toMatch(/^-?\d\.\d+(e-\d+)?,/);
    expect(new Set(out).size).toBe(1);
  });

  test('needs what Node 23 took away, and the loader gives it', () => {
    const file = join(folder, 'without.cjs');
    writeFileSync(file, 'const util = require("node:util"); delete util.isNullOrUndefined; delete util.isArray;\n');
    const options = { ...env, NODE_OPTIONS: `--require ${file}` };
    expect(tool(['--check'], options)).toMatchObject({ status: 0, err: '' });
    expect(withoutLoader(process.execPath, options)).toMatch(/is(NullOrUndefined|Array)\) is not a function/);
  });

  const node = missing ? { missing } : newNode();
  const reason = 'missing' in node ? node.missing : undefined;
  if (!missing)
    process.stderr.write(`tfjs-node on a Node that needs the loader: ${reason ? `SKIPPED, ${reason}` : 'RAN'}\n`);
  (reason ? test.skip : test)('on Node 24, where nothing is taken away by hand', () => {
    const path = (node as { path: string }).path;
    expect(tool(['--check'], env, path)).toMatchObject({ status: 0, err: '' });
    expect(withoutLoader(path, env)).toMatch(/is(NullOrUndefined|Array)\) is not a function/);
  });
});

/** What tfjs-node says when a program loads it by itself and reads a tensor. */
function withoutLoader(node: string, options: Readonly<Record<string, string>>): string {
  const folder = join(nativeFolder(CACHE), 'node_modules', TFJS_NODE);
  const program = `const tf = require(${JSON.stringify(folder)}); console.log(tf.square(tf.tensor1d([1, 2])).dataSync());`;
  return spawnSync(node, ['-e', program], { env: inherited(options), encoding: 'utf8' }).stderr;
}

const THREADS = `
import { isMainThread, Worker } from 'node:worker_threads';
import { loadBackend } from ${JSON.stringify(join(ROOT, 'model', 'engines', 'tfjs', 'backend'))};
async function train() {
  const { tf } = await loadBackend(['tensorflow']);
  const w = tf.variable(tf.tensor2d(Float32Array.from({ length: 1600 }, (_, i) => Math.sin(i)), [40, 40]));
  for (let t = 0; t < 300; t++) {
    tf.tidy(() => {
      const x = tf.tensor2d(Float32Array.from({ length: 1280 }, (_, i) => Math.cos(i + t)), [32, 40]);
      const slope = tf.grad((z) => tf.mean(tf.softplus(tf.matMul(x, z))))(w);
      w.assign(tf.sub(w, tf.mul(slope, 0.1)));
    });
  }
  console.log(w.dataSync().join());
}
if (!isMainThread) train();
else {
  const done = [0, 1].map(() => new Promise((resolve) => new Worker(__filename).once('exit', resolve)));
  Promise.all(done).then(train);
}
`;

const THEOREM = `
import { atLeast, cite, dialled, theorem } from 'theoremcheck';
import { forAll, frozenAttention, idealWeights, paper } from 'theoremcheck/bu2024';
import { bu2024 } from './family';
export default theorem({
  name: 'eight steps', statement: 'Attention is something after eight steps.',
  source: cite('bu2024', 'mechanism 1', 'paraphrased'), family: bu2024, forAll, paper,
  horizon: '8', prompts: 50, accuracy: '0.5', claim: ({ at }) => atLeast(at('horizon').correctAttention, '0.5'),
  delta: 0.05, margin: 0.35, // few trials: only who the witness was is looked at
  controls: {
    gross: [frozenAttention], positive: idealWeights,
    nearMiss: [dialled('initScale', 0.3, { doc: 'too small an initialisation' })],
  },
});
`;
