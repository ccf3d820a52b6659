'use strict';
/** The tests that Stryker runs: those of rooms of the harness, without what starts the program and without simulations of whole laws. */
const unit = require('../unit.config.js');

const { globalSetup: _, displayName: __, ...config } = unit;
const rooms = (process.env.STRYKER_TESTS ?? 'evidence').split(' ');

/** @type {import('jest').Config} */
module.exports = {
  ...config,
  testMatch: rooms.map((room) => `<rootDir>/harness/${room}/**/*.test.ts`),
  testPathIgnorePatterns: [...config.testPathIgnorePatterns, '/calibration[^/]*\\.test\\.ts$'],
};
