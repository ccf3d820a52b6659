import { cite } from '../statement/cite';
import { dialled, synthetic } from '../statement/controls';
import { ours } from '../statement/ours';
import { atLeast, forEvery } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { type TheoremSpec, theorem } from '../statement/theorem';
import { compile } from './compile';

/** Names stand in tables, files, tokens and commands: each is refused where it enters, by name of the place. */
const file = 'theorems/toy/claim.theorem.ts';
const base = {
  name: 'attention concentrates',
  statement: 'The attention is high.',
  source: cite('toy2024', 'lemma 1'),
  family: toyFamily,
  forAll: ['quiet'],
  horizon: '8',
  claim: ({ at }) => atLeast(at('horizon').attention, '0.7'),
  controls: {
    gross: [dialled('quiet', 1, { doc: 'all noise' })],
    nearMiss: [dialled('quiet', 0.5, { doc: 'some noise' })],
    positive: synthetic({ doc: 'ideal', observations: { attention: { law: '1', noise: 'none' } } }),
  },
} satisfies TheoremSpec<typeof toyFamily>;

const made = (changes: object) => compile(theorem({ ...base, ...changes } as TheoremSpec<typeof toyFamily>), file);
const family = (changes: object) => made({ family: { ...toyFamily, ...changes } });
const { corners, assumptions, dials, observations } = toyFamily;

const PLACES: readonly [place: string, make: (name: string) => unknown][] = [
  ['name', (name) => made({ name })],
  ['ours', (name) => made({ ours: { [name]: ours(1, 'a reason') } })],
  [
    'control',
    (name) => made({ controls: { ...base.controls, gross: [dialled('quiet', 1, { doc: 'all noise', name })] } }),
  ],
  ['forEvery', (name) => made({ claim: () => forEvery(name, ['1'], base.claim as never) })],
  ['family', (name) => family({ name })],
  ['corners', (name) => family({ corners: { ...corners, [name]: corners.low } })],
  ['assumptions', (name) => family({ assumptions: { ...assumptions, [name]: assumptions.quiet } })],
  ['dials', (name) => family({ dials: { ...dials, [name]: dials.batchSize } })],
  ['observations', (name) => family({ observations: { ...observations, [name]: observations.error } })],
  ['symbols', (name) => family({ symbols: (problem: never) => ({ ...toyFamily.symbols(problem), [name]: 1 }) })],
  ['engines', (name) => family({ engines: [name] })],
];
const NAMES: readonly [what: string, name: string][] = [
  ['an escape', 'a\u001b[31mb'],
  ['a line break', 'a\nb'],
  ['a separator of lines', 'a\u2028b'],
  ['a turned direction', 'a\u202eb'],
  ['half a pair', 'a\ud800b'],
  ['white space at an end', 'a '],
  ['nothing', ''],
];

describe.each(PLACES)('%s', (place, make) => {
  // A control without a name is called by what it does.
  const given = NAMES.filter(([, name]) => name !== '' || place !== 'control');
  it.each(given)('refuses a name with %s', (_, name) => {
    expect(() => make(name)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    try {
      make(name);
    } catch (error) {
      const { message } = error as Error;
      expect(message).toMatch(new RegExp(`^${file}, .*\\b${place}\\b.*: expected .*name`, 's'));
      expect(message).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
  });
});

it('takes what is printable, in any language', () => {
  expect(made({ name: 'Konzentration für große κ' }).name).toBe('Konzentration für große κ');
});
