import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** Entries of the package that `harness/project/boot.cjs` bundles beside those of package.json#exports. */
const BUNDLED = [
  'harness/host.ts',
  'harness/external/family-file.ts',
  'harness/project/collect.ts',
  'harness/trials/workers/worker.ts',
  'theorems/language/tool.ts',
];
/** Run by Node as they are. */
const STARTED = [
  'harness/project/boot.cjs',
  'harness/cli/bin.cjs',
  'harness/jest/runner.cjs',
  'harness/jest/reporter.cjs',
];
/** Read by the compiler of the kernel, by `theoremcheck new`, by Python, by `theoremcheck selftest`; and the licences of vendored words. */
const READ =
  /^(model\/kernel\/.*|harness\/scaffold\/templates\/.*|harness\/external\/theoremcheck\.py|theorems\/digests\.json|generators\/language\/data\/NOTICE\.md)$/;

/** Examples for authors of theorems and families, shown as they are. */
const SHOWN = /^theorems\/.*\.ts$/;

type Entries = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

/** Sources of the package that something installed can reach: by imports, types included, from what others name, start or read. */
export function reachable(root: string, entries: Entries, files: readonly string[]): ReadonlySet<string> {
  const present = new Set(files);
  const named = Object.values(entries).flatMap((entry) => (typeof entry === 'string' ? [] : sourceOf(entry)));
  const found = new Set(files.filter((file) => READ.test(file)));
  const open = [...named, ...BUNDLED, ...STARTED, ...files.filter((file) => SHOWN.test(file))];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    open.push(...imports(root, file, present));
  }
  return found;
}

const sourceOf = (entry: Readonly<Record<string, unknown>>): string[] =>
  typeof entry['theoremcheck-source'] === 'string' ? [posix.normalize(entry['theoremcheck-source'])] : [];

function imports(root: string, file: string, present: ReadonlySet<string>): string[] {
  if (!/\.(tsx?|cjs)$/.test(file)) return [];
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  const relative = importedFiles.map((each) => each.fileName).filter((name) => name.startsWith('.'));
  return relative.map((name) => sought(posix.join(posix.dirname(file), name), present));
}

/** As bundlers look for it; a name that stands for no file is kept, and missed by the test. */
function sought(path: string, present: ReadonlySet<string>): string {
  const tried = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
  return tried.find((file) => present.has(file)) ?? path;
}
