import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRequire } from '../../model/engines/package-root';
import { BINDING, BUILT_FROM, type BuiltFrom } from '../../model/engines/tfjs/native';
import { noSpace, Refusal, tellingLine, tellsFullDisk } from './refusal';
import { HEADERS, stamps, type Tensorflow } from './tensorflow';

/**
 * Compiles the native library of the tfjs-node in `folder` against a TensorFlow, unless it is built from the same already.
 * Returns whether it compiled.
 *
 * @throws Refusal without a C++ compiler (`CXX`, else g++), with a full disk, or with the compiler's first error.
 */
export function compile(folder: string, tensorflow: Tensorflow): boolean {
  const library = join(folder, BINDING);
  const source = threadSafe(readFileSync(join(folder, 'binding', 'tfjs_backend.cc'), 'utf8'));
  const options = compilerOptions(folder, tensorflow);
  const hash = createHash('sha256')
    .update(JSON.stringify([source, options, stamps(tensorflow)]))
    .digest('hex');
  if (existsSync(library) && isBuiltFrom(folder, hash)) return false;
  mkdirSync(dirname(library), { recursive: true });
  const unfinished = `${library}.${process.pid}`;
  run([...options, '-o', unfinished], source, folder);
  const record: BuiltFrom = { tensorflow: tensorflow.folder, libraries: tensorflow.libraries, hash };
  // The record first: a library whose record is another's is built again, one without would load what may be gone.
  write(join(folder, BUILT_FROM), JSON.stringify(record));
  renameSync(unfinished, library);
  return true;
}

/**
 * Worker threads share the names of attributes that the source keeps in a set, which two threads must not insert into at
 * once: each gets a set of its own.
 */
function threadSafe(source: string): string {
  const shared = 'static std::set<std::string> ATTR_NAME_SET;';
  if (source.split(shared).length === 2) return source.replace(shared, shared.replace('static', 'static thread_local'));
  throw new Refusal(`one "${shared}" in tfjs_backend.cc`, 'another source');
}

function compilerOptions(folder: string, { folder: tensorflow, libraries }: Tensorflow): readonly string[] {
  const nodeApi = join(dirname(packageRequire().resolve('node-api-headers')), 'include');
  const include = [nodeApi, join(tensorflow, HEADERS), join(folder, 'binding')].map((each) => `-I${each}`);
  const search = [...new Set(libraries.map((file) => dirname(join(tensorflow, file))))];
  return [
    ...['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8', ...include],
    // The changed source comes from standard input.
    ...['-x', 'c++', '-', join(folder, 'binding', 'tfjs_binding.cc'), '-x', 'none'],
    ...[...libraries.map((file) => join(tensorflow, file)), ...search.map((each) => `-Wl,-rpath,${each}`)],
  ];
}

function run(options: readonly string[], input: string, folder: string): void {
  const compiler = process.env.CXX || 'g++';
  const { status, stderr, error } = spawnSync(compiler, options, { input, encoding: 'utf8' });
  if (status === 0) return;
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    throw new Refusal('a C++ compiler', `no ${compiler}`, 'apt-get install g++, or CXX names another');
  const said = error?.message ?? stderr;
  if (tellsFullDisk(said)) throw noSpace(folder, 'a full disk');
  throw new Refusal(`${compiler} to compile the library`, tellingLine(said));
}

function isBuiltFrom(folder: string, hash: string): boolean {
  try {
    return (JSON.parse(readFileSync(join(folder, BUILT_FROM), 'utf8')) as BuiltFrom).hash === hash;
  } catch {
    return false;
  }
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
