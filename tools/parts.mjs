/**
 * Prints what ran of the optional parts, from a file that `jest --json --outputFile` wrote and one of lines `part: why it is
 * not ready`, which may be missing.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Part, named as in tools/optional.sh → the test files that need it. */
const PARTS = {
  browser: ['harness/report/html/browser.test.ts'],
  python: ['harness/files/npz.test.ts'],
  torch: ['docs/python.test.ts', 'examples/bu2024-pytorch/verify.test.ts', 'examples/bu2024-pytorch/witness.test.ts'],
  jax: ['examples/jax-minimum-norm/verify.test.ts'],
  slurm: ['tools/slurm/slurm.test.ts'],
  redis: ['harness/queue/queue.test.ts', 'harness/cli/commands/worker.test.ts', 'docs/ci/recipes.test.ts'],
  nodes: ['tools/node-versions.test.ts'],
  tensorflow: ['tools/tfjs-node/tfjs-node.test.ts'],
};

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const [results, reasons] = process.argv.slice(2).map(read);
const files = results ? JSON.parse(results).testResults : [];
const why = new Map((reasons ?? '').split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 2)]));

for (const [part, names] of Object.entries(PARTS)) for (const name of names) say(part, name);

function say(part, name) {
  const file = files.find((each) => each.name.replaceAll('\\', '/').endsWith(`/${name}`));
  if (!file) return console.log(`SKIPPED ${part}, ${name}: not among the files of this run`);
  const skipped = file.assertionResults.filter(({ status }) => status === 'pending');
  const ran = file.assertionResults.length - skipped.length;
  const reason = why.get(part) ?? `its tests found nothing to run with, such as "${skipped[0]?.fullName}"`;
  if (ran > 0 || skipped.length === 0) console.log(`RAN     ${part}, ${name}: ${ran} tests`);
  if (skipped.length > 0) console.log(`SKIPPED ${part}, ${name}: ${skipped.length} tests (${reason})`);
}
