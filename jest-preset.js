/**
 * `export default { preset: 'theoremcheck' }` in jest.config: theorems are found, run and reported. Beside tests of another
 * kind it is one of the `projects`, and since Jest reads reporters of the whole run only, they are named there:
 *
 *     import { reporters } from 'theoremcheck/jest-preset';
 *     export default { reporters, projects: [{ preset: 'theoremcheck' }, { displayName: 'unit' }] };
 */
require('./harness/project/supported.cjs').demandSupportedNode();

module.exports = {
  displayName: 'theorems',
  testMatch: ['<rootDir>/theorems/**/*.theorem.ts', '<rootDir>/theorems/**/*.theorem.json'],
  runner: require.resolve('./harness/jest/runner.cjs'),
  reporters: [require.resolve('./harness/jest/reporter.cjs'), 'summary'],
  // What a run writes is no module, and must not start the next run in watch mode.
  modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
  watchPathIgnorePatterns: ['<rootDir>/.theoremcheck/', '<rootDir>/reports/'],
};
