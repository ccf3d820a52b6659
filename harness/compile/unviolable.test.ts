import { sidedAtoms, toyStatement, toyWords } from '../judge/testing/toy-units';
import { meanOver, quantity } from '../statement/quantity';
import { above, atLeast, atMost, forEvery, type Relation, reaches, within } from '../statement/relation';
import { unviolable } from './unviolable';

// The toy: error and attention lie in [0, 1], weight anywhere. K is 4 at the reference problem, and 2, 6, 4, 4 at the corners.
const { at, along } = toyWords;
const { error, attention, weight } = at('horizon');
const curve = along({ from: '0', to: 'horizon', points: 3 }).error;
const why = (relations: readonly Relation[], changes: object = {}) =>
  unviolable(toyStatement(changes), sidedAtoms(...relations));

describe('a claim that no training can violate', () => {
  test('says what holds for all values, each thing once', () => {
    expect(why([within(error, '0', '1'), atMost(curve, '2'), atLeast(attention, '0')])).toBe(
      'claim: expected a bound that some value violates, got 0 ≤ error at t = horizon ≤ 1; and ' +
        'error along t = 0 … horizon (3 points) ≤ 2; and attention at t = horizon ≥ 0 ' +
        'for error in [0, 1], attention in [0, 1] (tighten the bound)',
    );
  });

  test.each<[string, readonly Relation[], object]>([
    ['also at the ends', [atMost(error, '1'), atLeast(error, '0'), above(attention, '-1')], {}],
    ['of a number without ends', [atMost(weight, '1 / 0'), atLeast(weight, '-1 / 0')], {}],
    ['of a mean of means', [atMost(meanOver(meanOver(error)), '1')], { block: { repeats: 3 } }],
    [
      'at every design point',
      [atMost(meanOver(error), '1')],
      { block: { repeats: 1, design: [{}, { batchSize: 3 }] } },
    ],
    ['at the reference problem, where it has no other', [atMost(error, 'K - 3')], { at: 'reference' }],
    ['where its dials put it', [atMost(error, 'B')], { stream: { batchSize: 1 } }],
    ['from its first step on', [reaches(curve, '1', '0')], {}],
  ])('is told: %s', (_, relations, changes) => {
    expect(why(relations, changes)).toMatch(
      /^claim: expected a bound that some value violates, got .* \(tighten the bound\)$/,
    );
  });
});

test.each<[string, readonly Relation[], object]>([
  ['the largest value violates it', [atMost(error, '0.99')], {}],
  ['the smallest value violates it', [atLeast(error, '0.01')], {}],
  ['one of its bounds can be violated', [atMost(error, '1'), atMost(attention, '0.5')], {}],
  ['a value can be violated of those that forEvery names', [forEvery('j', [1, 0.5], atMost(error, 'j'))], {}],
  ['a corner is tighter', [atMost(error, 'K - 3')], {}],
  ['its dials put it where it is tighter', [atMost(error, 'B')], { stream: { batchSize: 0.5 } }],
  ['a number without ends has a bound', [atMost(weight, '1e300')], {}],
  ['it is strict', [above(error, '0')], {}],
  ['a formula is computed', [atMost(error, '1'), atMost(quantity('e - e', { e: error }), '1')], {}],
  [
    'a mean of formulas is computed',
    [atMost(meanOver(quantity('e - e', { e: error })), '1')],
    { block: { repeats: 2 } },
  ],
  ['its bound moves with what a trial measures', [atMost(error, '1 + 0 * m')], { measured: { m: 'attention' } }],
])('a claim may be violated, or nobody can tell from the ends, where %s', (_, relations, changes) => {
  expect(why(relations, changes)).toBeUndefined();
});
