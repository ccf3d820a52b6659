import { type ControlSpec, dialled, perturbed, shifted, synthetic, withSymbols } from '../statement/controls';
import { checkControl, checkKind } from './check-control';
import { statementWith } from './testing/toy-whole';

const doc = 'as it says';
const check =
  (control: ControlSpec, changes: object = {}) =>
  () => {
    checkKind(control, 'toy.theorem.ts');
    checkControl(statementWith(changes), control);
  };
const lawOf = (law: unknown) => synthetic({ doc, observations: { error: law as never } });
const noisy = (noise: unknown) => lawOf({ law: '1', noise });

it.each<[string, ControlSpec]>([
  ['turns dials', dialled({ quiet: 0.1, batchSize: 16 }, { doc })],
  ['turns none', dialled({}, { doc, name: 'as it is' })],
  ['has other constants', withSymbols({ c: -1e300 }, { doc })],
  ['pushes by ten tolerances', perturbed({ factor: 10 })],
  ['pushes by few', perturbed({ factor: 1e-9 })],
  ['shifts', shifted(-0.1, { doc })],
  ['draws numbers without noise', noisy('none')],
  ['draws numbers of a binomial law', noisy({ binomial: 9 })],
  ['draws numbers with relative noise', noisy({ relative: 0.1 })],
  ['draws numbers with absolute noise', noisy({ absolute: 'eta' })],
])('takes a control that %s', (_, control) => {
  expect(check(control)).not.toThrow();
});

const makers = 'expected controls made by dialled, withSymbols, synthetic, perturbed, shifted, got ';
it.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['quiet', '"quiet"'],
  [{}, '{}'],
  [{ kind: 'other' }, '{"kind":"other"}'],
])('refuses what nobody made: %j', (control, got) => {
  const said = `toy.theorem.ts, controls: ${makers}${got}`;
  expect(check(control as never)).toThrow(expect.objectContaining({ message: said }));
});

it.each([
  ['dialled', 'dials', dialled],
  ['withSymbols', 'symbols', withSymbols],
] as const)('refuses %s(…) without %s', (kind, member, make) => {
  for (const [changes, got] of [
    [undefined, 'nothing'],
    [null, 'null'],
    [7, '7'],
  ] as const)
    expect(check((make as (changes: unknown, options: object) => ControlSpec)(changes, { doc }))).toThrow(
      `toy.theorem.ts, controls: expected a record \`${member}\` in ${kind}(…), got ${got}`,
    );
});

const named = (name: string) => `, control "${name}"`;
const error = named('synthetic error');
const noise = "expected a noise: 'none', { binomial }, { relative } or { absolute }, got ";
it.each<[string, ControlSpec, string]>([
  [
    'no observations',
    synthetic(undefined as never),
    ', controls: expected a record `observations` in synthetic(…), got nothing',
  ],
  [
    'a foreign field',
    { ...perturbed(), colour: 1 } as never,
    `${named('perturbed by 10 tolerances')}: expected fields among kind`,
  ],
  [
    'no words',
    dialled('quiet', 1, { doc: ' ' }),
    `${named('quiet = 1')}: expected a doc, got " " (say what is broken: { doc: '…' })`,
  ],
  ['a name on two lines', dialled('quiet', 1, { doc, name: 'a\n' }), ', control: expected a name, got "a\\n"'],
  [
    'a foreign dial',
    dialled('loud', 1, { doc }),
    `${named('loud = 1')}: expected a dial of toy (quiet, batchSize), got loud`,
  ],
  [
    'a foreign constant',
    withSymbols({ c: 0, C: 1 }, { doc }),
    `${named('c = 0, C = 1')}: expected constants of ours (c), got C (did you mean c?)`,
  ],
  [
    'a constant that is no number',
    withSymbols({ c: Number.NaN }, { doc }),
    `${named('c = NaN')}, symbols.c: expected a finite number, got NaN`,
  ],
  [
    'a constant in quotes',
    withSymbols({ c: '1' as never }, { doc }),
    `${named('c = 1')}, symbols.c: expected a finite number, got "1"`,
  ],
  [
    'a push by nothing',
    perturbed({ factor: 0 }),
    `${named('perturbed by 0 tolerances')}: expected a factor in (0, 10], got 0`,
  ],
  [
    'a push by no number',
    perturbed({ factor: Number.NaN }),
    `${named('perturbed by NaN tolerances')}: expected a factor in (0, 10], got NaN`,
  ],
  [
    'a push that cannot be missed',
    perturbed({ factor: 10.5 }),
    `${named('perturbed by 10.5 tolerances')}: expected a factor in (0, 10], got 10.5`,
  ],
  [
    'a misspelt law',
    lawOf({ lwa: '1', noise: 'none' }),
    `${error}, observations.error: expected fields among law, noise, got lwa (did you mean law?)`,
  ],
  ['no law', lawOf(null), `${error}, observations.error: expected a formula \`law\`, got null`],
  [
    'a law that is no formula',
    lawOf({ law: 1, noise: 'none' }),
    `${error}, observations.error: expected a formula \`law\`, got {"law":1`,
  ],
  ['no noise', noisy(undefined), `${error}, observations.error: ${noise}nothing`],
  ['a noise that is nothing', noisy(null), `${error}, observations.error: ${noise}null`],
  ['a noise in a word', noisy('some'), `${error}, observations.error: ${noise}"some"`],
  ['a foreign noise', noisy({ normal: 1 }), `${error}, observations.error: ${noise}{"normal":1}`],
])('refuses a control with %s', (_, control, message) => {
  expect(check(control)).toThrow(`toy.theorem.ts${message}`);
});

it('says so where the claim has no constants', () => {
  expect(check(withSymbols({ tau: 1 }, { doc }), { ours: {} })).toThrow('expected constants of ours (none), got tau');
});
