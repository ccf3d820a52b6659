import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Survivor {
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly uncovered?: true;
}
interface Result {
  readonly digest?: string;
  readonly tests: string;
  readonly killed: number;
  readonly survived: readonly Survivor[];
}
interface Equivalent {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly line?: string;
  readonly why: string;
}
const own = createRequire(__filename);
const { ROOT, ROOMS, argsFor, isFresh, kept, reasonOf, results, sources, summary } = own('./stryker.cjs') as {
  ROOT: string;
  ROOMS: Readonly<Record<string, readonly string[]>>;
  argsFor(file: string): readonly string[];
  isFresh(file: string, known?: Result): boolean;
  kept(file: string, report: object): Result;
  reasonOf(file: string, one: Survivor): string | undefined;
  results(): Readonly<Record<string, Result>>;
  sources(words?: readonly string[]): readonly string[];
  summary(room?: string, known?: object): { killed: number; survived: number; equivalent: number; score?: number };
};
const { page } = own('./page.cjs') as { page(): string };
const equivalents = own('./equivalent.json') as readonly Equivalent[];
const FILE = 'harness/evidence/levels.ts';
const TEST = 'harness/evidence/levels.test.ts';

it('sources are those of three rooms, without tests, and words choose among them', () => {
  expect(new Set(sources().map((file) => file.split('/')[1]))).toEqual(new Set(Object.keys(ROOMS)));
  expect(sources().filter((file) => /\.test\.|\/testing\//.test(file))).toEqual([]);
  expect(sources(['evidence', 'levels'])).toEqual([FILE]);
  expect(() => sources(['evidence', 'nowhere'])).toThrow(
    'stryker: expected words of paths in evidence, judge, compile, got evidence nowhere',
  );
});

it('asks npx for packages of one pinned version, and for one source', () => {
  const args = argsFor(FILE);
  const versions = args.filter((arg) => arg.startsWith('@')).map((arg) => arg.split('@').at(-1));
  expect([versions.length, new Set(versions).size]).toEqual([2, 1]);
  expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/);
  expect(args.slice(-2)).toEqual(['--mutate', FILE]);
});

const place = (line: number, from: number, to: number) => ({
  start: { line, column: from },
  end: { line, column: to },
});
const source = 'const a = 1 + 2;\nif (a > b) run();\n';
const mutants = [
  { status: 'Killed', replacement: '1 - 2', location: place(1, 11, 16) },
  { status: 'Timeout', replacement: 'a >= b', location: place(2, 5, 10) },
  // Its tests could not even be collected: that fails a run as well.
  { status: 'RuntimeError', replacement: 'false', location: place(2, 5, 10) },
  { status: 'Survived', replacement: 'true', location: place(2, 5, 10) },
  { status: 'NoCoverage', replacement: '{\n}', location: place(2, 12, 18) },
  { status: 'Ignored', replacement: '""', location: place(1, 1, 2) },
];
const report = { files: { [FILE]: { source, mutants } }, testFiles: { [TEST]: {} } };

it('keeps of a report what was noticed, and what was not, with its line', () => {
  expect(kept(FILE, report)).toEqual({
    digest: expect.stringMatching(/^[0-9a-f]{16}$/),
    tests: TEST,
    killed: 3,
    survived: [
      { line: 'if (a > b) run();', from: 'a > b', to: 'true' },
      { line: 'if (a > b) run();', from: 'run();', to: '{ }', uncovered: true },
    ],
  });
});

it('a result is fresh until its source or one of its tests is another, or gone', () => {
  const known = kept(FILE, report);
  expect(isFresh(FILE, known)).toBe(true);
  expect(isFresh(FILE)).toBe(false);
  expect(isFresh(FILE, { ...known, tests: FILE })).toBe(false);
  expect(isFresh(FILE, { ...known, tests: `${TEST} harness/evidence/gone.test.ts` })).toBe(false);
});

it('the score leaves out what is equivalent, and counts what no test comes by', () => {
  const [same] = equivalents;
  const survived = [{ line: 'a', from: 'a', to: 'b' }, ...(same ? [{ ...same, line: same.line ?? '' }] : [])];
  const known = { [same?.file ?? FILE]: { killed: 3, survived } };
  expect(summary(undefined, known)).toMatchObject({ killed: 3, survived: 1, score: 75, equivalent: same ? 1 : 0 });
  expect(summary(undefined, {}).score).toBeUndefined();
});

it('every reason is one of a mutant that survived', () => {
  const known = results();
  const idle = equivalents.filter(
    (one) => !known[one.file]?.survived.some((left) => reasonOf(one.file, left) === one.why),
  );
  expect(idle).toEqual([]);
});

it('the page is what the results say', () => {
  expect(readFileSync(join(ROOT, 'docs', 'stryker.md'), 'utf8')).toBe(page());
});
