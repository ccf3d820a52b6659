import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from '../testing/project';

/** In a project of coins: a dial `fair` whose severity is the violation rate, so that a claim breaks at τ itself. */
const { cwd, served: run, servedOn: runOn, remove } = coinProject({ margin: '' });
afterAll(remove);
jest.setTimeout(60_000);

interface Found {
  readonly complete: boolean;
  readonly rows: readonly {
    readonly dials: readonly string[];
    readonly trials: number;
    readonly claims: readonly {
      readonly claim: string;
      readonly breaking?: readonly {
        readonly threshold: string;
        readonly tau: number;
        readonly status: string;
        readonly low: number;
        readonly high: number | 'inf';
        readonly estimate: number;
        readonly discovery?: string;
      }[];
      readonly response?: readonly { at: number[]; trials: number; violations: number; interval: [number, number] }[];
    }[];
  }[];
}
const found = (out: string) => JSON.parse(out) as Found;
const forget = () => rmSync(join(cwd, '.theoremcheck', 'trials.jsonl'), { force: true });

describe('a breaking-point search', () => {
  // The certified set misses the true breaking point with probability 1/20 at most, before the epochs were fixed.
  it.each([
    ['0.5', 0.5],
    ['0.25', 0.25],
  ])('brackets the known breaking point at τ = %s', (tau, truth) => {
    const { rows } = found(
      run('falsify', '^rare$', '--assumption', 'fair', '--tau', tau, '--trials', '200', '--json').out,
    );
    const { low, high, estimate } = rows[0]!.claims[0]!.breaking![0]!;
    expect(low).toBeLessThan(truth);
    // Infinity is written "inf": the dial's end is then in the set, which τ = .25 on so shallow a curve leaves open.
    expect(high === 'inf' ? Number.POSITIVE_INFINITY : high).toBeGreaterThanOrEqual(truth);
    expect(Math.abs(estimate - truth)).toBeLessThan(0.15);
  });

  it('finds both thresholds in one study: that of the claim with the trials of both', () => {
    const { rows } = found(run('falsify', '^rare$', '--assumption', 'fair', '--json').out);
    const [most, claim] = rows[0]!.claims[0]!.breaking!;
    expect([most!.threshold, most!.tau, claim!.threshold, claim!.tau]).toEqual(['most', 0.5, 'claim', 0.1]);
    expect(rows[0]!.trials).toBe(200);
    // The severity is the violation rate: either set holds its threshold, each with probability .95 before the epoch was fixed.
    for (const { tau, low, high } of [most!, claim!]) {
      expect(low).toBeLessThan(tau);
      expect(high === 'inf' ? Number.POSITIVE_INFINITY : high).toBeGreaterThanOrEqual(tau);
    }
    expect(claim!.estimate).toBeLessThan(most!.estimate);
  });

  it('says that a dial on which nothing depends breaks nothing', () => {
    const { rows } = found(run('falsify', '^rare$', '--assumption', 'idle', '--json').out);
    expect(rows[0]!.claims[0]!.breaking![0]!.status).toBe('never breaks in range');
  });

  it('says that a claim that is violated from the start is broken at baseline', () => {
    const { rows } = found(
      run('falsify', '^often$', '--assumption', 'idle', '--tau', '0.1', '--trials', '120', '--json').out,
    );
    expect(rows[0]!.claims[0]!.breaking![0]!.status).toBe('broken at baseline');
  });

  it('finds the same with any number of workers', () => {
    const args = ['falsify', '^rare$', '^short$', '--trials', '40', '--json'];
    const out = [1, 2, 8].map((workers) => {
      forget();
      return runOn(workers, ...args).out;
    });
    expect(found(out[0]!).rows.map((row) => row.trials)).not.toContain(0);
    expect(out[1]).toBe(out[0]);
    expect(out[2]).toBe(out[0]);
  });

  it('that ran out of time goes on where it stopped', () => {
    forget();
    const args = ['falsify', '^unsure$', '--assumption', 'fair', '--trials', '30'];
    const whole = found(run(...args, '--json').out);
    forget();
    const file = 'reports/studies/stopped.json';
    const stopped = found(run(...args, '--json', '--budget', '0s', '--out', file).out);
    expect([stopped.complete, stopped.rows[0]!.trials]).toEqual([false, 0]);
    expect(found(run('falsify', '--resume', file, '--json').out)).toEqual(whole);
    expect(whole.complete).toBe(true);
  });
});

describe('other studies', () => {
  it('a sweep measures the response with intervals', () => {
    const { rows } = found(
      run('falsify', '^rare$', '--assumption', 'fair', '--sweep', '5', '--trials', '40', '--json').out,
    );
    const { response } = rows[0]!.claims[0]!;
    expect(response!.map(({ at, trials }) => [at[0], trials])).toEqual([0, 0.25, 0.5, 0.75, 1].map((at) => [at, 40]));
    expect([response![0]!.violations, response![4]!.violations]).toEqual([0, 40]);
    // Each interval misses its rate, which is the severity, with probability 1/20 at most.
    for (const { at, interval } of response!) {
      expect(interval[0]).toBeLessThanOrEqual(at[0]!);
      expect(interval[1]).toBeGreaterThanOrEqual(at[0]!);
    }
  });

  it('a pair turns two dials at once', () => {
    const { rows } = found(run('falsify', '^rare$', '--pair', 'fair', 'idle', '--trials', '2', '--json').out);
    expect(rows[0]!.dials).toEqual(['fair', 'idle']);
    expect(rows[0]!.claims[0]!.response).toHaveLength(36);
    expect(run('falsify', '^rare$', '--pair', 'fair', 'idle', '--trials', '2').out).toContain('rate = 0.4');
  });

  it('the matrix shares trials between claims of one stream and names what bears no load', () => {
    const ran = run('falsify', '^(rare|short)$', '--matrix', '--assumption', 'fair', '--assumption', 'idle');
    expect(ran.status).toBe(0);
    expect(ran.out).toContain('not load-bearing in this range: idle');
    // Two claims of two dials each: what is certain about `fair` at both thresholds, and about `idle`, is discovered.
    expect(ran.out).toContain('2 of 4 cells carry weight (*), most trainings fail: expected false share ≤ 0.05');
    expect(ran.out).toContain('2 of 4 cells carry weight (*), the claim fails: expected false share ≤ 0.05');
    expect(ran.out).toContain('2 of 4 cells carry none (°), most trainings fail: expected false share ≤ 0.05');
    expect(ran.out).toContain('2 of 4 cells carry none (°), the claim fails: expected false share ≤ 0.05');
    const { rows } = found(run('falsify', '--matrix', '--trials', '20', '--json').out);
    // "short" alone reads the reference problem; "often" and "unsure" have dials of their own.
    expect(rows.map((row) => row.claims.length)).toEqual(Array(8).fill(1));
  });

  it('the matrix of all claims holds those of nightly runs where a nightly run is asked for', () => {
    const [rare, nights] = ['rare', 'nights'].map((name) => join(cwd, 'theorems', 'coin', `${name}.theorem.ts`));
    const text = readFileSync(rare!, 'utf8').replace("name: 'rare',", "name: 'nights', profile: 'nightly',");
    writeFileSync(nights!, text);
    const file = 'reports/studies/nights.json';
    const claimsOf = (...flags: readonly string[]) =>
      found(run('falsify', ...flags, '--json').out)
        .rows.flatMap(({ claims }) => claims.map(({ claim }) => claim))
        .sort();
    const asked = ['--matrix', '--assumption', 'idle', '--trials', '1'];
    const all = claimsOf(...asked, '--profile', 'nightly', '--out', file);
    expect(all).toContain('nights');
    expect(claimsOf('--resume', file)).toEqual(all);
    expect(claimsOf(...asked)).toEqual(all.filter((name) => name !== 'nights'));
    rmSync(nights!);
  });

  it('writes its file where it says', () => {
    const { out } = run('falsify', '^rare$', '--assumption', 'idle');
    expect(existsSync(join(cwd, out.trim().split('\n').at(-1)!))).toBe(true);
  });
});

test.each([
  [['rare', '--assumption', 'fiar'], /expected an assumption of the claims, got "fiar".*coin has fair, idle/],
  [[], /expected a pattern of claims, got none/],
  [['rare', '--matrix', '--sweep', '3'], /expected one of --sweep, --pair, --matrix/],
  [['rare', '--budget', 'soon'], /expected a time such as 90s, 10m or 1h for --budget, got "soon"/],
  [['rare', '--tau', '1'], /expected a probability between 0 and 1 for --tau, got "1"/],
  [['rare', '--at', 'home'], /expected claim or reference for --at, got "home"/],
  [['rare', '--resume', 'nowhere.json'], /expected a file that an earlier study wrote, got "nowhere.json"/],
  [['rare', '--sweep', '60'], /expected at most 41 settings for --sweep, got 60/],
])('falsify %j is refused in one sentence', (args, sentence) => {
  const { status, err } = run('falsify', ...args);
  expect(status).toBe(2);
  expect(err).toMatch(sentence);
});
