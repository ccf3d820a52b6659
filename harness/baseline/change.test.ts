import { ordered, sameNumber } from './change';

test.each([
  ['a bound that may only grow weaker upwards', 'up', ['stricter', 'weaker']],
  ['one that may only grow weaker downwards', 'down', ['weaker', 'stricter']],
] as const)('%s: lowered, raised', (_, weak, expected) => {
  expect([0.4, 0.6].flatMap((is) => ordered('bound', 0.5, is, weak).map(({ kind }) => kind))).toEqual(expected);
  expect(ordered('bound', 0.5, 0.5, weak)).toEqual([]);
  expect(ordered('bound', 0.5, Number.NaN, weak)).toEqual([{ kind: 'unclear', was: 'bound 0.5', is: 'bound NaN' }]);
});

test('a change of a thousandth is a change, the last bits of a formula are none', () => {
  expect(ordered('margin', 0.05, 0.05005, 'up')).toEqual([
    { kind: 'weaker', was: 'margin 0.05', is: 'margin 0.05005' },
  ]);
  expect(ordered('margin', 0.05, 0.05 * (1 + 1e-8), 'up')).toHaveLength(1);
  expect(ordered('margin', 0.05, 0.05 * (1 + 1e-12), 'up')).toEqual([]);
  expect([sameNumber(0, -0), sameNumber(Number.NaN, Number.NaN), sameNumber(0, 1e-300)]).toEqual([true, true, false]);
});

test('a bound that became infinite, or was, is another one', () => {
  const INF = Number.POSITIVE_INFINITY;
  expect([sameNumber(INF, -INF), sameNumber(1, INF), sameNumber(-INF, 1), sameNumber(INF, INF)]).toEqual([
    ...[false, false, false, true],
  ]);
  expect(ordered('bound', 0.5, INF, 'up')).toEqual([{ kind: 'weaker', was: 'bound 0.5', is: 'bound Infinity' }]);
  expect(ordered('bound', -INF, 0.5, 'down')).toEqual([{ kind: 'stricter', was: 'bound -Infinity', is: 'bound 0.5' }]);
});
