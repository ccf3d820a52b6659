import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, ...statuses: readonly string[]) => ({
  name: `/somewhere/${name}`,
  assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })),
});

/** What is said of the optional parts of a run with these files. */
function said(testResults: readonly object[], reasons: string): string[] {
  const [results, notReady] = [join(folder, 'jest.json'), join(folder, 'not-ready.txt')];
  writeFileSync(results, JSON.stringify({ testResults }));
  writeFileSync(notReady, reasons);
  const args = [join(__dirname, 'parts.mjs'), results, notReady];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim().split('\n');
}

test('every optional part is said to have run, or why not', () => {
  const lines = said(
    [
      file('harness/report/html/browser.test.ts', 'pending', 'pending'),
      file('docs/python.test.ts', 'pending'),
      file('tools/node-versions.test.ts', 'passed', 'failed', 'pending'),
      file('harness/queue/queue.test.ts', 'passed'),
      file('tools/tfjs-node/tfjs-node.test.ts', 'passed'),
    ],
    'browser: not ready within 300 s\n',
  );
  expect(lines).toEqual([
    'SKIPPED browser, harness/report/html/browser.test.ts: 2 tests (not ready within 300 s)',
    'SKIPPED python, harness/files/npz.test.ts: not among the files of this run',
    'SKIPPED torch, docs/python.test.ts: 1 tests (its tests found nothing to run with, such as "test 0")',
    'SKIPPED torch, examples/bu2024-pytorch/verify.test.ts: not among the files of this run',
    'SKIPPED torch, examples/bu2024-pytorch/witness.test.ts: not among the files of this run',
    'SKIPPED jax, examples/jax-minimum-norm/verify.test.ts: not among the files of this run',
    'SKIPPED slurm, tools/slurm/slurm.test.ts: not among the files of this run',
    'RAN     redis, harness/queue/queue.test.ts: 1 tests',
    'SKIPPED redis, harness/cli/commands/worker.test.ts: not among the files of this run',
    'SKIPPED redis, docs/ci/recipes.test.ts: not among the files of this run',
    'RAN     nodes, tools/node-versions.test.ts: 2 tests',
    'SKIPPED nodes, tools/node-versions.test.ts: 1 tests (its tests found nothing to run with, such as "test 2")',
    'RAN     tensorflow, tools/tfjs-node/tfjs-node.test.ts: 1 tests',
  ]);
});
