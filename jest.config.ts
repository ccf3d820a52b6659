/** @jest-config-loader ts-node */
import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

/**
 * Read by ts-node on every Node, also on those that strip types themselves. For that it holds strings and imports no file
 * of ours: the tests of the code are a project in a file of their own, and the reporters are those of jest-preset.js,
 * which Jest takes for the whole run from here only.
 */
const config: Config = {
  reporters: ['<rootDir>/harness/jest/reporter.cjs', 'summary'],
  testSequencer: '<rootDir>/tools/longest-first.cjs',
  // The longest files wait for other processes much of their time: three workers keep two cores busy. (Jest reads no percentage above 100.)
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // No test depends on how fast the machine is: this only ends one that hangs. Jest takes it for the whole run from here only.
  testTimeout: 120_000,
  // Jest's types leave `preset` out of a project; Jest does not.
  projects: [{ preset: 'theoremcheck' } as never, '<rootDir>/tools/unit.config.js'],
};

export default config;
