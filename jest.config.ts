import type { Config } from 'jest';

const swc = (tsx: boolean): [string, Record<string, unknown>] => [
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

// What a run writes must not start the next one in watch mode.
const written = ['<rootDir>/.theoremcheck/', '<rootDir>/reports/'];

const config: Config = {
  reporters: ['<rootDir>/harness/jest/reporter.cjs', 'summary'],
  projects: [
    {
      displayName: 'theorems',
      rootDir: '.',
      testMatch: ['<rootDir>/theorems/**/*.theorem.ts'],
      modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
      watchPathIgnorePatterns: written,
      runner: '<rootDir>/harness/jest/runner.cjs',
    },
    {
      displayName: 'unit',
      rootDir: '.',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/theorems/', '<rootDir>/.theoremcheck/'],
      modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
      watchPathIgnorePatterns: written,
      transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
    },
  ],
};
export default config;
