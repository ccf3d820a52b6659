import type * as TF from '@tensorflow/tfjs-core';
import { packageRequire } from '../package-root';
import { registerGradients } from './gradients';
import { loadNative, tensorflowVersion } from './native';

/** The module `@tensorflow/tfjs-core`, from whichever package it was loaded. */
export type Tfjs = typeof TF;
/** Native (`@tensorflow/tfjs-node`), WebAssembly, or plain JavaScript. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/** A backend that works. */
export interface Backend {
  /** tfjs, with this backend set. */
  readonly tf: Tfjs;
  /** Which one it is. */
  readonly backend: BackendName;
  /** What its numbers depend on: `wasm 4.22.0`, or `tensorflow 4.22.0 2.21.0` with the version of the native library. */
  readonly version: string;
  /** Why each more preferred backend was not taken, for example `tensorflow: @tensorflow/tfjs-node is not installed`. */
  readonly skipped: readonly string[];
}

const PREFERENCE: readonly BackendName[] = ['tensorflow', 'wasm', 'cpu'];

const chosen = new Map<string, Promise<Backend>>();

/**
 * The first backend of `order` that works: native tfjs-node, then wasm, then plain JavaScript. Chosen once per process and
 * order; `THEOREMCHECK_TFJS_BACKEND` names the only one to take. tfjs prints nothing.
 *
 * @throws Error of one sentence when none works or when the environment names an unknown one.
 */
export function loadBackend(order: readonly BackendName[] = wanted()): Promise<Backend> {
  const key = order.join();
  const found = chosen.get(key) ?? firstOf(order);
  chosen.set(key, found);
  // What is missing may come: a failure is not kept.
  found.catch(() => chosen.delete(key));
  return found;
}

/** `wasm` → `tfjs(wasm)`, as verdict lines name an engine. */
export function engineName(backend: Backend): string {
  return `tfjs(${backend.backend})`;
}

function wanted(): readonly BackendName[] {
  const name = process.env.THEOREMCHECK_TFJS_BACKEND;
  if (!name) return PREFERENCE;
  if (PREFERENCE.includes(name as BackendName)) return [name as BackendName];
  throw new Error(
    `tfjs backend: expected THEOREMCHECK_TFJS_BACKEND to be one of ${PREFERENCE.join(', ')}, got ${name}`,
  );
}

async function firstOf(order: readonly BackendName[]): Promise<Backend> {
  const skipped: string[] = [];
  for (const backend of order) {
    try {
      const tf = await LOADERS[backend]();
      return { tf, backend, version: versionOf(tf, backend), skipped };
    } catch (error) {
      skipped.push(`${backend}: ${reason(error)}`);
    }
  }
  throw new Error(`tfjs backend: expected one of ${order.join(', ')} to load, got ${skipped.join('; ')}`);
}

function versionOf(tf: Tfjs, backend: BackendName): string {
  const name = `${backend} ${tf.version_core}`;
  return backend === 'tensorflow' ? `${name} ${tensorflowVersion(tf)}` : name;
}

const LOADERS: Readonly<Record<BackendName, () => Promise<Tfjs>>> = {
  tensorflow: async () => activate(await silently(loadNative), 'tensorflow'),
  wasm: async () => activate(loadCore('@tensorflow/tfjs-backend-wasm'), 'wasm'),
  cpu: async () => activate(loadCore('@tensorflow/tfjs-backend-cpu'), 'cpu'),
};

function loadCore(backendPackage: string): Tfjs {
  const require = packageRequire();
  const tf = require('@tensorflow/tfjs-core') as Tfjs;
  require(backendPackage);
  return tf;
}

async function activate(tf: Tfjs, name: BackendName): Promise<Tfjs> {
  if (name === 'cpu') muteBanner(tf);
  if (!(await quietly(tf, () => tf.setBackend(name)))) throw new Error('its initialisation failed');
  registerGradients(() => tf.getGradient('Sum') !== undefined);
  return tf;
}

/** The cpu backend advertises tfjs-node on its first write; nothing else is silenced by this. */
function muteBanner(tf: Tfjs): void {
  (tf.findBackend('cpu') as unknown as { firstUse: boolean }).firstUse = false;
}

/** tfjs-node brings tfjs of its own, which warns of each kernel that another backend has registered already. */
function silently<T>(load: () => T): Promise<T> {
  return quietly(packageRequire()('@tensorflow/tfjs-core') as Tfjs, async () => load());
}

/** A backend that fails to start warns with a stack trace unless tfjs believes to be in production; we report it ourselves. */
async function quietly<T>(tf: Tfjs, action: () => Promise<T>): Promise<T> {
  const before = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  try {
    return await action();
  } finally {
    tf.env().set('PROD', before);
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const missing = /Cannot find module '(@tensorflow\/[\w-]+)'/.exec(message ?? '');
  if (missing && code === 'MODULE_NOT_FOUND') return `${missing[1]} is not installed`;
  return String(message ?? error).split('\n')[0]!;
}
