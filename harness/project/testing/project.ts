import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Built } from '../program';

/** The repository that the tests run in. */
export const ROOT = resolve(__dirname, '..', '..', '..');

/** A project of a user, in a temporary folder: the coin family, and theorem files as given. */
export interface Project {
  readonly cwd: string;
  write(file: string, text: string): void;
  remove(): void;
}

export function emptyProject(files: Readonly<Record<string, string>> = {}): Project {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'theoremcheck-')));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  };
  symlinkSync(join(ROOT, 'node_modules'), join(cwd, 'node_modules'));
  write('package.json', '{ "name": "project" }');
  write('references.bib', '@misc{toy2024, title = {A toy}}\n');
  write(
    'theorems/coin/family.ts',
    `export { coin } from ${JSON.stringify(join(ROOT, 'harness/trials/testing/coin'))};\n`,
  );
  write('jest.config.json', JSON.stringify(jestConfig()));
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { cwd, write, remove: () => rmSync(cwd, { recursive: true, force: true }) };
}

function jestConfig(): object {
  return {
    reporters: ['default', join(ROOT, 'harness/jest/reporter.cjs')],
    testMatch: ['<rootDir>/theorems/**/*.theorem.ts', '<rootDir>/theorems/**/*.theorem.json'],
    modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'],
    runner: join(ROOT, 'harness/jest/runner.cjs'),
    // Our runner asks for none, and Jest would load Babel.
    transform: {},
  };
}

interface CoinClaim {
  /** Probability that a trial violates it. */
  readonly p?: number;
  readonly budget?: number;
  /** As a rule so large that a verdict takes 15 trials of each part, and not 73: how it is reached is tested, not what it says. */
  readonly margin?: number;
}

/** Of a claim that thousands of trials decide little about: violations lie between δ and δ + margin. */
export const SLOW: CoinClaim = { p: 0.075, budget: 2000, margin: 0.05 };

/** A theorem file about the coin: `heads ≤ 1/2` at step 10. */
export function theoremFile(name: string, { p = 0, budget = 60, margin = 0.35 }: CoinClaim = {}): string {
  return `import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { coin } from './family';
export default theorem({
  name: ${JSON.stringify(name)},
  statement: 'For every coin, heads does not show.',
  source: cite('toy2024', 'section 1', 'paraphrased'),
  family: coin,
  forAll: ['honest'],
  stream: { p: ${p} },
  horizon: '10',
  budget: ${budget},
  margin: ${margin},
  claim: ({ at }) => atMost(at('horizon').heads, '1/2'),
  controls: {
    gross: [dialled('p', 0.9, { doc: 'a bad coin' })],
    nearMiss: [dialled('p', 0.5, { doc: 'half a bad coin' })],
    positive: synthetic({ doc: 'never', observations: { heads: { law: '0', noise: 'none' } } }),
  },
});
`;
}

interface Boot {
  build(cwd: string): Promise<Built>;
}

/** The real boot.cjs, outside of Jest's module registry as far as Jest allows. */
export const boot = createRequire(__filename)(join(ROOT, 'harness/project/boot.cjs')) as Boot;
