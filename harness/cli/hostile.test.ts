import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { coinProject, type Ran } from './testing/project';

/**
 * A project whose every text tries to command the terminal, the log or the build server that it comes out on: documents, a
 * bibliography place, values that its code throws, what it says of a divergence, arguments, file names, a baseline.
 */
jest.setTimeout(240_000);
const ROOT = resolve(__dirname, '..', '..');
const EVIL = [
  ...['\u001b[31mred\u001b[2J', '\u202egnp.exe\u2066', 'bell\u0007 \u009b5m', 'torn \ud800', 'next\u2028line'],
  ...['\r\n::error file=a::owned', '\n::set-output name=a::owned', '\n##[error]owned', '\n##vso[task.complete]owned'],
].join(' ');
const evil = JSON.stringify(EVIL);

const family = `
import { coin } from './coin';
const doc = ${evil};
const evil = { name: 'evil', doc, paper: doc, region: { rate: doc }, dial: { ...coin.assumptions.fair.dial, doc, physical: () => doc } };
export const hostile = {
  ...coin,
  name: 'hostile',
  assumptions: { ...coin.assumptions, evil },
  prepare: async () => ({ fingerprint: 'hostile', describe: doc }),
  train: async (problem, seeds) => {
    const training = await coin.train(problem, seeds);
    return problem.steps === 10 ? training : { ...training, get step() { return training.step; }, advance: () => ({ step: 1, what: doc }) };
  },
  observations: {
    error: { ...coin.observations.error, doc },
    thrown: { ...coin.observations.error, measure: () => { throw new Error(doc); } },
    odd: { ...coin.observations.error, measure: () => { throw { toString() { throw doc; }, doc }; } },
  },
};`;

const claim = (name: string, { observation = 'error', more = '', before = '' } = {}) => `
import { atMost, cite, dialled, ours, synthetic, theorem } from 'theoremcheck';
import { hostile } from './family';
const doc = ${evil};
${before}
export default theorem({
  name: ${JSON.stringify(name)}, statement: doc, source: cite('toy2024', doc), family: hostile, forAll: ['evil'],
  ours: { c: ours(0.5, doc) }, horizon: '10', claim: ({ at }) => atMost(at('horizon').${observation}, 'c'),
  at: 'reference', notChecked: [doc], paper: [{ symbol: 'T', hypothesis: doc, checked: doc }],
  controls: {
    gross: [dialled('fair', 1, { doc })],
    nearMiss: [dialled('fair', 0.6, { doc })],
    positive: synthetic({ doc, observations: { ${observation}: { law: '0', noise: 'none' } } }),
  },
  ${more}
});`;

const toy = coinProject();
const below = (file: string) => join(toy.cwd, 'theorems/coin', file);
writeFileSync(below('coin.ts'), readFileSync(below('family.ts')));
writeFileSync(below('family.ts'), `export { coin } from './coin';\n${family}`);
const CLAIMS: Record<string, string> = {
  'documents.theorem.ts': claim('documents'),
  'falsified.theorem.ts': claim('falsified', { more: 'stream: { fair: 0.9 },' }),
  'diverges.theorem.ts': claim('diverges', { more: "at: 'region'," }).replace("at: 'reference', not", 'not'),
  'throws.theorem.ts': claim('throws', { observation: 'thrown' }),
  'odd.theorem.ts': claim('odd', { observation: 'odd' }),
  'loads.theorem.ts': claim('loads', { before: 'throw new Error(doc);' }),
  'named.theorem.ts': claim(EVIL),
  'a\u202e\u001b[2J.theorem.ts': claim('in a hostile file', { more: 'stream: { fair: 0.9 },' }),
};
for (const [file, text] of Object.entries(CLAIMS)) writeFileSync(below(file), text);
afterAll(toy.remove);

/** What no text may hold, and no line begin with, but for our own annotations. */
const RAW = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u;
const ORDER = /^\s*::(?!(?:error|warning) (?:file=theorems\/|title=accepted)[^:]*::)|##\w*\[/m;

function expectClean(text: string): void {
  expect(RAW.exec(text)?.[0]?.codePointAt(0)).toBeUndefined();
  expect(ORDER.exec(text)?.[0]).toBeUndefined();
}

const OURS = {
  THEOREMCHECK_WORKERS: '1',
  GITHUB_ACTIONS: 'true',
  GITHUB_STEP_SUMMARY: join(toy.cwd, 'summary.md'),
  FORCE_COLOR: '0',
  NODE_NO_WARNINGS: '1',
};

function run(command: string, ...args: string[]): Ran {
  const options = { cwd: toy.cwd, env: { ...process.env, ...OURS }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, command), ...args], options);
  return clean({ status, out: stdout, err: stderr });
}

function clean(ran: Ran): Ran {
  expectClean(ran.out);
  expectClean(ran.err);
  return ran;
}
/** In the process that stays. */
const cli = (...args: string[]) => clean(toy.servedWith(OURS, ...args));

it('verify, its logs, annotations, JSON, summary, JUnit file and report carry none of it', () => {
  const { status, out, err } = run(
    'harness/cli/bin.cjs',
    'verify',
    'hostile|documents|falsified|diverges|throws|odd|loads|named',
    '--verbose',
  );
  expect(status).toBe(2);
  // All of them were reached, and what they say is shown, spelled out.
  for (const name of ['documents', 'falsified', 'diverges', 'throws', 'odd', 'in a hostile file'])
    expect(out).toContain(name);
  expect(out).toContain('\\u001b[31mred\\u001b[2J \\u202egnp.exe\\u2066');
  expect(err).toMatch(/loads\.theorem\.ts: \\u001b\[31mred/);
  expect(err).toMatch(/named\.theorem\.ts, name: expected a short unique name, got "/);
  const written = readdirSync(join(toy.cwd, 'reports'), { recursive: true }).map(String);
  for (const file of written.filter((one) => /\.(xml|html|svg)$/.test(one))) {
    const text = readFileSync(join(toy.cwd, 'reports', file), 'utf8');
    expect([file, RAW.exec(text)?.[0]?.codePointAt(0)]).toEqual([file, undefined]);
  }
  for (const file of ['reports/junit.xml', 'reports/report.html', 'summary.md'])
    expect(existsSync(join(toy.cwd, file))).toBe(true);
  expectClean(readFileSync(join(toy.cwd, 'summary.md'), 'utf8'));
});

it('nor do JSON, listings, arguments, settings and baselines', () => {
  expect(JSON.parse(cli('verify', 'documents', '--json').out).claims[0].name).toBe('documents');
  cli('list');
  cli('list', '--json');
  for (const args of [
    ['verify', EVIL],
    ['verify', '-t', EVIL],
    [EVIL],
    ['replay', EVIL],
    ['new', EVIL],
    ['decide', EVIL],
    ['verify', `--${EVIL}`],
  ])
    expect(cli(...args).status).toBe(2);
  for (const flag of ['epoch', 'engine', 'profile', 'workers', 'baseline', 'cache'])
    expect(cli('verify', 'documents', `--${flag}`, EVIL).status).toBe(2);
  writeFileSync(join(toy.cwd, 'baseline.json'), JSON.stringify({ [EVIL]: EVIL }));
  expect(cli('verify', 'documents', '--baseline', 'baseline.json').status).toBe(2);
});

it('nor does Jest with our reporter', () => {
  const config = {
    ...{
      runner: join(ROOT, 'harness/jest/runner.cjs'),
      reporters: [join(ROOT, 'harness/jest/reporter.cjs'), 'summary'],
    },
    ...{ testMatch: ['<rootDir>/theorems/**/*.theorem.ts'], modulePathIgnorePatterns: ['<rootDir>/.theoremcheck/'] },
  };
  writeFileSync(join(toy.cwd, 'jest.config.json'), JSON.stringify(config));
  const { status, err } = run(
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.config.json',
    'falsified|throws|loads|named',
  );
  expect(status).toBe(1);
  expect(err).toContain('\\u001b[31mred');
});
