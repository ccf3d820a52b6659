/**
 * Builds the native library of tfjs-node against a TensorFlow of this machine. Its own install script downloads both; where
 * that fails, npm leaves tfjs-node out.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '../../model/engines/tfjs/backend';
import { nativeFolder, nativeVersion, TFJS_NODE } from '../../model/engines/tfjs/native';
import { compile } from './compile';
import { fetchInto } from './fetch';
import { noSpace, Refusal, tellingLine, tellsFullDisk } from './refusal';
import { findTensorflow } from './tensorflow';

const HELP = `Usage: npm run tfjs-node -- [--tensorflow DIR]

Builds the native library of tfjs-node, so that the tfjs engine runs on TensorFlow. Linux; needs a C++ compiler and a
TensorFlow 2 with its C headers: PyPI's tensorflow-cpu has them. What it makes lies in the user's cache
(THEOREMCHECK_CACHE names another folder) and serves every clone; THEOREMCHECK_TFJS_BACKEND=wasm does without it.

  --tensorflow DIR  the folder of the TensorFlow: by default the one that python3 would import, else /usr/local or /usr
`;

/** Exit status 0 when the library is built and has taken a gradient, else 2 and one sentence. */
export async function main(args: readonly string[], script: string): Promise<void> {
  process.exitCode = 2;
  try {
    const { help, check, tensorflow } = options(args);
    if (help) process.stdout.write(HELP);
    else if (check) console.log(await slope());
    else build(tensorflow, script);
    process.exitCode = 0;
  } catch (error) {
    const { message } = error as Error;
    const known = error instanceof Refusal || !tellsFullDisk(message);
    console.error(known ? message : noSpace(nativeFolder(), 'a full disk').message);
  }
}

function options(args: readonly string[]) {
  const known = { tensorflow: { type: 'string' }, help: { type: 'boolean' }, check: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    throw new Refusal('--tensorflow DIR or --help', (error as Error).message.split('\n')[0]!);
  }
}

function build(named: string | undefined, script: string): void {
  if (process.platform !== 'linux') throw new Refusal('Linux', process.platform, `npm install ${TFJS_NODE} may do`);
  const tensorflow = findTensorflow(named);
  console.log(`TensorFlow in ${tensorflow.folder}`);
  const folder = nativeFolder();
  fetchInto(folder, nativeVersion());
  console.log(`tfjs-node ${nativeVersion()} in ${folder}`);
  console.log(compile(join(folder, 'node_modules', TFJS_NODE), tensorflow) ? 'library compiled' : 'library up to date');
  console.log(tried(script));
}

/** In a process of its own: a library that does not fit the TensorFlow would end this one. */
function tried(script: string): string {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Refusal('the library to load and to take a gradient', signal ?? tellingLine(stderr));
}

/** d Σx²/dx = 2x. */
async function slope(): Promise<string> {
  const { tf, version } = await loadBackend(['tensorflow']);
  const found = [
    ...tf
      .grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, 2, 3]))
      .dataSync(),
  ];
  if (found.join() === '2,4,6') return `tfjs(tensorflow) works: ${version}`;
  throw new Refusal('2, 4, 6 as the gradient of Σx² at 1, 2, 3', found.join(', '));
}
