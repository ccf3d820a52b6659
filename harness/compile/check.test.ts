import { cite } from '../statement/cite';
import { perturbed } from '../statement/controls';
import { ours } from '../statement/ours';
import { toyFamily } from '../statement/testing/toy-family';
import { checkStatement } from './check';
import { specWith, statementWith, toySpec } from './testing/toy-whole';

const check = (changes: object) => () => checkStatement(statementWith(changes), specWith(changes));
const { low, high, fast } = toyFamily.corners;
const three = { ...toyFamily, corners: { low, high, fast } };
const identity = { gross: [perturbed()], nearMiss: [perturbed({ factor: 1.5 })] };
const forall = { kind: 'forall', controls: { ...toySpec.controls, ...identity } };

describe('a theorem whose fields fit together', () => {
  it.each<[string, object]>([
    ['is one with its defaults', {}],
    ['may allow no violation, or nearly all', { delta: 0, margin: 0.999, budget: 1 }],
    ['may allow nearly all, with a small margin', { delta: 0.999, margin: 0.001 }],
    ['may be an identity, and say that nothing may violate it', { ...forall, delta: 0 }],
    ['may be a mean', { kind: 'mean' }],
    ['may gate nightly runs alone', { profile: 'nightly', horizonForm: 'for t → ∞' }],
    ['may do without corners, with a reason', { corners: { without: 'cost' } }],
    ['may be about the reference problem of a family with few corners', { at: 'reference', family: three }],
    ['may have blocks of dialled design points', { block: { repeats: 2, design: [{ batchSize: 8 }, {}], share: [] } }],
    ['may measure symbols', { measured: { start: 'attention', size: 'weight' } }],
    ['may turn dials', { stream: { quiet: 0.1 }, forAll: { quiet: toyFamily.assumptions.quiet } }],
  ])('%s', (_, changes) => {
    expect(check(changes)).not.toThrow();
  });
});

const numbers = (field: string, message: string, ...wrong: readonly unknown[]) =>
  wrong.map(
    (value): Refused => [`${field} ${value}`, { [field]: value }, `, ${field}: expected ${message}, got ${value}`],
  );
const noNames = 'expected names other than K, eta, B, noise, ';
type Refused = [what: string, changes: object, message: string];
const REFUSED: readonly Refused[] = [
  ['a foreign field', { detla: 0.1 }, ': expected fields among name, statement, '],
  [
    'a foreign field of a block',
    { block: { repeats: 2, desing: [] } },
    ', block: expected fields among repeats, design, share, got desing',
  ],
  [
    'a foreign field of controls',
    { controls: { ...toySpec.controls, grosss: [] } },
    ', controls: expected fields among untrained, gross, ',
  ],
  [
    'no controls',
    { controls: { ...toySpec.controls, gross: [] } },
    ', controls.gross: expected at least one gross control',
  ],
  ['no name', { name: '' }, ', name: expected a short unique name, got ""'],
  ['no statement', { statement: ' ' }, ', statement: expected the statement in words, got " "'],
  ['no source', { source: undefined }, ", source: expected cite('key', 'place'), got nothing"],
  [
    'a source without a key',
    { source: cite('', 'lemma 1') },
    ', source: expected cite(\'key\', \'place\'), got {"key":""',
  ],
  [
    'a source without a place',
    { source: cite('toy2024', ' ') },
    ', source: expected cite(\'key\', \'place\'), got {"key":"toy2024"',
  ],
  [
    'a claim that is none',
    { claim: 'error ≤ 1' },
    ', claim: expected a function of { at, along }, got "error ≤ 1" (write ({ at }) => atMost(',
  ],
  ['a foreign kind', { kind: 'likely' }, ', kind: expected prob, mean or forall, got likely'],
  [
    'a form of the horizon without words',
    { horizonForm: ' ' },
    ', horizonForm: expected words such as `at the horizon`, got " "',
  ],
  ['a foreign profile', { profile: 'daily' }, ', profile: expected nightly, or none, got "daily"'],
  [
    'hypotheses that are no list',
    { paper: 'd' },
    ', paper and notChecked: expected lists, got something else (write [ … ]',
  ],
  [
    'what is not checked as no list',
    { notChecked: 'd' },
    ', paper and notChecked: expected lists, got something else (write [ … ]',
  ],
  ...['delta', 'margin', 'budget'].map(
    (field): Refused => [
      `${field} in quotes`,
      { [field]: '1' },
      `, ${field}: expected a number, got "1" (leave out the quotes)`,
    ],
  ),
  ...numbers('delta', '0 ≤ delta < 1', 1, -0.001, Number.NaN),
  ...numbers('margin', '0 < margin < 1', 0, 1, -0.1, Number.NaN),
  ...numbers('budget', 'a number of units ≥ 1', 0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY),
  [
    'an identity with a share of violations',
    { ...forall, delta: 0.1 },
    ', delta: expected no delta in a claim of kind forall, got 0.1 (leave it out',
  ],
  [
    'assumptions that are no list',
    { forAll: 'quiet' },
    ', forAll: expected a list of assumptions, got "quiet" (write [ … ]',
  ],
  ['no assumptions', { forAll: [] }, ', forAll: expected at least one assumption, got none (toy has quiet)'],
  [
    'a foreign assumption',
    { forAll: ['quiet', 'quite'] },
    ', forAll: expected assumptions of toy (quiet), got quite (did you mean quiet?)',
  ],
  ['a foreign dial', { stream: { loud: 1 } }, ', stream: expected a dial of toy (quiet, batchSize), got loud'],
  [
    'a foreign dial of a design point',
    { block: { repeats: 1, design: [{}, { loud: 1 }] } },
    ', block.design: expected a dial of toy',
  ],
  ['a constant that is no name', { ours: { 'a\n': ours(1, 'x') } }, ', ours: expected a name, got "a\\n"'],
  ...['K', 'horizon', 'prompts', 't'].map(
    (name): Refused => [
      `a constant ${name}`,
      { ours: { [name]: ours(1, 'x') } },
      `, ours: ${noNames}horizon, prompts, t, got ${name} (rename the constant)`,
    ],
  ),
  [
    'a constant without a value',
    { ours: { c: ours(Number.NaN, 'x') } },
    ", ours.c: expected ours(value, 'reason'), got {",
  ],
  ['a constant that is nothing', { ours: { c: null } }, ", ours.c: expected ours(value, 'reason'), got null"],
  [
    'a constant without a reason',
    { ours: { c: ours(1, ' ') } },
    ', ours.c: expected a reason for the constant, got " "',
  ],
  [
    'measured symbols of blocks',
    { measured: { a: 'error' }, block: { repeats: 2 } },
    ', measured: expected none in a claim over blocks, got a (each training',
  ],
  [
    'measured symbols of means',
    { measured: { a: 'error' }, kind: 'mean' },
    ', measured: expected none in a claim of kind mean, got a (its bound',
  ],
  ['a measured symbol that is no name', { measured: { '': 'error' } }, ', measured: expected a name, got ""'],
  ...['K', 'c', 't'].map(
    (name): Refused => [
      `a measured symbol ${name}`,
      { measured: { [name]: 'error' } },
      `, measured: ${noNames}c, horizon, prompts, t, got ${name} (rename the symbol)`,
    ],
  ),
  [
    'a foreign observation',
    { measured: { a: 'error', b: 'wieght' } },
    ', measured.b: expected an observation of toy (error, attention, weight), got wieght (did you mean weight?)',
  ],
  ['a foreign place', { at: 'corner' }, ', at: expected region or reference, got corner'],
  ['few corners', { family: three }, ', family: expected at least 4 corner problems, got 3 in toy'],
  ['no reason for no corners', { corners: { without: '' } }, ', corners: expected a reason, got {"without":""}'],
];

it.each(REFUSED)('refuses %s', (_, changes, message) => {
  expect(check(changes)).toThrow(`toy.theorem.ts${message}`);
});
