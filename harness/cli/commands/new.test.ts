import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { typechecked } from '../../project/testing/typecheck';
import { bibliographyKeys } from '../../statement/cite';
import { started } from '../testing/project';
import { ServedProgram } from '../testing/served';

interface Verdict {
  readonly file: string;
  readonly name: string;
  readonly verdict: string;
  readonly because: string;
  readonly controls: readonly { readonly kind: string }[];
}

/** `theoremcheck new` in a project of a user: what it writes is typechecked, and run to its verdict. */
jest.setTimeout(240_000);
const root = resolve(__dirname, '..', '..', '..');
const cwd = mkdtempSync(join(tmpdir(), 'scaffold-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const served = new ServedProgram();
afterAll(() => served.end());
/** Attempts that nobody recorded are refused in continuous integration. */
const environment = () => ({ ...process.env, CI: '', THEOREMCHECK_WORKERS: '1' });
const runIn = (folder: string, ...args: string[]) => served.run(folder, args, environment());
const run = (...args: string[]) => runIn(cwd, ...args);
const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
function widen(file: string): void {
  const text = read(file).replace(/(?<="?margin"?: )0\.05(?=,\n)/, '0.35');
  expect(text).not.toBe(read(file));
  writeFileSync(join(cwd, file), text);
}
const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
/** The program of a family has to start before another theorem is written over it. */
const starts = spawnSync('python3', ['--version']).status === 0;
const WROTE = 'wrote theorems/gray2025/second.theorem.json\n';
const NO_PYTHON =
  'theorems/gray2025/family.json: python3 theorems/gray2025/family.py: expected a program that can be started';
/** Of the Python template. */
const GRAY = [['theorems/gray2025/first.theorem.json', 'first (gray2025)', 'corroborated']];
const files = () => readdirSync(join(cwd, 'theorems'), { recursive: true }).map(String).sort();

beforeAll(() => {
  mkdirSync(join(cwd, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== 'theoremcheck') symlinkSync(join(root, 'node_modules', name), join(cwd, 'node_modules', name));
  }
  writeFileSync(join(cwd, 'package.json'), '{ "name": "mine" }');
});

describe('theoremcheck new', () => {
  it('refuses what is no paper/name, and a paper without a family, with the cure; nothing is written', () => {
    const cases: [string[], string][] = [
      [
        ['../a/b', '--family'],
        'paper/name in lower-case letters, digits and single hyphens, got "../a/b" (for example smith2025/steps-are-few)',
      ],
      [
        ['a/b'],
        'a family in theorems/a/family.ts, got none (--family or --python writes one, --over bu2024|li2024 takes an existing one)',
      ],
      [['a/b', '--over', 'coin'], '--over with a family among bu2024, li2024, got "coin"'],
      [['a/b', '--over', 'any'], '--over with a family among bu2024, li2024, got "any"'],
      [['a/b', '--over', 'bu2024', '--family'], '--family or --over, got both'],
      [['a/b', '--python', '--family'], '--family or --python, got both'],
    ];
    for (const [args, message] of cases) {
      expect(run('new', ...args)).toEqual({ status: 2, out: '', err: `theoremcheck: new: expected ${message}\n` });
    }
    expect(existsSync(join(cwd, 'theorems'))).toBe(false);
  });

  it('writes theorems over a family of its own, of the package, and of the project', () => {
    const own = run('new', 'smith2025/first', '--family');
    expect(own.out).toMatch(
      /wrote theorems\/smith2025\/first\.theorem\.ts\n[\s\S]*missing jest\.config\.json[\s\S]*\n {2}1\. [\s\S]*\n {2}2\. [\s\S]*\n {2}3\. /,
    );
    expect(run('new', 'jones2025/attention', '--over', 'bu2024').status).toBe(0);
    expect(run('new', 'brown-2025/tasks', '--over', 'li2024', '--init').out).not.toContain('missing');
    expect([read('theorems/attempts.jsonl'), read('.gitattributes')]).toEqual([
      '',
      'theorems/attempts.jsonl merge=union\n',
    ]);
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['.theoremcheck/', 'reports/']));
    expect(run('new', 'smith2025/second').status).toBe(0);
    expect(run('new', 'gray2025/first', '--python').out).toContain('wrote theorems/gray2025/first.theorem.json\n');
    const second = run('new', 'gray2025/second');
    expect(second).toMatchObject(
      python
        ? { status: 0, out: expect.stringContaining(WROTE) }
        : { status: 2, err: expect.stringContaining(NO_PYTHON) },
    );
    expect(run('new', 'green2025/second', '--over', 'smith2025').status).toBe(0);
    const third = JSON.parse(run('new', 'green2025/attention', '--over', 'bu2024', '--json').out);
    expect(third).toEqual({
      files: ['theorems/green2025/attention.theorem.ts'],
      next: expect.arrayContaining([expect.any(String)]),
    });
    expect(read('theorems/green2025/attention.theorem.ts')).toContain("import { bu2024 } from '../jones2025/family';");
    // The name is taken by the theorem of jones2025.
    expect(read('theorems/green2025/attention.theorem.ts')).toContain("  name: 'attention (green2025)',\n");
    expect(bibliographyKeys(read('references.bib'))).toEqual([
      ...['smith2025', 'jones2025', 'brown-2025', 'gray2025', 'green2025'],
    ]);
    expect(files().filter((file) => file.endsWith('.ts'))).toHaveLength(12);
  });

  it('with --init says what to install where jest or typescript is missing, and nothing where both are there', () => {
    const bare = mkdtempSync(join(tmpdir(), 'scaffold-bare-'));
    try {
      const { out, status } = runIn(bare, 'new', 'a/b', '--family', '--init');
      expect(status).toBe(0);
      expect(out).toMatch(
        /Next:\n {2}1\. npm install --save-dev jest typescript: npx jest, .*\n {2}2\. npx theoremcheck/,
      );
    } finally {
      rmSync(bare, { recursive: true });
    }
    expect(run('new', 'white2025/installed', '--over', 'smith2025', '--init').out).not.toContain('npm install');
    rmSync(join(cwd, 'theorems/white2025'), { recursive: true });
  });

  // What a reader has to decide, in the order of the file.
  const decisions = [
    ...[/statement:\s+'TODO: /, /source: cite\('[\w-]+', 'TODO: /, /\/\/ TODO: constants .*\n +ours: \{/],
    ...[
      /ours\([\d.]+, 'TODO: /,
      /\/\/ TODO: what must break .*\n(?: +\/\/ .*\n)* +controls: \{/,
      /notChecked: \['TODO: /,
    ],
  ];

  it('says what to fill in, and leaves no placeholder that is not marked', () => {
    const theorems = files().filter((file) => file.endsWith('.theorem.ts'));
    expect(theorems).toHaveLength(6);
    for (const file of theorems) {
      const places = decisions.map((decision) => read(`theorems/${file}`).search(decision));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(0);
      expect(read(`theorems/${file}`)).not.toMatch(/ours\([\d.]+, '(?!TODO: )/);
    }
    for (const file of ['family', 'problem', 'sampler', 'training']) {
      expect(read(`theorems/smith2025/${file}.ts`)).toContain('TODO: ');
    }
    const cited = [...read('references.bib').matchAll(/^@\w+\{([\w-]+),\n *title = \{TODO\}/gm)].map(([, key]) => key);
    expect(cited.sort()).toEqual(['brown-2025', 'gray2025', 'green2025', 'jones2025', 'smith2025', 'white2025']);
    for (const file of starts ? ['first', 'second'] : ['first']) {
      const { statement, source, ours, notChecked } = JSON.parse(read(`theorems/gray2025/${file}.theorem.json`));
      const asked = [statement, source.place, ...Object.values(ours).map((own) => (own as { reason: string }).reason)];
      expect([...asked, ...notChecked].filter((text) => !text.startsWith('TODO: '))).toEqual([]);
    }
    const written = files()
      .filter((file) => /\.(ts|py|json)$/.test(file))
      .map((file) => read(`theorems/${file}`));
    expect(written.join()).not.toMatch(/anObservation|anAssumption|itsDials|aFamily|claim in words|bib2024|paper2024/);
  });

  it('overwrites nothing', () => {
    writeFileSync(join(cwd, 'tsconfig.json'), `${read('tsconfig.json')}\n`);
    const kept = () => [
      ...files()
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `theorems/${file}`),
      ...setup,
    ];
    const setup = ['references.bib', 'jest.config.json', 'tsconfig.json', '.gitignore'];
    const before = kept().map((file) => [file, read(file)]);
    const refused: [string[], string][] = [
      [['smith2025/first'], 'choose another name'],
      [['smith2025/other', '--family'], 'leave out --family'],
      [['gray2025/other', '--python'], 'leave out --python'],
      [['smith2025/other', '--python'], 'leave out --python'],
    ];
    for (const [args, cure] of refused) {
      expect(run('new', ...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(cure) });
    }
    expect(kept().map((file) => [file, read(file)])).toEqual(before);
    expect(run('new', 'smith2025/third', '--init').out).toMatch(
      /^wrote theorems\/smith2025\/third\.theorem\.ts\n\nNext/,
    );
    for (const [file, text] of before) expect(read(file!)).toBe(text);
    rmSync(join(cwd, 'theorems/smith2025/third.theorem.ts'));
  });

  it('writes what passes tsc --strict', () => {
    const paths = { theoremcheck: [join(root, 'harness/index.ts')] } as Record<string, string[]>;
    for (const [name, file] of [
      ['generators', 'generators'],
      ['tfjs', 'model'],
    ]) {
      paths[`theoremcheck/${name}`] = [join(root, file!, 'index.ts')];
    }
    paths['theoremcheck/families'] = [join(root, 'theorems/families.ts')];
    const compilerOptions = {
      ...JSON.parse(read('tsconfig.json')).compilerOptions,
      paths,
      noUncheckedIndexedAccess: true,
    };
    const options = { ...compilerOptions, exactOptionalPropertyTypes: true, types: ['node'], resolveJsonModule: true };
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['theorems'] }));
    expect(typechecked(cwd)).toEqual([]);
  });

  // One theorem per kind of scaffold: those over the same family read the same trials. A larger margin takes a fifth of them.
  it('writes what comes to its verdict: corroborated where the family is known, an honest one elsewhere', () => {
    if (!python) console.warn('new --python: not run, since python3 is not 3.9 or newer');
    const chosen = ['smith2025/', 'jones2025/', 'brown-2025/', ...(python ? ['gray2025/first'] : [])];
    for (const file of files().filter((each) => /\.theorem\.\w+$/.test(each))) widen(`theorems/${file}`);
    const ran = started(cwd, ['verify', ...chosen, '--json', '--no-report'], environment());
    const claims = JSON.parse(ran.out).claims as Verdict[];
    expect(claims.map(({ file, name, verdict }) => [file, name, verdict]).sort()).toEqual([
      ['theorems/brown-2025/tasks.theorem.ts', 'tasks', 'corroborated'],
      ...(python ? GRAY : []),
      ['theorems/jones2025/attention.theorem.ts', 'attention', 'corroborated'],
      ['theorems/smith2025/first.theorem.ts', 'first', 'corroborated'],
      ['theorems/smith2025/second.theorem.ts', 'second', 'vacuous'],
    ]);
    for (const { controls } of claims) {
      expect(controls.map(({ kind }) => kind)).toEqual(['untrained', 'gross', 'nearMiss', 'positive']);
    }
    const vacuous = claims.find(({ name }) => name === 'second')!;
    expect(vacuous.because).toContain('controls.nearMiss "smallStep = 0.5": expected falsified, got undecided');
    expect(ran.status).toBe(3);
  });
});
