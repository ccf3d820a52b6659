import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../testing/project';

/** `theoremcheck report` in a project of coins. */
const { cwd, served: run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(120_000);

const page = () => readFileSync(join(cwd, 'reports/report.html'), 'utf8');
const theoremFile = join(cwd, 'theorems/coin/rare.theorem.ts');

it('needs verdicts, and says how to come by them', () => {
  const ran = run('report');
  expect(ran).toMatchObject({ status: 2, out: '' });
  expect(ran.err).toMatch(
    /^theoremcheck: report: expected verdicts, got no reports\/verdicts\.json.*theoremcheck verify.*\n$/,
  );
  expect(existsSync(join(cwd, 'reports/report.html'))).toBe(false);
});

it.each([
  [['--out', ''], 'report: expected a file for --out, got ""'],
  [['--verdicts', 'none.json'], 'report: expected verdicts, got no none.json'],
  [['--verdicts', 'package.json'], 'expected content that satisfies verdicts.schema.json'],
])('refuses %j', (flags, message) => {
  expect(run('report', ...flags)).toMatchObject({ status: 2, err: expect.stringContaining(message) });
});

describe('after a run', () => {
  beforeAll(() => run('verify', 'rare', 'short'));

  it('writes the page where it is asked to, and says as data what it wrote', () => {
    const ran = run('report', '--no-dynamics', '--out', 'elsewhere/page.html', '--json');
    const { report, bytes } = JSON.parse(ran.out) as { report: string; bytes: number };
    expect([ran.status, report]).toEqual([0, 'elsewhere/page.html']);
    expect(readFileSync(join(cwd, report)).length).toBe(bytes);
  });

  it('shows the learning dynamics where they are not left out', () => {
    expect([run('report', '--no-dynamics').status, page().includes('rare-dynamics')]).toEqual([0, false]);
    expect([run('report').status, page().includes('rare-dynamics')]).toEqual([0, true]);
  });

  it('leaves out, and names, what it cannot read beside the verdicts', () => {
    mkdirSync(join(cwd, 'reports/studies'), { recursive: true });
    writeFileSync(join(cwd, 'reports/studies/old.json'), '{}');
    const ran = run('report', '--no-dynamics');
    expect(ran).toMatchObject({ status: 0, err: expect.stringMatching(/^left out: .*old\.json: expected content/) });
    writeFileSync(join(cwd, 'reports/studies/old.json'), '{');
    expect(run('report', '--no-dynamics').err).toMatch(/^left out: .*old\.json: expected JSON/);
  });

  it('typesets a statement only as long as it is the one that was decided', () => {
    const formula = '<annotation encoding="application/x-tex">\\text{error}\\left(T\\right) \\le 0.5</annotation>';
    run('report', '--no-dynamics');
    const text = readFileSync(theoremFile, 'utf8');
    expect([page().split(formula).length - 1, page().includes('has changed since this run')]).toEqual([2, false]);
    writeFileSync(theoremFile, text.replace("error, '0.5'", "error, '0.25'"));
    run('report', '--no-dynamics');
    writeFileSync(theoremFile, text);
    expect([page().split(formula).length - 1, page().includes('has changed since this run')]).toEqual([1, true]);
    expect(page()).toContain('error at t = horizon ≤ 0.5');
    expect(page()).not.toContain('0.25</annotation>');
  });
});

describe('the files and tables of a report', () => {
  it('removes the drawings of claims that are gone, and nobody else’s', () => {
    const folder = join(cwd, 'reports/figures');
    const ofOften = () => readdirSync(folder).filter((file) => file.startsWith('often'));
    run('verify', 'rare', 'often');
    run('report', '--no-dynamics');
    expect(ofOften()).not.toEqual([]);
    for (const file of ['mine.svg', 'mine.json'])
      writeFileSync(join(folder, file), '{"usermeta": {"theoremcheck": {}}}');
    run('verify', 'rare');
    run('report', '--no-dynamics');
    expect(ofOften()).toEqual([]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['mine.json', 'mine.svg', 'rare-evidence.svg']));
  });

  it('says of an exploratory claim in the table of all that it is one', () => {
    const file = join(cwd, 'theorems/coin/wild.exploratory.ts');
    writeFileSync(file, readFileSync(theoremFile, 'utf8').replace("'rare'", "'wild'"));
    run('verify', '--exploratory');
    run('report', '--no-dynamics');
    rmSync(file);
    expect(page()).toMatch(/>wild<\/a><span class="faint"> · exploratory<\/span>/);
    expect(page()).not.toMatch(/>rare<\/a><span class="faint"> · exploratory<\/span>/);
  });
});
