/** All that `boot.cjs`, the Jest runner and the command line need of the harness, in one bundle. */

export { main } from './cli/main';
export { runTheorems } from './jest/run-theorems';
export { loadFamilies, loadTheorem } from './project/program';
export { readSettings } from './project/settings';
export { loadSuite } from './project/suite';
export { runSuite } from './verdict/run-suite';
