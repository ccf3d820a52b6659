import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { coinProject, countsSteps } from '../testing/project';

/** A model with a bug that only shows for large kappa and short prompts, and then in nine of ten trainings. */
const family = `
import * as fc from 'fast-check';
const reference = { K: 4, L: 8, kappa: 0, scale: 1 };
const corner = (L) => ({ ...reference, L });
const weak = ({ L, kappa, scale }) => kappa * scale >= 0.75 && L <= 6;
const dial = { doc: 'scale', physical: (s) => 'scale = ' + (1 + s), apply: (p, s) => ({ ...p, scale: 1 + s }) };
export const planted = {
  name: 'planted',
  problems: fc.record({
    K: fc.integer({ min: 2, max: 6 }),
    L: fc.integer({ min: 2, max: 8 }).map((half) => 2 * half),
    kappa: fc.integer({ min: 0, max: 1000 }).map((j) => j / 1000),
    scale: fc.constant(1),
  }, { noNullPrototype: true }),
  reference,
  corners: { a: corner(8), b: corner(10), c: corner(12), d: corner(14) },
  check: ({ K, L }) => { if (K > L) throw new Error('planted: expected K ≤ L, got ' + K + ' > ' + L); },
  symbols: ({ K, L, kappa }) => ({ K, L, kappa }),
  assumptions: { small: { name: 'small', doc: 'scale 1', paper: 'scale 1', region: { scale: '1' }, dial } },
  dials: {},
  engines: ['fused'],
  prepare: async () => ({ fingerprint: 'planted', describe: 'planted' }),
  ${countsSteps},
  observations: {
    error: {
      doc: 'error', range: [0, 1], prompted: false, witnessBound: () => 0,
      measure: (_, { problem, step, key }) => (step === 0 || (weak(problem) && key[0] / 2 ** 32 < 0.9) ? 1 : 0),
    },
  },
  arrays: async () => ({ arrays: {}, json: {} }),
};`;

const theorem = `
import { atMost, cite, dialled, synthetic, theorem } from 'theoremcheck';
import { planted } from './family';
export default theorem({
  name: 'no error', statement: 'Errors are rare.', source: cite('toy2024', 'lemma 2'), family: planted, forAll: ['small'],
  horizon: '10', claim: ({ at }) => atMost(at('horizon').error, '0.5'),
  controls: {
    gross: [dialled('small', 1, { doc: 'twice as large' })],
    nearMiss: [dialled('small', 0.5, { doc: 'half as large again' })],
    positive: synthetic({ doc: 'none', observations: { error: { law: '0', noise: 'none' } } }),
  },
});`;

const { cwd, served: run, servedOn: runOn, remove } = coinProject();
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  writeFileSync(join(cwd, file), text);
};
write('theorems/planted/family.ts', family);
write('theorems/planted/no-error.theorem.ts', theorem);
afterAll(remove);
jest.setTimeout(60_000);

interface Found {
  readonly complete: boolean;
  readonly explorations: readonly {
    readonly claim: string;
    readonly status: string;
    readonly drawn: number;
    readonly alpha: number;
    readonly setting?: string;
    readonly counterexample?: {
      readonly token: string;
      readonly problem: object;
      readonly trials: number;
      readonly violations: number;
    };
  }[];
}
const found = (text: string) => JSON.parse(text) as Found;
const explored = (...args: string[]) => exploredOn(1, ...args);
const exploredOn = (workers: number, ...args: string[]) => {
  const { status, out, err } = runOn(workers, 'falsify', ...args, '--explore', '--json');
  if (status !== 0) throw new Error(`expected status 0, got ${status}: ${err}`);
  return out;
};
const forget = () => rmSync(join(cwd, '.theoremcheck', 'trials.jsonl'), { force: true });
const minimal = { K: 2, L: 4, kappa: 0.75, scale: 1 };

describe('falsify --explore', () => {
  it('finds, shrinks and certifies a planted weakness, and writes what it prints', () => {
    const out = explored('^no error$');
    const { complete, explorations } = found(out);
    expect(complete).toBe(true);
    expect(explorations).toHaveLength(1);
    expect(explorations[0]).toMatchObject({
      status: 'counterexample',
      alpha: 0.001,
      counterexample: { problem: minimal },
    });
    const { violations, trials } = explorations[0]!.counterexample!;
    expect(violations / trials).toBeGreaterThan(0.7);
    const file = join(cwd, 'reports/studies/explore-no-error-100-draws-gate-1.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(out));
  });

  it('gives a token from which another process trains the same problem, and sees it fail', () => {
    const { token } = found(explored('^no error$')).explorations[0]!.counterexample!;
    expect(token).toMatch(/^planted\/explored:\d+:[\d:]+\/-\/-\/gate-1\/0\/fused\/[0-9a-f]{12}$/);
    const { problem, outcomes } = JSON.parse(run('replay', token, '--json').out);
    expect(problem).toEqual(minimal);
    expect(outcomes[0]).toMatchObject({ claim: 'no error (mixture)', outcome: { x: 1, measured: 1, allowed: 0.5 } });
  });

  it('says the same on any number of workers, with or without stored trials', () => {
    forget();
    const one = exploredOn(1, '^no error$');
    const stored = exploredOn(2, '^no error$');
    forget();
    const three = exploredOn(3, '^no error$');
    expect(stored).toBe(one);
    expect(three).toBe(one);
  });

  it('looks for the smallest problem that fails at a broken setting', () => {
    const out = explored('^no error$', '--assumption', 'small', '--severity', '0.5');
    const { setting, counterexample } = found(out).explorations[0]!;
    expect(setting).toBe('scale = 1.5');
    // kappa ≥ .75/1.5
    expect(counterexample!.problem).toEqual({ ...minimal, kappa: 0.5, scale: 1.5 });
    expect(counterexample!.token).toContain('/small=0.5/');
    const { outcomes } = JSON.parse(run('replay', counterexample!.token, '--json').out);
    expect(outcomes[0]).toMatchObject({ claim: 'no error (mixture)', outcome: { x: 1 } });
  });

  it('tells people where, measured against allowed, how to replay it, and the source, in this order', () => {
    const { out } = run('falsify', '^no error$', '--explore');
    const labels = [...out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, label]) => label);
    expect(labels).toEqual(['searched', 'problem', 'rate', 'witness', 'shrunk', 'replay', 'source']);
    expect(out).toMatch(/^COUNTEREXAMPLE: no error\n/);
    expect(out).toContain('problem   K = 2, L = 4, kappa = 0.75, scale = 1\n');
    expect(out).toContain('witness   measured 1, allowed 0.5\n');
  });

  it('claims nothing where there is nothing, and leaves out claims about one problem', () => {
    const { status, out, err } = run('falsify', '^rare$', '^often$', '--explore', '--trials', '10', '--json');
    expect(status).toBe(0);
    expect(found(out).explorations).toEqual([
      expect.objectContaining({ claim: 'rare', status: 'nothing found', drawn: 10, suspects: [] }),
    ]);
    expect(err).toContain('theoremcheck: often is about one problem, so that there is nothing to explore\n');
  });

  it('that is stopped says so, and goes on when it is asked again', () => {
    const whole = explored('^no error$');
    forget();
    expect(found(explored('^no error$', '--budget', '0s'))).toMatchObject({
      complete: false,
      explorations: [{ status: 'stopped', drawn: 0 }],
    });
    expect(explored('^no error$')).toBe(whole);
  });

  it.each([
    [['--explore'], 'falsify, --explore: expected a pattern of claims, got none'],
    [['rare', '--severity', '1'], 'falsify: expected --explore with --severity, got none'],
    [['rare', '--explore', '--severity', '1'], '--assumption and --severity together'],
    [
      ['rare', '--explore', '--assumption', 'fair', '--severity', '2'],
      'a severity from 0 to 1 for --severity, got "2"',
    ],
    [
      ['rare', '--explore', '--assumption', 'fare', '--severity', '1'],
      'expected an assumption of the claims, got "fare"',
    ],
    [['rare', '--explore', '--at', 'reference'], 'expected no --at, got --at (an exploration draws its own problems)'],
    [['often', '--explore'], 'falsify, --explore: expected a claim over a region, got often'],
    [['rare', '--explore', '--trials', '0'], 'falsify: expected an integer from 1 to 100000 for --trials, got "0"'],
  ])('%j is one sentence and status 2', (args, message) => {
    const { status, out, err } = run('falsify', ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

it('a token of a problem that fast-check does not offer is one sentence and status 2', () => {
  const { status, err } = run('replay', 'planted/explored:1:0:999/-/-/gate-1/0/fused/0123456789ab');
  expect(status).toBe(2);
  expect(err).toBe('theoremcheck: planted: expected a path of draws and shrinks, got explored:1:0:999\n');
});
