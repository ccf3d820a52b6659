const { join } = require('node:path');
const { modulePathIgnorePatterns, watchPathIgnorePatterns } = require('../jest-preset');
const { exports: entries } = require('../package.json');

const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

/** The package's own entries are tested as they are written, not as they were built. */
const sources = Object.entries(entries).flatMap(([entry, { 'theoremcheck-source': source }]) =>
  source ? [[`^theoremcheck${entry.slice(1)}$`, source.replace('.', '<rootDir>')]] : [],
);

/**
 * Jest's project of the `*.test.ts` files. Plain CommonJS beside jest.config.ts, which imports no file of ours.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  displayName: 'unit',
  rootDir: join(__dirname, '..'),
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tools/unit-setup.cjs',
  setupFilesAfterEnv: ['<rootDir>/tools/equal-bytes.cjs'],
  // Elsewhere in a test's sandbox, every access to a global is slow.
  sandboxInjectedGlobals: ['Math', 'Number', 'Array', 'Float32Array', 'Float64Array'],
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/theorems/', '<rootDir>/.theoremcheck/'],
  modulePathIgnorePatterns,
  watchPathIgnorePatterns,
  // harness/formula/arithmetic.ts as every run has it, made by unit-setup.cjs.
  moduleNameMapper: {
    ...Object.fromEntries(sources),
    '^\\./arithmetic$': '<rootDir>/.theoremcheck/build/arithmetic.cjs',
  },
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
};
