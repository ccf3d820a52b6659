import type { Family } from '../statement/family';
import { toyFamily } from '../statement/testing/toy-family';
import { checkFamily } from './check-family';

const { reference, assumptions, dials, observations, problems } = toyFamily;
const check = (changes: object) => () => checkFamily({ ...toyFamily, ...changes } as unknown as Family, 'a.ts, family');
const error = (changes: object) => ({
  observations: { ...observations, error: { ...observations.error, ...changes } },
});
const range = (changes: object = {}) => ({ region: [{ symbol: 'K', law: 'count', from: 2, to: 6, ...changes }] });
const throws = (said: string) => () => {
  throw new RangeError(said);
};

describe('a family that is sound', () => {
  it.each<[string, object]>([
    ['as it is', {}],
    ['with engines of all signs that names may have', { engines: ['a.B_c-9', 'x'.repeat(40)] }],
    [
      'without corners, assumptions, dials and observations',
      { corners: {}, assumptions: {}, dials: {}, observations: {} },
    ],
    ['with a region that its corners touch', range()],
    ['with a region of one value', { corners: {}, ...range({ from: 6, to: 6 }) }],
    ['with a region of no symbol', { region: [] }],
  ])('passes %s', (_, changes) => {
    expect(check(changes)).not.toThrow();
  });

  it('is looked at once, and one that is not, each time', () => {
    const seen = jest.fn();
    const family = { ...toyFamily, check: seen } as unknown as Family;
    checkFamily(family, 'a.ts, family');
    const times = seen.mock.calls.length;
    checkFamily(family, 'b.ts, family');
    expect([times, seen.mock.calls.length]).toEqual([5, 5]);
    const wrong = { ...toyFamily, engines: [] } as unknown as Family;
    for (const who of ['a.ts', 'b.ts']) expect(() => checkFamily(wrong, who)).toThrow(`${who} toy, engines: expected`);
  });
});

describe('what is no family', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['toy', '"toy"'],
    [7, '7'],
  ])('is refused: %p', (family, got) => {
    expect(() => checkFamily(family as never, 'a.ts, family')).toThrow(
      `a.ts, family: expected a family, got ${got} (import one from the family.ts beside it)`,
    );
  });
});

const { error: _, ...withoutError } = observations;
const REFUSED: readonly [what: string, changes: object, message: string][] = [
  ['a name that is none', { name: 7 }, ': expected a name without spaces and slashes, got 7'],
  ['a name of white space', { name: '  ' }, ': expected a name without spaces and slashes, got "  "'],
  ['a name with a space', { name: 'a b' }, ': expected a name without spaces and slashes, got "a b"'],
  ['a name with a slash', { name: 'a/b' }, ': expected a name without spaces and slashes, got "a/b"'],
  ['a name with a bell', { name: 'a\u0007' }, ': expected a name, got "a\\u0007"'],
  ...['corners', 'assumptions', 'dials', 'observations'].flatMap((member) =>
    [undefined, null, 'x'].map((value): [string, object, string] => [
      `${member} ${value}`,
      { [member]: value },
      ` toy: expected a record \`${member}\`, got ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
    ]),
  ),
  [
    'an observation without a name',
    { observations: { ...withoutError, '': 1 } },
    ' toy, observations: expected a name',
  ],
  ...(['check', 'symbols', 'prepare', 'train'] as const).map(
    (member) =>
      [member, { [member]: 'x' }, ` toy: expected a function \`${member}\`, got string`] as [string, object, string],
  ),
  ['no engines', { engines: [] }, ' toy, engines: expected at least one name, got []'],
  ['engines that are no list', { engines: 'fused' }, ' toy, engines: expected at least one name, got "fused"'],
  ...[7, 'a b', '', 'x'.repeat(41), 'a\n'].map((name): [string, object, string] => [
    `the engine ${JSON.stringify(name)}`,
    { engines: ['fused', name] },
    ` toy, engines: expected different names of letters, digits and ._-, got ${JSON.stringify(name)} (the first counts`,
  ]),
  [
    'no name for an engine',
    { engines: ['a', () => 1] },
    ' toy, engines: expected different names of letters, digits and ._-, got nothing',
  ],
  [
    'an engine twice',
    { engines: ['a', 'b', 'a'] },
    ' toy, engines: expected different names of letters, digits and ._-, got "a"',
  ],
  ['no problems', { problems: undefined }, ' toy, problems: expected an arbitrary of fast-check, got undefined'],
  ['problems that are null', { problems: null }, ' toy, problems: expected an arbitrary of fast-check, got object'],
  [
    'problems that nobody draws',
    { problems: { ...problems, generate: 1 } },
    ' toy, problems: expected an arbitrary of fast-check',
  ],
  [
    'a dial without apply',
    { dials: { d: { ...dials.batchSize, apply: 1 } } },
    ' toy, dial d: expected functions `apply` and `physical`, got none',
  ],
  [
    'a dial without physical',
    { dials: { d: { ...dials.batchSize, physical: 1 } } },
    ' toy, dial d: expected functions `apply` and',
  ],
  ['a dial that is none', { dials: { d: null } }, ' toy, dial d: expected functions `apply` and `physical`, got none'],
  [
    'an assumption that is none',
    { assumptions: { a: null } },
    ' toy, dial a: expected functions `apply` and `physical`, got none',
  ],
  [
    'an assumption without a dial',
    { assumptions: { a: { ...assumptions.quiet, dial: undefined } } },
    ' toy, dial a: expected',
  ],
  [
    'an assumption without a region',
    { assumptions: { a: { ...assumptions.quiet, region: 'x' } } },
    ' toy, assumption a: expected a record `region`, got "x" (what is drawn',
  ],
  [
    'an assumption by another name',
    { assumptions: { loud: assumptions.quiet } },
    ' toy, assumption loud: expected the name loud, got "quiet" (its key among the assumptions)',
  ],
  ['no measure', error({ measure: 1 }), ' toy, observation error: expected a function `measure`, got number'],
  [
    'no bound for witnesses',
    error({ witnessBound: 1 }),
    ' toy, observation error: expected a function `witnessBound`, got number',
  ],
  ...[7, [0], [1, 1], [2, 1], [0, Number.NaN]].map((wrong): [string, object, string] => [
    `the range ${JSON.stringify(wrong)}`,
    error({ range: wrong }),
    ` toy, observation error: expected a range [low, high], got ${JSON.stringify(wrong)} (state the smallest`,
  ]),
  ['no reference', { reference: undefined }, ' toy, reference: expected a problem, got nothing'],
  ['a corner that is no problem', { corners: { low: 7 } }, ' toy, corner low: expected a problem, got 7'],
  ['a problem that its check refuses', { check: throws('too large') }, ' toy, reference: too large'],
  ['symbols that throw', { symbols: throws('no K') }, ' toy, reference, symbols(): no K'],
  [
    'symbols that are none',
    { symbols: () => 7 },
    ' toy, symbols: expected a record of numbers, got 7 at reference (correct symbols())',
  ],
  ['a symbol that is no name', { symbols: () => ({ 'a\n': 1 }) }, ' toy, symbols: expected a name'],
  [
    'a symbol that is no number',
    { symbols: () => ({ a: 1, b: '2' }) },
    ' toy, symbols: expected finite numbers, got b = "2" at reference (correct symbols())',
  ],
  [
    'a symbol that is not finite',
    { symbols: ({ K }: typeof reference) => ({ a: 1 / (K - 2) }) },
    ' toy, symbols: expected finite numbers, got a = Infinity at corner low',
  ],
  [
    'a region that is no list',
    { region: {} },
    ' toy, region: expected a list of { symbol, law, from, to } with from ≤ to, got {}',
  ],
  ['a region of nothing', { region: [null] }, ' toy, region: expected a list of'],
  ['a region without a symbol', range({ symbol: '' }), ' toy, region: expected a list of'],
  ['a region without a law', range({ law: 7 }), ' toy, region: expected a list of'],
  ['a region without an end', range({ from: Number.NEGATIVE_INFINITY }), ' toy, region: expected a list of'],
  ['a region that is turned round', range({ from: 7 }), ' toy, region: expected a list of'],
  [
    'a corner outside of the region',
    range({ from: 3 }),
    ' toy, corner low: expected a problem of the region, got K = 2 lies outside of 3 … 6 (move the corner',
  ],
];

it.each(REFUSED)('refuses a family with %s', (_, changes, message) => {
  expect(check(changes)).toThrow(`a.ts, family${message}`);
  expect(check(changes)).toThrow(expect.objectContaining({ name: 'UsageError' }));
});
