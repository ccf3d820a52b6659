import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject, type Ran } from './testing/project';

/** The command line as a user meets it, in a project of coins: a process for each status, and one that stays for all else. */
const { cwd, run: started, served: run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(60_000);

const read = (file: string) => readFileSync(join(cwd, file), 'utf8');

interface Claim {
  readonly name: string;
  readonly verdict: string;
  readonly trials: number;
  readonly parts: readonly { readonly label: string; readonly worst: { readonly token: string } }[];
}
const claims = ({ out }: Ran) => (JSON.parse(out) as { claims: Claim[] }).claims;

describe('verify', () => {
  const statuses: [string, string, number][] = [
    ['rare', 'corroborated', 0],
    ['often', 'falsified', 1],
    ['short', 'vacuous', 3],
    ['unsure', 'inconclusive', 4],
  ];
  it.each(statuses)('%s is %s: status %d', (name, verdict, status) => {
    const ran = started('verify', '-t', `^${name}$`, '--json');
    expect([claims(ran).map((claim) => claim.verdict), ran.status]).toEqual([[verdict], status]);
  });

  it('prints the verdict of several claims, writes them down, and takes the worst status', () => {
    const ran = run('verify');
    expect(ran.status).toBe(1);
    for (const [, verdict] of statuses) expect(ran.out).toMatch(new RegExp(verdict, 'i'));
    const written = JSON.parse(read('reports/verdicts.json')) as { complete: boolean; claims: Claim[] };
    expect(written.complete).toBe(true);
    expect(written.claims.map(({ verdict }) => verdict).sort()).toEqual([
      'corroborated',
      'falsified',
      'inconclusive',
      'vacuous',
    ]);
  });

  it('says the same again, from its cache', () => {
    const twice = [started('verify', 'rare', '--json'), started('verify', 'rare', '--json')];
    expect(twice[1]!.out).toBe(twice[0]!.out);
  });
});

describe('replay', () => {
  it('shows dynamics and outcome of the worst trial, and names other code', () => {
    const token = claims(run('verify', 'often', '--json'))[0]!.parts[0]!.worst.token;
    const ran = run('replay', token, '--json');
    const { outcomes, sameCode, dynamics } = JSON.parse(ran.out);
    // The untrained control reads the same trials, so it is shown, too.
    expect(outcomes.map((one: { claim: string }) => one.claim)).toEqual([
      'often (reference)',
      'control "untrained" of often (reference)',
    ]);
    expect(outcomes[0].outcome).toMatchObject({ x: 1, measured: 1, allowed: 0.5, factor: 2 });
    expect([sameCode, dynamics.error[0]]).toEqual([true, 1]);
    const other = run('replay', token.replace(/[0-9a-f]{12}$/, '000000000000'), '--log', '--points', '4');
    expect([other.status, other.out]).toEqual([0, expect.stringContaining('other code')]);
    expect(other.out).toMatch(/^step +0 +1 +3 +10$/m); // at equal ratios
  });
});

it('verify prints a failing claim once, with --verbose, too', () => {
  for (const flags of [[], ['--verbose']]) {
    const { out } = run('verify', 'often', ...flags);
    expect(out.match(/^FALSIFIED .*: often$/gm)).toHaveLength(1);
    expect(out.match(/npx theoremcheck replay /g)).toHaveLength(1);
    expect(out.match(/^ {2}statement /gm)).toHaveLength(1);
  }
});

describe('export', () => {
  it('writes the archive and leaves an older one alone when something is wrong', () => {
    expect(run('export', 'coin', '--trial', '3', '--steps', '2', '--out', 'run.npz').status).toBe(0);
    const before = read('run.npz');
    const wrong = run('export', 'coin', '--trial', '3', '--steps', '2', '--corner', 'z', '--out', 'run.npz');
    expect([wrong.status, wrong.err]).toEqual([
      2,
      'theoremcheck: export: expected a corner among a; b; c; d, got "z"\n',
    ]);
    expect(read('run.npz')).toBe(before);
    expect(run('export', 'coin', '--trial', '4', '--steps', '2', '--out', 'run.npz').status).toBe(0);
    expect(read('run.npz')).not.toBe(before);
  });
});

describe('list', () => {
  it('writes a ledger that goes stale when a statement changes', () => {
    run('verify', 'rare');
    expect(run('list', '--ledger', '--check').status).toBe(2);
    expect(run('list', '--ledger').status).toBe(0);
    expect(read('THEOREMS.md')).toMatch(/\| \[rare\]\(#rare\) \| corroborated \| \d+ \|/);
    expect(run('list', '--ledger', '--check').status).toBe(0);
    const file = 'theorems/coin/rare.theorem.ts';
    writeFileSync(join(cwd, file), read(file).replace('Errors are rare.', 'Errors are very rare.'));
    expect(run('list', '--ledger', '--check')).toMatchObject({
      status: 2,
      err: expect.stringContaining('THEOREMS.md'),
    });
    expect(run('list', '--ledger').status).toBe(0);
    expect(read('THEOREMS.md')).toContain('| [rare](#rare) | not run since it was stated |');
  });

  it('names what is wrong with a theorem file', () => {
    const file = join(cwd, 'theorems/coin/broken.theorem.ts');
    writeFileSync(
      file,
      read('theorems/coin/rare.theorem.ts').replace("'rare'", "'broken'").replace("horizon: 'steps'", "horizon: 'T'"),
    );
    const ran = run('list');
    writeFileSync(file, read('theorems/coin/rare.theorem.ts').replace("'rare'", "'fifth'"));
    expect(ran).toMatchObject({
      status: 2,
      err: expect.stringContaining('broken.theorem.ts, horizon: expected a symbol among steps, prompts, got T in "T"'),
    });
  });
});

describe('bad usage is one sentence and status 2', () => {
  it('in a process of its own, too', () => {
    expect(started('verify', 'nothing')).toEqual(run('verify', 'nothing'));
  });

  it.each([
    [['verify', 'nothing'], 'claims: expected a pattern that matches one of '],
    [['verify', 'raer'], 'claims, got "raer" (closest: rare; '],
    [['list', 'raer'], '; `theoremcheck list` has all)'],
    [['verify', '--workers', 'many'], 'expected a whole number from 1 to 256, got "many"'],
    [['verify', '--epoch', ''], 'flag --epoch: expected text of 1 to 80 characters, got ""'],
    [['verify', '--engine', 'tfjs'], 'coin: expected an engine among fused, got tfjs'],
    [['verify', '--profile', 'daily'], 'expected pr or nightly, got "daily"'],
    [['replay', 'x'], 'token: expected family/source/'],
    [['replay', ''], 'source/dials/block/epoch/index/engine/code, got nothing'],
    [['replay', 'coin/region/-/-/e/0/tfjs/abcdef'], 'coin: expected an engine among fused, got tfjs'],
    [['replay', 'coin/region/-/-/e/0/fused/abcdef', '--points', '0'], 'an integer from 2 to 200 for --points, got "0"'],
    [['list', '--check'], 'list: expected --ledger with --check, got --check alone'],
    [['list', 'rare', '--ledger'], 'list: expected no pattern with --ledger, got rare'],
    [['replay', 'dice/region/-/-/e/0/fused/abcdef'], 'family: expected one of coin, got "dice"'],
    [['export', 'dice', '--trial', '0', '--steps', '1', '--out', 'x'], 'family: expected one of coin'],
    [['export', 'coin', '--trial', '-1', '--steps', '1', '--out', 'x'], 'an integer ≥ 0 for --trial'],
    [['export', 'coin', '--trial', '0', '--steps', '0', '--out', 'x'], 'an integer ≥ 1 for --steps, got "0"'],
    [['export', 'coin', '--trial', '0', '--steps', '1', '--out', 'no/x'], 'a folder that exists for --out, got "no/x"'],
    [['export', 'coin', '--trial', '0', '--steps', '1', '--out', ''], 'a folder that exists for --out, got ""'],
    [
      ['export', 'coin', '--trial', '0', '--steps', '1', '--out', 'theorems'],
      'a file that can be written, got a folder',
    ],
    [['decide', '--delta', '2', '--margin', '.1', '--alpha-c', '.05', '--alpha-f', '.05'], '--delta in [0, 1]'],
    [['decide', '--delta', 'x', '--margin', '.1', '--alpha-c', '.05', '--alpha-f', '.05'], 'a number for --delta'],
    [['decide'], "required option '--delta <d>'"],
    [['frobnicate'], "unknown command 'frobnicate'"],
  ])('%j', (args, message) => {
    const ran = run(...args);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(message);
    expect(ran.err).toMatch(/^theoremcheck: .*\n$/);
    expect([existsSync(join(cwd, 'x')), existsSync(join(cwd, 'no'))]).toEqual([false, false]);
  });

  it('sets a damaged line of the cache aside, says so, and touches nothing that stands there', () => {
    const cache = '.theoremcheck/trials.jsonl';
    run('verify', 'rare');
    const whole = read(cache);
    writeFileSync(join(cwd, cache), `damaged\n${whole}`);
    const ran = run('verify', 'rare');
    expect(ran).toMatchObject({ status: 0, err: expect.stringContaining('1 damaged line is set aside') });
    expect(read(cache)).toBe(`damaged\n${whole}`);
  });
});
