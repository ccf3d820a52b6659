import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimLevels } from '../../evidence/levels';
import { coinProject } from '../testing/project';

/** A claim that gates nightly runs only, in runs of either profile, and where its verdict is kept. */
jest.setTimeout(120_000);
const { cwd, served: run, remove } = coinProject();
afterAll(remove);
const rare = join(cwd, 'theorems/coin/rare.theorem.ts');
const night = readFileSync(rare, 'utf8').replace("name: 'rare',", "name: 'by night', profile: 'nightly',");
writeFileSync(join(cwd, 'theorems/coin/night.theorem.ts'), night);
const verify = (...args: string[]) => run('verify', 'rare|night', ...args);

it('is listed as skipped where the night is not, and a run without it is no less complete', () => {
  const ran = verify();
  expect(ran.err).toContain('skipped: "by night" gates nightly runs (--profile nightly runs it)');
  expect([ran.status, ran.out.includes('by night')]).toEqual([0, false]);
  expect(run('list', 'night').out).toContain('gates nightly runs only');
  expect(run('verify', 'night.theorem')).toMatchObject({
    status: 2,
    err: expect.stringContaining('got claims of nightly runs alone (add --profile nightly)'),
  });
});

it('gates nightly runs, at levels per night, and says so', () => {
  const ran = verify('--profile', 'nightly', '--epoch', 'night-1', '--verbose');
  expect(ran.status).toBe(0);
  expect(ran.out).toMatch(/CORROBORATED \(level .* per night\): by night/);
  expect(ran.out).toContain(
    'profile     nightly: it gates nightly runs, at levels per night, and is skipped in others',
  );
  const { claims } = JSON.parse(readFileSync(join(cwd, 'reports/verdicts.json'), 'utf8'));
  expect(claims.map(({ alphaC }: { alphaC: number }) => alphaC)).toEqual(Array(2).fill(claimLevels('nightly').alphaC));
});

it('is kept in the record of verdicts, and a change without a new record fails the check', () => {
  const record = () => JSON.parse(readFileSync(join(cwd, 'docs/record.json'), 'utf8')).claims as { name: string }[];
  run('list', '--ledger');
  expect(record()).toMatchObject([{ name: 'by night', verdict: 'corroborated', epoch: 'night-1', profile: 'nightly' }]);
  expect(run('list', '--ledger', '--check').status).toBe(0);
  expect(verify('--profile', 'nightly', '--epoch', 'calibration-3').status).toBe(0);
  run('list', '--ledger');
  expect(record()).toMatchObject([{ name: 'by night', epoch: 'night-1' }]);
  writeFileSync(join(cwd, 'theorems/coin/night.theorem.ts'), night.replace("'0.5')", "'0.6')"));
  run('list', '--ledger');
  const stale = run('list', '--ledger', '--check');
  expect(stale.err).toContain('"by night" has no verdict of a nightly run in docs/record.json as it is stated');
  expect(stale.status).toBe(2);
});

it('is refused for another profile than the night', () => {
  writeFileSync(join(cwd, 'theorems/coin/night.theorem.ts'), night.replace("'nightly'", "'weekly'"));
  expect(run('list', 'rare').err).toMatch(/night\.theorem\.ts, profile: expected nightly, or none, got "?weekly/);
});
