import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runHere } from '../testing/in-process';
import { coinProject } from '../testing/project';

/** Shares of the trials, and what their merge comes to: every comparison is of whole files, byte by byte. */
const { cwd, remove } = coinProject();
afterAll(remove);
jest.setTimeout(120_000);

const run = (...args: string[]) =>
  runHere(cwd, ...args, ...(args[0] === 'verify' && !args.includes('--shard') ? ['--no-report'] : []));
const at = (file: string) => join(cwd, file);
const read = (file: string) => readFileSync(at(file), 'utf8');
const lines = (file: string) => (existsSync(at(file)) ? read(file).trim().split('\n').length : 0);
const forget = () => rmSync(at('.theoremcheck/trials.jsonl'), { force: true });
/** Stream and index of the trials that a file holds. */
const unitsIn = (file: string): readonly string[] =>
  (existsSync(at(file)) ? read(file).trim().split('\n') : [])
    .map((line) => JSON.parse(line))
    .filter(({ values }) => values)
    .map(({ stream, index }) => `${stream}/${index}`);
const VERDICTS = 'reports/verdicts.json';
const shards = (...numbers: number[]) => numbers.map((i) => `shard-${i}.jsonl`);
const sentence = (err: string) => err.trim().split('\n').at(-1);
const train = async (of: number, ...command: string[]) => {
  for (let k = 1; k <= of; k++) {
    rmSync(at(`shard-${k}.jsonl`), { force: true });
    const { status } = await run(...command, '--workers', `${k}`, '--shard', `${k}/${of}`, '--out', `shard-${k}.jsonl`);
    expect(status).toBe(0);
  }
};

describe('verify --shard', () => {
  let whole: string;
  let trained: number;
  beforeAll(async () => {
    expect((await run('verify')).status).toBe(1);
    whole = read(VERDICTS);
    trained = lines('.theoremcheck/trials.jsonl');
    await train(3, 'verify');
  });
  beforeEach(() => {
    forget();
    rmSync(at(VERDICTS), { force: true });
  });

  it('and merge give the verdict file of one machine, and train only what a violation made necessary', async () => {
    const { status, out } = await run('merge', ...shards(1, 2, 3), '--no-report');
    expect([status, read(VERDICTS)]).toEqual([1, whole]);
    expect(out).toMatch(/corroborated +rare/);
    // Two claims meet violations; all else was there.
    expect(lines('.theoremcheck/trials.jsonl')).toBeLessThan(trained / 3);
    expect(lines('.theoremcheck/trials.jsonl')).toBeGreaterThan(0);
  });

  it('and --cache give it, whatever the order and the number of workers', async () => {
    const caches = shards(3, 1, 2).flatMap((file) => ['--cache', file]);
    const { status, err } = await run('verify', ...caches);
    expect([status, read(VERDICTS)]).toEqual([1, whole]);
    expect(err).not.toContain('cache');
  });

  it('says of --cache which shards are missing, and trains what they hold', async () => {
    const { err } = await run('verify', '--cache', 'shard-1.jsonl', '--cache', 'shard-3.jsonl');
    expect(read(VERDICTS)).toBe(whole);
    expect(err).toContain(
      'shards: expected 3 of the run, got all but 2 (theoremcheck verify --epoch gate-1 --profile pr',
    );
    expect(err).toContain('--shard 2/3 trains it)');
  });

  it('goes on where it was killed', async () => {
    const [first, ...rest] = read('shard-2.jsonl').trim().split('\n');
    writeFileSync(at('shard-2.jsonl'), `${[first, ...rest.slice(0, 40)].join('\n')}\n${rest[40]!.slice(0, 30)}`);
    const refused = await run('merge', ...shards(1, 2, 3));
    expect([refused.status, sentence(refused.err)]).toEqual([
      2,
      expect.stringMatching(
        /^theoremcheck: shard-2\.jsonl: expected all of shard 2\/3, got the beginning of it \(theoremcheck verify /,
      ),
    ]);
    expect(existsSync(at(VERDICTS))).toBe(false);
    const again = await run('verify', '--shard', '2/3', '--out', 'shard-2.jsonl');
    expect([again.status, again.err]).toEqual([0, expect.stringContaining('1 damaged line is set aside')]);
    const kept = read('shard-2.jsonl').trim().split('\n');
    expect(kept.filter((line) => /^\{"v":1,"stream".*\}$/.test(line))).toHaveLength(rest.length - 1);
    expect((await run('merge', ...shards(1, 2, 3), '--no-report')).status).toBe(1);
    expect(read(VERDICTS)).toBe(whole);
  });

  it('plans on from the trials of an earlier round', async () => {
    const round = shards(1, 2, 3).flatMap((file) => ['--cache', file]);
    const names = ['round-1.jsonl', 'round-2.jsonl'];
    for (const [i, out] of names.entries())
      expect((await run('verify', ...round, '--shard', `${i + 1}/2`, '--out', out)).status).toBe(0);
    expect((await run('merge', ...shards(1, 2, 3), ...names, '--no-report')).status).toBe(1);
    expect(read(VERDICTS)).toBe(whole);
    // One round for the violations of the first, and next to nothing is left for the merge.
    expect(lines('.theoremcheck/trials.jsonl')).toBeLessThan(lines('round-1.jsonl') + lines('round-2.jsonl'));
  });

  it.each([
    [['shard-1.jsonl', 'shard-3.jsonl'], /shards: expected 3 of the run, got all but 2 /],
    [
      ['shard-1.jsonl', 'shard-2.jsonl', 'twice.jsonl', 'shard-3.jsonl'],
      /expected each once, got 1\/3 in shard-1\.jsonl and in twice\.jsonl/,
    ],
    [
      ['plain.jsonl'],
      /plain\.jsonl: expected what --shard wrote, got trials without a word on it \(give it to --cache\)/,
    ],
    [
      ['shard-1.jsonl', 'shard-2.jsonl', 'other.jsonl'],
      /other\.jsonl: expected a share of "verify .*", got one of "verify .* often"/,
    ],
    [['nowhere'], /cache: expected a file of stored trials, or a folder of them, got none at nowhere/],
    [['empty'], /merge: expected files that --shard wrote, got none/],
  ])('merge refuses %j in one sentence', async (files, message) => {
    copyFileSync(at('shard-1.jsonl'), at('twice.jsonl'));
    writeFileSync(at('plain.jsonl'), `${read('shard-1.jsonl').split('\n')[1]}\n`);
    if (!existsSync(at('other.jsonl'))) await run('verify', 'often', '--shard', '3/3', '--out', 'other.jsonl');
    if (!existsSync(at('empty'))) mkdirSync(at('empty'));
    const { status, err } = await run('merge', ...files);
    expect([status, err.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(message);
    expect(existsSync(at(VERDICTS))).toBe(false);
  });

  it.each([
    [['verify', '--shard', '4/3'], /--shard: expected i\/n with 1 ≤ i ≤ n ≤ 100000, such as 2\/8, got "4\/3"/],
    [['verify', '--out', 'a.jsonl'], /verify: expected --out with --shard, got --out alone/],
    [
      ['verify', 'rare', '--shard', '1/2', '--out', 'shard-1.jsonl'],
      /shard-1\.jsonl: expected shard 1\/2 of this run .* or nothing, got shard 1\/3 of another run/,
    ],
    [['falsify', 'rare', '--shard', '1/2', '--budget', '1s'], /falsify, --shard: expected no --budget, got --budget/],
  ])('%j is refused', async (args, message) => {
    const { status, err } = await run(...args);
    expect([status, sentence(err)]).toEqual([2, expect.stringMatching(message)]);
  });

  it('names trials of other code with both hashes', async () => {
    const family = read('theorems/coin/family.ts');
    writeFileSync(at('theorems/coin/family.ts'), family.replace('? 1 : 0', '? 1 : 0 * 7'));
    try {
      const { status, err } = await run('merge', ...shards(1, 2, 3));
      expect(status).toBe(2);
      const [, own, theirs] = /expected trials of code ([0-9a-f]{64}), got those of code ([0-9a-f]{64})/.exec(err)!;
      expect(read('shard-1.jsonl')).toContain(theirs!);
      expect(own).not.toBe(theirs);
      const used = (await run('verify', 'rare', '--cache', 'shard-1.jsonl')).err;
      expect(used).toContain(`cache shard-1.jsonl: expected trials of code ${own}, got those of code ${theirs}`);
    } finally {
      writeFileSync(at('theorems/coin/family.ts'), family);
    }
  });
});

describe('falsify --shard', () => {
  it.each([
    ['a sweep', ['^rare$', '--assumption', 'fair', '--sweep', '5', '--trials', '12']],
    ['a phase diagram', ['^rare$', '--pair', 'fair', 'idle', '--trials', '2']],
    ['searches, whole rows each', ['--matrix', '--trials', '20', '--tau', '0.25']],
    ['an exploration', ['^rare$', '--explore', '--assumption', 'fair', '--severity', '0.8', '--trials', '30']],
  ])('and merge give the study of one machine: %s', async (_, args) => {
    forget();
    const whole = await run('falsify', ...args, '--json');
    expect(whole.status).toBe(0);
    await train(2, 'falsify', ...args);
    forget();
    const merged = await run('merge', ...shards(1, 2), '--json');
    expect([merged.status, merged.out]).toEqual([0, whole.out]);
    // What fresh seeds are tried on is only known once a draw violated, and free threads read ahead: how many those are is timing.
    const beyond = unitsIn('.theoremcheck/trials.jsonl');
    if (args.includes('--explore')) expect(beyond.length).toBeGreaterThan(0);
    else expect(lines('.theoremcheck/trials.jsonl')).toBe(0);
    const shared = shards(1, 2).flatMap(unitsIn);
    expect(shared.length).toBeGreaterThan(0);
    expect(beyond.filter((unit) => shared.includes(unit))).toEqual([]);
  });
});

test('a cache of which nothing serves is named, a folder is all of its files', async () => {
  appendFileSync(at('unused.jsonl'), read('shard-1.jsonl').split('\n').slice(1, 4).join('\n'));
  const { err } = await run('verify', 'rare', '--epoch', 'elsewhere', '--cache', 'unused.jsonl');
  expect(err).toContain('cache unused.jsonl: expected trials that this run reads, got none among 3');
});
