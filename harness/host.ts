/** What starts from outside of any bundle: the command line, and the Jest runner. */

import type { runTheoremFiles as run } from './jest/run-theorems';

export { main } from './cli/main';

/** As in run-theorems.ts, loaded when it is called: the command line does not need it. */
export const runTheorems: typeof run = (...given) =>
  (require('./jest/run-theorems') as typeof import('./jest/run-theorems')).runTheoremFiles(...given);
