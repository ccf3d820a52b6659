import { toyFamily } from '../statement/testing/toy-family';
import { nominal, nominalSymbols } from './nominal';
import { statementWith } from './testing/toy-whole';

const { error } = toyFamily.observations;
const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;

it.each([
  [0, 1, 0.5],
  [0.5, 9, 0.5],
  [-9, 0.5, 0.5],
  [0.75, 2, 0.75],
  [-3, -1, -1],
  [least, most, 0.5],
  [2, most, 2],
])('of the numbers in [%p, %p] the nearest to a half is %p', (low, high, expected) => {
  const family = { ...toyFamily, observations: { error: { ...error, range: [low, high] } } };
  expect(nominal(statementWith({ family }).family, 'error')).toBe(expected);
});

it('each symbol that a trial measures stands at a value of its observation', () => {
  const family = {
    ...toyFamily,
    observations: { ...toyFamily.observations, weight: { ...toyFamily.observations.weight, range: [2, 3] } },
  };
  const measured = { start: 'attention', size: 'weight' };
  expect([...nominalSymbols(statementWith({ family, measured }))]).toEqual([
    ['start', 0.5],
    ['size', 2],
  ]);
  expect(nominalSymbols(statementWith()).size).toBe(0);
});
