import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CHECK = resolve(__dirname, 'compiled.cjs');
const WRONG = 'theorems/wrong.ts';

/** What the compiler says of a project's files, a line each. It is asked with a mistake planted among them, which it has to notice. */
export function typechecked(cwd: string): readonly string[] {
  writeFileSync(
    join(cwd, WRONG),
    "import type { Family } from 'theoremcheck';\nexport const wrong: Family['name'] = 1;\n",
  );
  const { stdout, stderr, status } = spawnSync(process.execPath, [CHECK], { cwd, encoding: 'utf8' });
  rmSync(join(cwd, WRONG));
  const lines = stdout.split('\n').filter((line) => line !== '');
  const planted = lines.filter((line) => line.startsWith(`${WRONG}(2,14): error TS2322`));
  if (planted.length !== 1)
    throw new Error(`typecheck: expected the planted mistake, got status ${status}: ${stderr}${stdout}`);
  return lines.filter((line) => !planted.includes(line));
}
