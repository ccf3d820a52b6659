import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtFile, giveName } from './builds';
import { packageRequire, packageRoot } from './package-root';

/** What the kernel exports (model/kernel/index.ts). Pointers are byte offsets into `memory`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: WebAssembly.Global;
  sampleBatch(plan: number, law: number, t: number): void;
  /** Writes the records of the n prompts at hand, or their terms, where the plan holds shapes: then returns 1. */
  expand(plan: number, n: number, terms: boolean): number;
  /** Returns 1 if the loss of the batch at hand is finite. */
  assess(plan: number): number;
  update(plan: number, t: number): void;
  train(plan: number, law: number, from: number, to: number): number;
  /** To be called before evaluations of at most `block` prompts at a time, under the same law and with the same weights. */
  prepare(plan: number, law: number, block: number): void;
  evaluate(plan: number, law: number, k0: number, k1: number, t: number, first: number, n: number): void;
  /** Answers to n prompts that stand in the plan's memory as records of the law. */
  answer(plan: number, law: number, n: number): void;
  /** What the backward pass reads of the noise of the deferred prompts at hand, beside what the forward pass reads. */
  sampleBackwardNoise(plan: number, k0: number, k1: number, t: number, first: number, n: number): void;
  settle(plan: number): void;
  samplePrompts(
    law: number,
    records: number,
    labels: number,
    signs: number,
    k0: number,
    k1: number,
    t: number,
    first: number,
    n: number,
  ): void;
  /** The same prompts of a concept law without noise. */
  sampleMeans: KernelExports['samplePrompts'];
  addNormals(stream: number, target: number, n: number, sigma: number): void;
  seed(stream: number, k0: number, k1: number, t: number, tag: number, block: number): void;
  fill(stream: number, out: number, vectors: number): void;
  /** C [m, n] = A [m, k] B [k, n] in float64, m and n multiples of 4. */
  exactProduct(a: number, b: number, c: number, m: number, n: number, k: number): void;
  philox(out: number, stride: number, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void;
  exp4Each(at: number, n: number): void;
  log1pEach(at: number, n: number): void;
}

/** A compiled kernel. Its arithmetic is deterministic: the same calls give the same bits on every machine. */
export interface Kernel {
  readonly path: string;
  /** SHA-256 of the WebAssembly file. */
  readonly fingerprint: string;
  /** An instance with memory of its own. */
  instantiate(): KernelExports;
}

/** `--use abort=` drops the one import that a module would otherwise have. */
const FLAGS = ['--enable', 'simd', '-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
const loaded = new Map<string, Kernel>();

/**
 * The kernel built from the present sources: found by their hash where builds lie (builds.ts), else compiled (about 4 s).
 * `THEOREMCHECK_KERNEL` names a file to use instead. Sources are hashed once per process.
 * Throws when the sources do not compile or the file is missing or not a kernel; a damaged cached file is named, not replaced.
 */
export function loadKernel(): Kernel {
  const given = process.env.THEOREMCHECK_KERNEL || undefined; // an empty variable is one that is not set
  const key = JSON.stringify([given, packageRoot(), process.cwd()]);
  const kernel = loaded.get(key) ?? openKernel(given ?? builtKernel(), given === undefined);
  loaded.set(key, kernel);
  return kernel;
}

/** SHA-256 of the WebAssembly file that `loadKernel` gives. */
export function kernelFingerprint(): string {
  return loadKernel().fingerprint;
}

function openKernel(path: string, cached: boolean): Kernel {
  const cure = cached ? 'delete it and run again' : 'correct or unset THEOREMCHECK_KERNEL';
  const fail = (what: string) => new Error(`loadKernel: expected a kernel in ${path}, got ${what}; ${cure}`);
  if (!existsSync(path)) throw fail('no such file');
  if (!statSync(path).isFile()) throw fail('a folder');
  const bytes = readFileSync(path);
  const module = compiled(bytes);
  if (module === undefined) throw fail(`${bytes.length} bytes that are not valid WebAssembly`);
  const names = new Set(WebAssembly.Module.exports(module).map((entry) => entry.name));
  const missing = ['memory', 'heapBase', 'train', 'evaluate', 'samplePrompts'].find((name) => !names.has(name));
  if (missing !== undefined) throw fail(`a module without the export ${missing}`);
  return {
    path,
    fingerprint: createHash('sha256').update(bytes).digest('hex'),
    instantiate: () => new WebAssembly.Instance(module, {}).exports as unknown as KernelExports,
  };
}

function compiled(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return undefined;
  }
}

/** Path of the kernel for the present sources; compiles it if it is not there. */
function builtKernel(): string {
  const sources = join(packageRoot(), 'model', 'kernel');
  const compiler = dirname(packageRequire().resolve('assemblyscript/package.json'));
  const name = `kernel-${sourceHash(sources, compiler).slice(0, 16)}.wasm`;
  return builtFile(name, (build, path) => compile(sources, compiler, build, path));
}

function sourceHash(sources: string, compiler: string): string {
  const { version } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256').update(JSON.stringify([version, FLAGS]));
  const names = readdirSync(sources).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort())
    hash.update(`\0${name}\0`).update(readFileSync(join(sources, name), 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex');
}

/** To a temporary name, then renamed: processes that compile at the same time do not see each other's halves. */
function compile(sources: string, compiler: string, build: string, path: string): void {
  const temporary = join(build, `kernel-${randomUUID()}.tmp.wasm`);
  const args = [join(compiler, 'bin', 'asc.js'), 'index.ts', '--outFile', temporary, '--disableWarning', ...FLAGS];
  const run = spawnSync(process.execPath, args, { cwd: sources, encoding: 'utf8' });
  if (run.status === 0 && existsSync(temporary)) {
    giveName(temporary, path);
    return;
  }
  rmSync(temporary, { force: true });
  throw new Error(`loadKernel: expected ${sources} to compile, got: ${(run.stderr || String(run.error)).trim()}`);
}
