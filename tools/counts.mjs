/** Prints `N passed, N failed` from a file that `jest --json --outputFile` wrote; exits 1 unless all passed. */
import { existsSync, readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
// Without results, Jest itself has failed.
const nothing = { numPassedTests: 0, numFailedTests: 1, success: false, testResults: [] };
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing;
// A file that does not load has no tests of its own: it counts as one failure.
const broken = results.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
const failed = results.numFailedTests + broken;
console.log(`${results.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 || !results.success ? 1 : 0;
