/** All that `boot.cjs`, the Jest runner and the command line need of the harness, in one bundle. */

export { main } from './cli/main';
export { runTheorems } from './jest/run-theorems';
export { loadFamilies, loadTheorem } from './run/program';
export { runSuite } from './run/run-suite';
export { readSettings } from './run/settings';
export { loadSuite } from './run/suite';
