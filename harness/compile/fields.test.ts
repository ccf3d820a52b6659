import { dialled, perturbed, shifted, synthetic, withSymbols } from '../statement/controls';
import { checkFields } from './fields';

type Shape = Parameters<typeof checkFields>[1];

// What the types of the statement have, in the order of the message.
const NEAR = 'kind name doc trials grade by';
const FIELDS: Readonly<Record<Shape, string>> = {
  theorem:
    'name statement source family forAll stream at corners ours horizon horizonForm prompts accuracy claim kind delta margin budget block profile measured controls paper notChecked',
  controls: 'untrained gross nearMiss pins positive',
  block: 'repeats design share',
  dialled: `${NEAR} dials at share`,
  withSymbols: `${NEAR} symbols`,
  synthetic: `${NEAR} observations`,
  perturbed: `${NEAR} factor`,
  shifted: 'kind name doc amount of when',
  law: 'law noise',
};
const shapes = Object.entries(FIELDS).map(([shape, names]) => [shape as Shape, names.split(' ')] as const);
const recordOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]));

it.each(shapes)('%s has each of its fields, and is told by them where it has another', (shape, names) => {
  expect(() => checkFields(recordOf(names), shape, 'toy')).not.toThrow();
  expect(() => checkFields({}, shape, 'toy')).not.toThrow();
  expect(() => checkFields(undefined, shape, 'toy')).not.toThrow();
  const expected = `toy: expected fields among ${names.join(', ')}, got zzzzzz`;
  expect(() => checkFields(recordOf([...names, 'zzzzzz']), shape, 'toy')).toThrow(
    expect.objectContaining({ message: expected }),
  );
});

it('guesses what a misspelt field was meant to be', () => {
  expect(() => checkFields({ repeats: 2, desing: [] }, 'block', 'toy, block')).toThrow(
    'toy, block: expected fields among repeats, design, share, got desing (did you mean design?)',
  );
});

it('takes whatever the makers of controls make', () => {
  const near = { doc: 'd', name: 'n', trials: 30, grade: 2, by: 1 };
  const law = { law: '1', noise: 'none' } as const;
  const made = [
    dialled('quiet', 1, { ...near, at: 'region', share: [] }),
    withSymbols({ c: 1 }, near),
    synthetic({ ...near, observations: { error: law } }),
    perturbed({ ...near, factor: 2 }),
    shifted(1, { doc: 'd', name: 'n', of: 'error', when: { j: 1 } }),
  ];
  for (const control of made) expect(() => checkFields(control, control.kind, 'toy')).not.toThrow();
});
