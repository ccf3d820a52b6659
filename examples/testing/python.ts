import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** The first python3 on the path that has some modules: several are common, with different packages. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'python3'));
  return candidates.find((python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0);
}

/** Says in the output and in the count of tests that a file was not run. */
export function skipped(reason: string): void {
  console.warn(reason);
  test.skip(reason, () => undefined);
}
