import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject } from './testing/project';

/** What a newcomer writes wrong in a family, tried with the real program: no stack of ours, no hang, no verdict. */
const { cwd, served: run, remove } = coinProject();
afterAll(remove);
jest.setTimeout(120_000);

const COIN = 'theorems/coin/family.ts';
const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
const [family, rare] = [read(COIN), read('theorems/coin/rare.theorem.ts')];

type Slip = readonly [from: string, to: string];

function slipped([from, to]: Slip): string {
  expect(family).toContain(from);
  return family.replace(from, to);
}

/** A family with one mistake under a name of its own, and a claim over it that gates nothing. */
function write(name: string, slip: Slip): void {
  mkdirSync(join(cwd, `theorems/${name}`));
  writeFileSync(join(cwd, `theorems/${name}/family.ts`), slipped(slip).replace("name: 'coin'", `name: '${name}'`));
  writeFileSync(join(cwd, `theorems/${name}/it.exploratory.ts`), rare.replace("'rare'", `'${name}'`));
}

const MEASURE = /measure: (.*),/.exec(family)![1]!;
const STEP = 'get step() { return step; },';
const ADVANCE = 'advance: (to) => void (step = to)';

/** Mistake, change, what is said after the name of the family. */
const refused: readonly (readonly [string, Slip, string])[] = [
  ['no-problems', ['problems: fc', 'prblems: fc'], ', problems: expected an arbitrary of fast-check, got undefined'],
  ['no-reference', ['  reference,\n', ''], ', reference: expected a problem, got nothing'],
  ['no-corner', ['a: reference,', 'a: undefined,'], ', corner a: expected a problem, got nothing'],
  [
    'corner-refused',
    ['check: () => {}', "check: ({ steps }) => { if (steps < 6) throw new RangeError('too few steps'); }"],
    ', corner b: too few steps (theorems/corner-refused/family.ts:',
  ],
  [
    'no-symbols',
    ['({ steps }) => ({ steps })', '() => undefined'],
    ', symbols: expected a record of numbers, got nothing at reference',
  ],
  [
    'text-as-symbol',
    ['=> ({ steps })', '=> ({ steps: String(steps) })'],
    ', symbols: expected finite numbers, got steps = "10"',
  ],
  ['no-measure', ['measure:', 'mesure:'], ', observation error: expected a function `measure`, got undefined'],
  ['no-bound', ['witnessBound:', 'bound:'], ', observation error: expected a function `witnessBound`, got undefined'],
  ['no-dial', ["dial: dial('idle')", ''], ', dial idle: expected functions `apply` and `physical`, got none'],
  ['no-region', ["region: { idle: '0' },", ''], ', assumption idle: expected a record `region`, got nothing'],
  ['no-engine', ["engines: ['fused']", 'engines: []'], ', engines: expected at least one name, got []'],
  [
    'no-name',
    ["engines: ['fused']", "engines: ['a b']"],
    ', engines: expected different names of letters, digits and ._-, got "a b"',
  ],
];

/** Mistake, change, what is said after the name of the family instead of a verdict; `…` is a number that was drawn. */
const broken: readonly (readonly [string, Slip, string])[] = [
  ['train-throws', ['let step = 0;', "throw new Error('boom');"], ', train(): boom (theorems/train-throws/family.ts:'],
  [
    'train-nothing',
    ['return { engine', 'const it = { engine'],
    ', train(): expected a training with advance(), got undefined',
  ],
  [
    'stays',
    [ADVANCE, 'advance: () => undefined'],
    ', advance(): expected step …, got 0 (advance(to) trains until step',
  ],
  ['goes-on', [ADVANCE, 'advance: (to) => void (step = 1e6)'], ', advance(): expected step …, got 1000000 ('],
  ['no-step', [STEP, ''], ', advance(): expected step 0, got undefined'],
  [
    'async',
    [ADVANCE, 'advance: async (to) => void (step = to)'],
    ', advance(): expected nothing or { step, what }, got a promise',
  ],
  ['measure-throws', [MEASURE, "() => { throw new Error('boom'); }"], ', observation error: boom ('],
  ['measure-async', [MEASURE, 'async () => 0'], ', observation error: expected a number, got a promise'],
  ['beyond', [MEASURE, '() => -0.1'], ', observation error: expected a value in [0, 1], got -0.1'],
  ['dial-nothing', ['({ ...p, [key]: s })', 'undefined'], ', dial fair: expected a problem, got undefined'],
];

const claimsOf = (out: string) =>
  (JSON.parse(out) as { claims: { name: string; verdict: string; because: string }[] }).claims;

describe('a family with a mistake', () => {
  let said: string[];
  let claims: ReturnType<typeof claimsOf>;
  beforeAll(() => {
    for (const [name, slip] of [...refused, ...broken]) write(name, slip);
    const ran = run('verify', '--exploratory', '--json');
    if (ran.out === '') throw new Error(ran.err);
    said = ran.err.split('\n');
    claims = claimsOf(ran.out);
  });

  it.each(refused)('%s is refused before anything is trained', (name, _, sentence) => {
    const start = `theorems/${name}/it.exploratory.ts, family ${name}${sentence}`;
    expect(said.filter((line) => line.startsWith(start))).toHaveLength(1);
  });

  it.each(broken)('%s is an error, in one sentence', (name, _, sentence) => {
    const { verdict, because } = claims.find((claim) => claim.name === name)!;
    expect(verdict).toBe('error');
    for (const part of `family ${name}${sentence}`.split('…')) expect(because).toContain(part);
    expect(because).not.toMatch(/\n|harness/);
  });
});

describe('ends with status 2 and one sentence:', () => {
  const EXPORT = 'export const coin';
  const EXPORTED = ['export', 'coin', '--trial', '0', '--steps', '1', '--out', 'x.npz'];
  const BOOM: Slip = ['let step = 0;', "throw new Error('boom');"];
  const TWIN: Slip = [EXPORT, `export const twin = { name: "coin", train() {}, observations: {} };\n${EXPORT}`];
  const PREPARE = "prepare: async () => ({ fingerprint: 'coin', describe: 'coin' })";
  const cases: readonly (readonly [string, Slip, string])[] = [
    [
      'prepare throws',
      [PREPARE, "prepare: async () => { throw new Error('boom'); }"],
      'family coin, prepare(): boom (',
    ],
    [
      'prepare says nothing',
      [PREPARE, 'prepare: async () => {}'],
      'prepare(): expected { fingerprint, describe } as texts',
    ],
    [
      'process.exit',
      ['let step = 0;', 'process.exit(0);'],
      'family coin: expected trainings that come to an end, got 3',
    ],
    ['two of one name', TWIN, 'theorems/coin/family.ts: expected a family name of its own, got coin'],
    [
      'package that is not installed',
      ['export const coin', "import { it } from 'no-such-package-here';\nit();\nexport const coin"],
      "Cannot find module 'no-such-package-here' (install it, or import a file by its relative path",
    ],
  ];

  it.each(cases)('%s', (_, slip, sentence) => {
    writeFileSync(join(cwd, COIN), slipped(slip));
    const { status, err } = run('verify', '-t', '^rare$');
    expect(status).toBe(2);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });

  const study = ['falsify', '^rare$', '--assumption', 'fair', '--at', 'reference', '--trials', '5'];
  const others: readonly (readonly [string, Slip, readonly string[], string])[] = [
    ['a study of trainings that throw', BOOM, study, 'ended early: family coin, train(): boom ('],
    [
      'an exploration of them',
      BOOM,
      [...study.slice(0, 4), '--explore', '--severity', '1'],
      'family coin, train(): boom (',
    ],
    ['a study with two of one name', TWIN, study, 'expected a family name of its own, got coin'],
    [
      'a theorem over a family that throws',
      [EXPORT, `throw new Error('boom');\n${EXPORT}`],
      ['new', 'coin/it'],
      'boom (',
    ],
    ['an export that is not there', ['arrays: async', 'arays: async'], EXPORTED, 'family coin, arrays(): '],
  ];

  it.each(others)('%s', (_, slip, args, sentence) => {
    writeFileSync(join(cwd, COIN), slipped(slip));
    const { status, out, err } = run(...args);
    expect(status).toBe(2);
    expect(out + err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('numbers that come from elsewhere than the seeds, although each of them passes', () => {
    writeFileSync(join(cwd, COIN), slipped(['? 1 : 0)', '? 1 : Math.random() / 4)']));
    const { status, out } = run('verify', '-t', '^rare$', '--json');
    expect([status, claimsOf(out)[0]]).toEqual([
      2,
      expect.objectContaining({ because: expect.stringContaining('replay: ') }),
    ]);
  });
});

it('prints what a family prints on standard error: the JSON on standard output stays JSON', () => {
  writeFileSync(join(cwd, COIN), slipped(['let step = 0;', "console.log('one more'); let step = 0;"]));
  writeFileSync(join(cwd, 'theorems/coin/rare.theorem.ts'), rare);
  const { status, out, err } = run('verify', '-t', '^rare$', '--json', '--epoch', 'printed');
  expect([status, claimsOf(out).map(({ verdict }) => verdict)]).toEqual([0, ['corroborated']]);
  expect(err).toContain('one more\n');
});
