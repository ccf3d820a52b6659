import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coinProject, type Ran } from './testing/project';

/** What a newcomer writes wrong, tried with the real command line: every message names the file, the field and the cure. */
const { cwd, served: run, remove } = coinProject({ margin: '' });
afterAll(remove);
jest.setTimeout(120_000);

const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
const rare = read('theorems/coin/rare.theorem.ts');

/** A change of the theorem `rare`: replace this by that, or write something else. */
type Slip = readonly [from: string, to: string] | ((text: string) => string);

function slipped(slip: Slip): string {
  if (typeof slip === 'function') return slip(rare);
  expect(rare).toContain(slip[0]);
  return rare.replace(slip[0], slip[1]);
}

const adds = (fields: string): Slip => ["forAll: ['fair'],", `forAll: ['fair'], ${fields}`];
const CLAIM = "({ at }) => atMost(at('horizon').error, '0.5')";
const GROSS = "gross: [dialled('fair', 1, { doc: 'always an error' })]";
const ITSELF = 'export default theorem';

/** Mistake, change, field, got, cure. */
const mistakes: readonly (readonly [string, Slip, string, string, string])[] = [
  ['symbol in a bound', ["'0.5'", "'1 - stpes'"], ', claim:', 'got stpes in "1 - stpes"', 'did you mean steps?'],
  ['symbol without a value', ["'0.5'", "'1 - c'"], ', claim:', 'got c in "1 - c"', 'state c in `ours`'],
  ['symbol in a horizon', ["'steps'", "'2 * step'"], ', horizon:', 'got step in', 'did you mean steps?'],
  ['no horizon', ["horizon: 'steps',", ''], ', claim, at:', 'got horizon in "horizon"', 'state `horizon`'],
  ['horizon 0', ["'steps'", "'0 * steps'"], ', horizon:', 'at least 1 step, got "0 * steps" = 0', 'raise the constant'],
  ['negative horizon', ["'steps'", "'-steps'"], ', horizon "-steps":', 'a step between 0 and', 'correct the formula'],
  ['horizon NaN', ["'steps'", "'0 / 0'"], ', horizon "0 / 0":', 'got NaN', 'correct the formula'],
  ['horizon beyond sense', ["'steps'", "'1e12'"], ', horizon "1e12":', 'got 1000000000000', 'correct the formula'],
  ['horizon as a number', ["'steps'", '100'], ', horizon:', 'a formula such as "1 - c", got 100', "as text: '100'"],
  ['function', ["'0.5'", "'ln(steps)'"], ', claim:', 'got ln in "ln(steps)"', 'log is the natural logarithm'],
  ['bound NaN', ["'0.5'", "'sqrt(-steps)'"], ', claim:', 'a bound that is a number, got NaN', 'correct its formula'],
  ['observation', ['.error,', '.eror,'], ', claim:', 'coin (error), got eror', 'did you mean error?'],
  ['no observation', ["at('horizon').error", "at('horizon')"], ', claim:', 'got none', "name it: at('horizon').error"],
  ['dial', ["dialled('fair', 1,", "dialled('fiar', 1,"], ', control "fiar = 1":', 'got fiar', 'did you mean fair?'],
  [
    'assumption',
    ["forAll: ['fair']", "forAll: ['fiar']"],
    ', forAll:',
    'coin (fair, idle), got fiar',
    'did you mean fair?',
  ],
  ['forAll as text', ["forAll: ['fair']", "forAll: 'fair'"], ', forAll:', 'got "fair"', 'write [ … ] around it'],
  ['no forAll', ["forAll: ['fair'],", ''], ', forAll:', 'at least one assumption, got none', 'coin has fair, idle'],
  ['field', adds('detla: 0.1,'), ':', 'got detla', 'did you mean delta?'],
  ['group of controls', ['nearMiss:', 'nearmiss:'], ', controls:', 'got nearmiss', 'did you mean nearMiss?'],
  [
    'option',
    ["nearMiss: [dialled('fair', 0.6, {", "nearMiss: [dialled('fair', 0.6, { Trials: 40,"],
    ', control "fair = 0.6":',
    'got Trials',
    'did you mean trials?',
  ],
  [
    'control without options',
    [", { doc: 'always an error' }", ''],
    ', control "fair = 1":',
    'expected a doc',
    'say what is broken',
  ],
  [
    'control alone',
    [GROSS, GROSS.replace(/[[\]]/g, '')],
    ', controls.gross:',
    'expected a list',
    'write [ … ] around it',
  ],
  [
    'no gross control',
    [GROSS, 'gross: []'],
    ', controls.gross:',
    'at least one gross control, got none',
    'add dialled(…)',
  ],
  [
    'law',
    ["error: { law: '0'", "eror: { law: '0'"],
    ', control "synthetic eror":',
    'a law for error',
    'state one in `observations`',
  ],
  [
    'claim without return',
    [CLAIM, CLAIM.replace('=> ', '=> { ').concat(' }')],
    ', claim:',
    'got nothing',
    'has to return it',
  ],
  [
    'claim as a value',
    [CLAIM, "atMost('error', '0.5')"],
    ', claim:',
    'a function of { at, along }',
    'write ({ at }) => atMost(',
  ],
  ['delta of 5 %', adds('delta: 5,'), ', delta:', '0 ≤ delta < 1, got 5', 'a share of trainings'],
  ['delta of forall', adds("delta: 0.05, kind: 'forall',"), ', delta:', 'kind forall, got 0.05', 'leave it out'],
  ['no margin', adds('margin: 0,'), ', margin:', '0 < margin < 1, got 0', 'no number of trials tells'],
  ['budget', adds('budget: 1.5,'), ', budget:', 'a number of units ≥ 1, got 1.5', 'such as 200'],
  ['delta as text', adds("delta: '0.05',"), ', delta:', 'a number, got "0.05"', 'leave out the quotes'],
  ['constant without a reason', adds('ours: { c: 0.1 },'), ', ours.c:', 'got 0.1', "ours(value, 'reason')"],
  ['no family', ['family: coin,', ''], ', family:', 'a family, got nothing', 'import one from the family.ts'],
  [
    'name in use',
    (text) => text,
    ', name:',
    'a unique name, got "rare", also in theorems/coin/rare.theorem.ts',
    'rename one',
  ],
  [
    'unknown paper',
    ['toy2024', 'toy2025'],
    ', source:',
    'references.bib (toy2024), got toy2025',
    'add the entry to it',
  ],
  [
    'two theorems',
    (text) => `${text}\nexport const other = theorem({});`,
    ':',
    'got 2 theorems',
    'one theorem per file',
  ],
  [
    'no default export',
    [ITSELF, 'export const it = theorem'],
    ':',
    'got a named export',
    'export default theorem({ … })',
  ],
  [
    'something else exported',
    [ITSELF, 'export default '],
    ':',
    'one theorem as default export, got none',
    'one theorem per file',
  ],
  [
    'import',
    ['{ atMost,', '{ atmost as atMost,'],
    ':2:10:',
    'No matching export',
    'Did you mean to import "atMost" instead?',
  ],
  ['syntax', ['claim:', 'claim: ]'], ':6:28:', 'expected code that can be bundled', 'Unexpected "]"'],
  ['exception', (text) => `${text}\nthrow new Error('boom');`, ':', 'boom', '.ts:'],
];

describe('a file that cannot be read as a theorem', () => {
  const fileOf = (mistake: string) => `theorems/coin/${mistake.replaceAll(' ', '-')}.exploratory.ts`;
  let said: Ran;
  beforeAll(() => {
    for (const [mistake, slip] of mistakes) {
      const text = slipped(slip).replace(/'rare'/, mistake === 'name in use' ? "'rare'" : `'${mistake}'`);
      writeFileSync(join(cwd, fileOf(mistake)), text.replace('export default ((', 'export default '));
    }
    said = run('list');
  });

  it.each(mistakes)('%s', (mistake, _, field, got, cure) => {
    const line = said.err.split('\n').find((one) => one.startsWith(`${fileOf(mistake)}${field}`));
    for (const part of [got, cure]) expect(line).toContain(part);
  });

  it('stops no other, and ends with status 2', () => {
    expect(said.status).toBe(2);
    expect(said.out).toContain('rare\n');
    expect(said.err.trimEnd().split('\n')).toHaveLength(mistakes.length);
  });
});

describe('a claim that proves nothing, or cannot be measured', () => {
  const FAMILY = 'theorems/coin/family.ts';
  const file = (name: string) => `theorems/coin/${name}.theorem.ts`;
  const write = (name: string, slip: Slip) =>
    writeFileSync(join(cwd, file(name)), slipped(slip).replace("'rare'", `'${name}'`));
  const because = ({ out }: Ran) =>
    (JSON.parse(out) as { claims: { verdict: string; because: string }[] }).claims.map((one) => [
      one.verdict,
      one.because,
    ]);

  // An observation beside `error`: 1 before training, and NaN after it.
  beforeAll(() => {
    const text = read(FAMILY);
    const error = text.slice(text.indexOf('    error: {'), text.indexOf('  },\n  arrays:'));
    const broken = error
      .replace('error: {', 'broken: {')
      .replace(/measure: .*/, 'measure: (_, { step }) => (step === 0 ? 1 : NaN),');
    writeFileSync(join(cwd, FAMILY), text.replace(error, error + broken));
  });

  const idle = "gross: [dialled('idle', 1, { name: 'idle', doc: 'nothing depends on it' })]";
  const near = "nearMiss: [dialled('fair', 0.1, { name: 'near', doc: 'hardly ever' })]";
  const cases: readonly (readonly [string, Slip, string, number, readonly string[]])[] = [
    [
      'bound of 1',
      ["'0.5'", "'1'"],
      'vacuous',
      3,
      [', claim:', 'error at t = horizon ≤ 1 for error in [0, 1]', 'tighten the bound'],
    ],
    [
      'bound of 0',
      (text) => text.replaceAll('atMost', 'atLeast').replace("'0.5'", "'0'"),
      'vacuous',
      3,
      [', claim:', '≥ 0 for error in [0, 1]', 'tighten'],
    ],
    ['infinite bound', ["'0.5'", "'steps / 0'"], 'vacuous', 3, [', claim:', '≤ steps / 0', 'tighten the bound']],
    [
      'all of δ',
      adds('delta: 0.6, margin: 0.4,'),
      'vacuous',
      3,
      [', delta + margin:', 'less than 1, got 1', 'lower one'],
    ],
    ['few trials', adds('budget: 20,'), 'vacuous', 3, [', budget:', 'at least 73 trials', 'got 20', 'raise budget']],
    [
      'idle control',
      [GROSS, idle],
      'vacuous',
      3,
      [', controls.gross "idle":', 'falsified, got undecided', 'violate more with it'],
    ],
    [
      'dull near miss',
      (text) => text.replace(/nearMiss: .*\]/, near),
      'vacuous',
      3,
      [', controls.nearMiss "near":', 'falsified, got undecided', 'violate more with it'],
    ],
    [
      'false positive',
      ["law: '0'", "law: '0.9'"],
      'vacuous',
      3,
      [', controls.positive "synthetic error":', 'got falsified', 'correct it'],
    ],
    [
      'NaN',
      (text) => text.replace("').error", "').broken").replace('error: {', 'broken: {'),
      'error',
      2,
      [', observation broken:', 'a finite value at step', 'got NaN', 'correct its measure()'],
    ],
  ];

  it.each(cases)('%s', (mistake, slip, verdict, status, parts) => {
    const name = mistake.replaceAll(' ', '-');
    write(name, slip);
    const ran = run('verify', '-t', `^${name}$`, '--json');
    expect([ran.status, because(ran)]).toEqual([status, [[verdict, expect.stringContaining(file(name) + parts[0]!)]]]);
    for (const part of parts) expect(because(ran)[0]![1]).toContain(part);
  });

  it('stands beside a file with a syntax error, which is named', () => {
    write('syntax', ['claim:', 'claim: ]']);
    const ran = run('verify', 'rare', 'syntax', '--json');
    expect(ran.status).toBe(2);
    expect(because(ran).map(([verdict]) => verdict)).toEqual(['corroborated']);
    expect(ran.err).toContain(`${file('syntax')}:6:28: expected code that can be bundled`);
  });
});
