'use strict';
/** The tests that Stryker runs, as run.cjs says: without what starts the program and without simulations of whole laws. */
const unit = require('../unit.config.js');

const { globalSetup: _, displayName: __, ...config } = unit;
// Made by the setup that is left out.
const { '^\\./arithmetic$': ___, ...moduleNameMapper } = config.moduleNameMapper;
const tests = (process.env.STRYKER_TESTS ?? 'harness/evidence/**/*.test.ts').split(' ');

/** @type {import('jest').Config} */
module.exports = {
  ...config,
  moduleNameMapper,
  testMatch: tests.map((test) => `<rootDir>/${test}`),
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, '/calibration[^/]*\\.test\\.ts$'],
};
