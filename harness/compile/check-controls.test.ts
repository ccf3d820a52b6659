import { dialled, perturbed, shifted, synthetic, withSymbols } from '../statement/controls';
import type { Controls } from '../statement/theorem';
import { checkControls } from './check-controls';
import { statementWith, toySpec } from './testing/toy-whole';

const doc = 'as it says';
const { controls } = toySpec;
const identity = { gross: [perturbed()], nearMiss: [perturbed({ factor: 1.5 })] };
const check =
  (changes: object, spec: object = {}) =>
  () =>
    checkControls(statementWith({ ...spec, controls: { ...controls, ...changes } as Controls }));
const law = (noise: unknown) => synthetic({ doc, observations: { attention: { law: '1', noise: noise as 'none' } } });
const near = (changes: object) => ({ nearMiss: [dialled('quiet', 0.3, { doc, ...changes })] });

describe('controls that can show something', () => {
  it.each<[string, object, object?]>([
    ['those of a claim', {}],
    ['a reason to go without an untrained one', { untrained: { without: 'it starts where it ends' } }],
    ['several positive ones', { positive: [law('none'), dialled('quiet', 1, { doc })] }],
    [
      'a positive one at the reference problem, with the dials of the claim',
      { positive: dialled('quiet', 0.1, { doc }) },
      { stream: { quiet: 0.1 } },
    ],
    [
      'a positive one at another severity',
      { positive: dialled('quiet', 0, { doc, at: 'region' }) },
      { stream: { quiet: 0.1 } },
    ],
    ['a positive one at one more dial', { positive: dialled('batchSize', 16, { doc, at: 'region' }) }],
    ['those of an identity', identity, { kind: 'forall' }],
    [
      'an identity with another beside the push',
      { ...identity, gross: [dialled('quiet', 1, { doc }), perturbed()] },
      { kind: 'forall' },
    ],
    ['a near miss at the edges', near({ trials: 20, grade: 1.001, by: 0 })],
    ['pins', { pins: [shifted(-0.1, { doc }), shifted(0.1, { doc, of: 'error' })] }],
  ])('are %s', (...[, changes, spec]) => {
    expect(check(changes, spec)).not.toThrow();
  });
});

type Refused = [what: string, changes: object, message: string, spec?: object];
const lists = ['gross', 'nearMiss', 'pins'].map(
  (field): Refused => [
    `${field} that are no list`,
    { [field]: shifted(1, { doc }) },
    `controls.${field}: expected a list, got a single control (write [ … ] around it)`,
  ],
);
const made = 'controls made by dialled, withSymbols, synthetic, perturbed, shifted';
const foreign = [undefined, null, 'x', { kind: 'other' }].flatMap((one) =>
  ['gross', 'nearMiss', 'pins', 'positive'].map(
    (field): Refused => [
      `${JSON.stringify(one)} among ${field}`,
      { [field]: [one] },
      `controls: expected ${made}, got ${one === undefined ? 'nothing' : JSON.stringify(one)}`,
    ],
  ),
);
const silent = ['gross', 'nearMiss', 'pins', 'positive'].map(
  (field): Refused => [
    `no words in ${field}`,
    { [field]: [field === 'pins' ? shifted(1, { doc: '' }) : dialled('quiet', 1, { doc: '' })] },
    'expected a doc, got ""',
  ],
);
const misspelt = ['gross', 'nearMiss', 'pins', 'positive'].map(
  (field): Refused => [
    `a foreign field in ${field}`,
    { [field]: [{ ...dialled('quiet', 0.7, { doc }), colour: 1 }] },
    'control "quiet = 0.7": expected fields among kind, name, doc, trials, grade, by, dials, at, share, got colour',
  ],
);
const nearMisses = [
  [{ trials: 19 }, 'trials: expected a whole number, 20 … 300, got 19'],
  [{ trials: 20.5 }, 'trials: expected a whole number, 20 … 300, got 20.5'],
  [{ trials: Number.NaN }, 'trials: expected a whole number, 20 … 300, got NaN'],
  [{ grade: 1 }, 'grade: expected a factor > 1, got 1 (2 is the rule)'],
  [{ grade: Number.POSITIVE_INFINITY }, 'grade: expected a factor > 1, got Infinity'],
  [{ by: -0.1 }, 'by: expected an amount ≥ 0 in the unit of the quantity, got -0.1'],
  [{ by: Number.POSITIVE_INFINITY }, 'by: expected an amount ≥ 0 in the unit of the quantity, got Infinity'],
].map(
  ([changes, message]): Refused => [
    `a near miss with ${JSON.stringify(changes)}`,
    near(changes as object),
    `control "quiet = 0.3", ${message as string}`,
  ],
);
const pins = [
  [dialled('quiet', 1, { doc }), 'controls.pins: expected shifted(…), got dialled (move it to gross or nearMiss)'],
  [shifted(0, { doc }), 'control "all + 0", amount: expected a number other than 0, got 0'],
  [shifted(Number.POSITIVE_INFINITY, { doc }), 'control "all + Infinity", amount: expected a number other than 0'],
  [
    shifted(1, { doc, of: 'eror' }),
    'control "eror + 1", of: expected an observation of toy (error, attention, weight), got eror (did you mean error?)',
  ],
].map(([pin, message]): Refused => [`the pin ${JSON.stringify(pin)}`, { pins: [pin] }, message as string]);
const same = 'expected a positive control on other trials than the claim’s, got ';
const REFUSED: readonly Refused[] = [
  ...[...lists, ...foreign, ...misspelt, ...silent, ...nearMisses, ...pins],
  [
    'an identity that nothing pushes',
    {},
    'controls.gross: expected perturbed() for an identity, got none (add perturbed())',
    { kind: 'forall' },
  ],
  [
    'nothing gross',
    { gross: [] },
    'controls.gross: expected at least one gross control, got none (add dialled(…) or synthetic(…))',
  ],
  ['no near miss', { nearMiss: [] }, 'controls.nearMiss: expected at least one near miss, got none (add dialled(…))'],
  [
    'no near miss of an identity',
    { ...identity, nearMiss: [] },
    'got none (add perturbed({ factor: 1.5 }))',
    { kind: 'forall' },
  ],
  [
    'nothing positive',
    { positive: [] },
    'controls.positive: expected a positive control, got none (add dialled(…) or synthetic(…))',
  ],
  [
    'no reason to go without',
    { untrained: { without: ' ' } },
    'controls.untrained: expected a reason to go without, got {"without":" "}',
  ],
  [
    'the claim as a positive one',
    { positive: dialled({}, { doc, name: 'p', at: 'region' }) },
    `control "p": ${same}the very same (use synthetic(…), or dial to ideal weights)`,
  ],
  [
    'the claim in another order',
    { positive: dialled({ batchSize: 8, quiet: 0 }, { doc, at: 'region' }) },
    `${same}the very same`,
    { stream: { quiet: 0, batchSize: 8 } },
  ],
  [
    'a positive one at the reference problem of a claim that is there',
    { positive: dialled({}, { doc, name: 'p' }) },
    `${same}the very same`,
    { at: 'reference' },
  ],
  ['one of two on the trials of the claim', { positive: [law('none'), perturbed()] }, `${same}perturbed, which judges`],
  [
    'a positive one that judges the same trials',
    { positive: withSymbols({ c: 1 }, { doc }) },
    `${same}withSymbols, which judges the very same`,
  ],
];

it.each(REFUSED)('refuses %s', (...[, changes, message, spec]) => {
  expect(check(changes, spec)).toThrow(message);
  expect(check(changes, spec)).toThrow(/^toy\.theorem\.ts, control/);
});
