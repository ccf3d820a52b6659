import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleCopy, type Verdict } from '../testing/copy';
import { pythonWith, skipped } from '../testing/python';

const read = (...path: readonly string[]) => readFileSync(join(__dirname, ...path), 'utf8');
const python = pythonWith('torch', 'numpy');
/** B1 to B3: claims of our own engine, each with the same in PyTorch. */
const SAME = [
  'the 0–1 error halves every eight steps',
  'Bayes-optimal error in logarithmically many steps',
  'attention concentrates on same-sign demonstrations',
].map((name) => [name, `${name} (PyTorch)`] as const);

if (python === undefined) {
  skipped('examples/bu2024-pytorch/verify: not run, since no python3 on the path has torch and numpy');
} else {
  const own = exampleCopy(__dirname, python);
  afterAll(own.remove);

  test('the verdicts in PyTorch are those of our own engine, and the README has them', () => {
    const { status, claims } = own.verify('.');
    const { claims: recorded } = JSON.parse(read('../../docs/record.json')) as { claims: readonly Verdict[] };
    const verdictIn = (all: readonly Verdict[], name: string) => all.find((one) => one.name === name)?.verdict;
    for (const [ours, same] of SAME) {
      expect(verdictIn(recorded, ours)).toBe('corroborated');
      expect([same, verdictIn(claims, same)]).toEqual([same, verdictIn(recorded, ours)]);
    }
    expect(status).toBe(0);
    for (const { name, verdict, trials } of claims) {
      expect(read('README.md')).toContain(`| ${name} | ${verdict} | ${trials} |`);
    }
  }, 900_000);
}
