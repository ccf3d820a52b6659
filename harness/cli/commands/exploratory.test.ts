import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPLORATORY_NOTE } from '../../statement/exploratory';
import { coinProject } from '../testing/project';

/** Exploratory claims as a user meets them: the same coins, in files of the other suffix. */
const { cwd, served: run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(60_000);

const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(cwd, file), text);
const coin = (file: string) => `theorems/coin/${file}.ts`;
const copy = (from: string, to: string, name: string) =>
  write(coin(to), read(coin(`${from}.theorem`)).replace(`'${from}'`, `'${name}'`));

beforeAll(() => {
  copy('rare', 'deeper.exploratory', 'deeper');
  copy('often', 'wilder.exploratory', 'wilder');
  copy('short', 'brief.exploratory', 'brief');
  copy('unsure', 'open.exploratory', 'open');
});

interface Written {
  readonly exploratory?: true;
  readonly complete: boolean;
  readonly claims: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly alphaC: number;
    readonly parts: readonly { readonly worst: { readonly token: string } }[];
  }[];
}
const parsed = (text: string) => JSON.parse(text) as Written;

describe('verify --exploratory', () => {
  it('brings them to every verdict, gates nothing, and writes a file of its own', () => {
    run('verify', 'rare');
    const before = read('reports/verdicts.json');
    const ran = run('verify', '--exploratory', '--json');
    expect(ran.status).toBe(0);
    const { exploratory, complete, claims } = parsed(read('reports/exploratory.json'));
    expect(parsed(ran.out)).toEqual(parsed(read('reports/exploratory.json')));
    expect([exploratory, complete]).toEqual([true, true]);
    expect(claims.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['brief', 'vacuous'],
      ['deeper', 'corroborated'],
      ['open', 'inconclusive'],
      ['wilder', 'falsified'],
    ]);
    // α_C of one claim out of 64, as in the gate.
    expect(claims.map(({ alphaC }) => alphaC)).toEqual(Array(4).fill(0.05 / 64));
    expect(read('reports/verdicts.json')).toBe(before);
    expect(parsed(before).exploratory).toBeUndefined();
  });

  it('says with the statement that the level is not the suite’s, and says so of no claim of the gate', () => {
    const said = `  exploratory ${EXPLORATORY_NOTE}\n`;
    expect(run('verify', '--exploratory', 'deeper').out).toContain(`statement   Errors are rare.\n${said}`);
    expect(run('verify', 'rare').out).not.toContain(EXPLORATORY_NOTE);
  });

  it('is not complete when a pattern selects, and replays tokens', () => {
    const { complete, claims } = parsed(run('verify', '--exploratory', 'wilder', '--json').out);
    expect(complete).toBe(false);
    const { outcomes } = JSON.parse(run('replay', claims[0]!.parts[0]!.worst.token, '--json').out);
    // The claim of the gate reads the same stream.
    expect(outcomes.map((one: { claim: string }) => one.claim)).toEqual([
      'often (reference)',
      'control "untrained" of often (reference)',
      'wilder (reference)',
      'control "untrained" of wilder (reference)',
    ]);
    expect(outcomes[2].outcome).toMatchObject({ x: 1, measured: 1 });
  });

  it.each([
    [['verify', 'deep'], 'got "deep" (that one is exploratory: add --exploratory)'],
    [['verify', '-t', '^deeper$'], 'got "^deeper$" (that one is exploratory: add --exploratory)'],
    [['verify', '--exploratory', 'rare'], 'got "rare" (that one is a claim of the gate: leave out --exploratory)'],
    [
      ['verify', '--exploratory', 'nothing'],
      'one of 4 claims, got "nothing" (closest: brief; deeper; open; `theoremcheck list` has all)\n',
    ],
  ])('%j is one sentence and status 2', (args, message) => {
    const { status, out, err } = run(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/^theoremcheck: .*\n$/);
  });
});

describe('the gate', () => {
  it('does not see them', () => {
    expect(parsed(run('verify', '--json').out).claims.map(({ name }) => name)).toEqual([
      'often',
      'rare',
      'short',
      'unsure',
    ]);
  });

  it('is not stopped by one that cannot be read, which is status 2 where they are asked for', () => {
    write(coin('torn.exploratory'), 'export default {\n  a: ],\n};\n');
    const [gate, explored, listed] = [run('verify', 'rare'), run('verify', '--exploratory'), run('list')];
    const sentence = 'theorems/coin/torn.exploratory.ts:2:6: expected code that can be bundled';
    expect([gate.status, gate.err]).toEqual([0, expect.not.stringContaining('torn')]);
    for (const { status, err } of [explored, listed]) {
      expect(status).toBe(2);
      expect(err.split(sentence)).toHaveLength(2);
    }
    copy('rare', 'torn.exploratory', 'torn');
  });

  it('keeps its names: an exploratory claim cannot have one of them', () => {
    copy('rare', 'torn.exploratory', 'rare');
    const ran = run('verify', '--exploratory', 'torn|deeper', '--json');
    copy('rare', 'torn.exploratory', 'torn');
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('torn.exploratory.ts, name: expected a unique name, got "rare", also in');
    expect(parsed(ran.out).claims.map(({ name }) => name)).toEqual(['deeper']);
  });
});

describe('list', () => {
  it('shows them under a heading of their own', () => {
    const blocks = run('list', 'rare|deeper').out.split('\n\n');
    expect(blocks).toHaveLength(2);
    expect(blocks[0]).toMatch(/^rare\n.*\n {2}coin, theorems\/coin\/rare\.theorem\.ts$/);
    expect(blocks[1]).toMatch(/^Exploratory: these gate nothing.*\ndeeper\n/);
    const data = JSON.parse(run('list', 'rare|deeper', '--json').out) as { name: string; exploratory?: boolean }[];
    expect(data.map(({ name, exploratory }) => [name, exploratory])).toEqual([
      ['rare', undefined],
      ['deeper', true],
    ]);
  });

  it('writes their statements into the ledger, in a section of their own, and no verdict of theirs anywhere', () => {
    run('verify', 'rare');
    run('verify', '--exploratory', 'deeper');
    expect(run('list', '--ledger').status).toBe(0);
    const [gate, explored] = read('THEOREMS.md').split('\n## Exploratory claims\n');
    expect(gate).toContain('| [rare](#rare) | corroborated |');
    expect(gate).not.toContain('deeper');
    expect(explored).toContain('\n### deeper\n\nErrors are rare.\n');
    expect(explored).not.toMatch(/verdict: |corroborated/i);
    expect(read('docs/record.json')).not.toContain('deeper');
    write(coin('deeper.exploratory'), read(coin('deeper.exploratory')).replace('Errors', 'Faults'));
    expect(run('list', '--ledger', '--check').status).toBe(2);
  });

  it('takes a claim that leaves the gate out of the record', () => {
    expect(read('docs/record.json')).toContain('"rare"');
    renameSync(join(cwd, coin('rare.theorem')), join(cwd, coin('rare.exploratory')));
    expect(run('list', '--ledger').status).toBe(0);
    renameSync(join(cwd, coin('rare.exploratory')), join(cwd, coin('rare.theorem')));
    expect(read('docs/record.json')).not.toContain('"rare"');
  });
});

it('needs files to explore', () => {
  const empty = coinProject();
  const ran = empty.served('verify', '--exploratory');
  expect(ran).toEqual({
    status: 2,
    out: '',
    err: 'theoremcheck: verify --exploratory: expected files theorems/**/*.exploratory.ts, got none\n',
  });
  expect(empty.served('list').out).not.toContain('Exploratory');
  expect(existsSync(join(empty.cwd, 'reports'))).toBe(false);
  rmSync(join(empty.cwd, 'theorems'), { recursive: true });
  for (const command of ['list', 'verify']) {
    expect(empty.served(command)).toEqual({
      status: 2,
      out: '',
      err: 'theoremcheck: claims: expected files theorems/**/*.theorem.ts or .json below this folder, got none (`theoremcheck new paper/name` writes one)\n',
    });
  }
  const exported = empty.served('export', 'bu2024', '--trial', '0', '--steps', '1', '--out', 'x.npz');
  expect(exported.err).toContain(
    'one in theorems/<paper>/family.ts, got none (`theoremcheck new paper/name --over bu2024`',
  );
  empty.remove();
});
