import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';

/** A TensorFlow to compile and link against. */
export interface Tensorflow {
  readonly folder: string;
  /** Paths below the folder. */
  readonly libraries: readonly string[];
}

/** Below the folder of either layout. */
export const HEADERS = 'include';
const HEADER = join(HEADERS, 'tensorflow', 'c', 'eager', 'c_api.h');
/** PyPI's package, and the C library as TensorFlow's site packs it. */
const LAYOUTS: readonly (readonly string[])[] = [
  ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  ['lib/libtensorflow.so.2', 'lib/libtensorflow_framework.so.2'],
];
const SYSTEM = ['/usr/local', '/usr'];
const CURE = 'pip install tensorflow-cpu, or --tensorflow DIR';

/**
 * The TensorFlow in the named folder; without a name the one that python3 would import, else one of the system.
 *
 * @throws Refusal where there is none, or not all of it.
 */
export function findTensorflow(named?: string): Tensorflow {
  const python = named === undefined ? pythonPackage() : undefined;
  const folders = named === undefined ? [...(python ? [python] : []), ...SYSTEM] : [named];
  for (const folder of folders) {
    const libraries = LAYOUTS.find((files) => lacks(folder, [HEADER, ...files]) === undefined);
    if (libraries) return { folder: realpathSync(folder), libraries };
  }
  const first = named ?? python;
  if (first === undefined) throw new Refusal('a TensorFlow of python3, /usr/local or /usr', 'none', CURE);
  throw new Refusal(`a TensorFlow with C headers in ${first}`, got(first), CURE);
}

/** What tells one build of a library from another. */
export function stamps({ folder, libraries }: Tensorflow): readonly string[] {
  return libraries.map((file) => {
    const { size, mtimeMs } = statSync(join(folder, file));
    return `${file} ${size} ${mtimeMs}`;
  });
}

function got(folder: string): string {
  return existsSync(folder) ? `no ${lacks(folder, [HEADER, ...LAYOUTS[0]!])} in it` : 'no such folder';
}

function lacks(folder: string, files: readonly string[]): string | undefined {
  return files.find((file) => !existsSync(join(folder, file)));
}

/** Where python3 would import tensorflow from. It is not imported: that takes seconds and prints. */
function pythonPackage(): string | undefined {
  const script =
    "import importlib.util as u; s = u.find_spec('tensorflow'); print((s and s.submodule_search_locations or [''])[0])";
  const { stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}
