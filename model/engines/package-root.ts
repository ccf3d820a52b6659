import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where the package's own files and dependencies are found. A bundle runs from elsewhere and says so in the environment. */
export function packageRoot(): string {
  return process.env.THEOREMCHECK_PACKAGE ?? join(__dirname, '..', '..');
}

/** `require` as a file in the package root would have it, whatever the working directory or bundle. */
export function packageRequire(): NodeJS.Require {
  return createRequire(join(packageRoot(), 'package.json'));
}
