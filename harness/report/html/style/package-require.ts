import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** `require` as this package has it, wherever the bundle that asks lies. */
export function ownRequire(): NodeJS.Require {
  const root = process.env.THEOREMCHECK_PACKAGE ?? join(__dirname, '..', '..', '..', '..');
  return createRequire(join(root, 'package.json'));
}

/** A file of a package that this one depends on: `katex/dist/katex.min.css`. */
export function packageFile(file: string): Buffer {
  return readFileSync(ownRequire().resolve(file));
}
