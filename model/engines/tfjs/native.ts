import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import util from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { packageRequire } from '../package-root';
import type { Tfjs } from './backend';

export const TFJS_NODE = '@tensorflow/tfjs-node';
/** Where tfjs-node looks for its native library on every Node that is supported, from the package's folder. */
export const BINDING = join('lib', 'napi-v8', 'tfjs_binding.node');
/** What a built library was built from: a file beside it. */
export const BUILT_FROM = 'built-from.json';

/** What is in {@link BUILT_FROM}. */
export interface BuiltFrom {
  /** The folder of the TensorFlow that the library loads. */
  readonly tensorflow: string;
  /** The files of it that it loads. */
  readonly libraries: readonly string[];
  /** Of all that the build depends on: equal where building again would make the same library. */
  readonly hash: string;
}

/**
 * Where `npm run tfjs-node` puts tfjs-node and the library it builds: outside of every clone, so that `npm ci` leaves it alone.
 * `THEOREMCHECK_CACHE` names another folder than the user's cache.
 */
export function nativeFolder(cache = process.env.THEOREMCHECK_CACHE || userCache()): string {
  return join(cache, `tfjs-node-${nativeVersion()}-${process.platform}-${process.arch}`);
}

const userCache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'theoremcheck');

/** The version of tfjs-node that belongs to this package, `4.22.0`. */
export function nativeVersion(): string {
  const { optionalDependencies } = packageRequire()('./package.json') as {
    optionalDependencies: Record<string, string>;
  };
  return optionalDependencies[TFJS_NODE]!;
}

/**
 * tfjs-node with its native library: the one that npm installed, else the one that `npm run tfjs-node` built.
 *
 * @throws Error of one sentence when neither has one, or when its TensorFlow is not where it was.
 */
export function loadNative(): Tfjs {
  const require = packageRequire();
  const installed = folderOf(require);
  if (installed && existsSync(join(installed, BINDING))) return required(require);
  const built = createRequire(join(nativeFolder(), 'package.json'));
  const folder = folderOf(built);
  if (!folder || !existsSync(join(folder, BINDING)))
    throw new Error(`${TFJS_NODE} ${installed ? 'has no native library' : 'is not installed'}`);
  demandTensorflow(folder);
  return required(built);
}

/** Which TensorFlow runs: `2.21.0`. */
export function tensorflowVersion(tf: Tfjs): string {
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return binding.TF_Version;
}

/** Where `require` finds tfjs-node; undefined where it does not. Nothing of it runs: without its library it would fail half-way. */
function folderOf(require: NodeJS.Require): string | undefined {
  try {
    return dirname(require.resolve(`${TFJS_NODE}/package.json`));
  } catch {
    return undefined;
  }
}

function demandTensorflow(folder: string): void {
  const { tensorflow, libraries } = JSON.parse(readFileSync(join(folder, BUILT_FROM), 'utf8')) as BuiltFrom;
  const gone = libraries.find((file) => !existsSync(join(tensorflow, file)));
  if (gone === undefined) return;
  const cure = 'npm run tfjs-node builds it with another';
  throw new Error(`tfjs-node was built with the TensorFlow in ${tensorflow}, where ${gone} is gone (${cure})`);
}

/** tfjs-node 4.22 calls two predicates that Node 23 removed from `util`. */
function required(require: NodeJS.Require): Tfjs {
  const legacy = util as unknown as Record<string, unknown>;
  legacy.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  legacy.isArray ??= Array.isArray;
  return require(TFJS_NODE) as Tfjs;
}

/**
 * TensorFlow prints which instructions of the CPU it uses, and keeps threads for each core, where each of our threads trains
 * one model. Where the CPU has some of them it takes oneDNN's routines, which round otherwise, and announces so whatever it is told to print.
 * It reads that from the process, whose environment only the main thread can change; it imports this file
 * before it starts a thread that trains.
 */
if (isMainThread) {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
}
