import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Mutant {
  readonly room: string;
  readonly says: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}
const own = createRequire(__filename);
const { ROOT, list, mutated, nameOf } = own('./mutants.cjs') as {
  ROOT: string;
  list(): readonly Mutant[];
  mutated(mutant: Mutant): string;
  nameOf(mutant: Mutant): string;
};
const { page } = own('./page.cjs') as { page(): string };

const ROOMS = [
  ...[
    'kernel',
    'sampler',
    'gradients',
    'probes',
    'evidence',
    'relations',
    'seeds',
    'cache',
    'replay',
    'study',
    'numbers',
  ],
  ...['baseline', 'external'],
];

it('there are at least 80 of them, of every kind, each with a name of its own', () => {
  const names = list().map(nameOf);
  expect(names.length).toBeGreaterThanOrEqual(80);
  expect(new Set(names).size).toBe(names.length);
  expect([...new Set(list().map(({ room }) => room))].sort()).toEqual([...ROOMS].sort());
});

it.each(list().map((mutant) => [nameOf(mutant), mutant] as const))('%s: can still be made', (_, mutant) => {
  expect(mutated(mutant)).not.toBe(readFileSync(join(ROOT, mutant.file), 'utf8'));
  expect(mutant.tests.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
  expect(mutant.tests.length).toBeGreaterThan(0);
});

it('refuses an old text that occurs twice, or nowhere', () => {
  const [first] = list();
  const said = (from: string) => () => mutated({ ...first!, from });
  expect(said('nowhere at all')).toThrow(
    /^mutants: expected model\/kernel\/backward.ts to hold "nowhere at all" once, got 0/,
  );
  expect(said('plan')).toThrow(/once, got \d\d+ times$/);
});

it('the page is what the results say', () => {
  expect(readFileSync(join(ROOT, 'docs', 'mutants.md'), 'utf8')).toBe(page());
});
