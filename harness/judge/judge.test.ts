import { firstTime, meanOver, type Quantity, quantity, varianceOver } from '../statement/quantity';
import { above, atLeast, atMost, forEvery, meanAtMost, type Relation, reaches, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { atoms, atomsOf, boundScope } from './atoms';
import { type Judging, judgeAtom, topOf } from './judge';
import { toyUnit, toyWords, toyWeights as weights } from './testing/toy-units';

const { weight, error, attention } = toyWords.at('horizon');
const curve = toyWords.along({ from: '0', to: '8', every: '1' }).attention;
const INF = Number.POSITIVE_INFINITY;
const asStated: Judging = { push: 0, shift: 0, grade: undefined };
const twice = { grade: { factor: 2, by: 0.25 } };

/** An atom of a relation, its second where `side` is 1, on one training of the toy, where B is 8. */
function judged(relation: Relation, values: readonly number[], changes: Partial<Judging> = {}, side = 0) {
  const one = atomsOf(atoms(relation, new Map(), 'toy'))[side]!;
  const unit = toyUnit([values]);
  const scope = boundScope(unit.scope, one, 'toy');
  return judgeAtom(one, { ...unit, scope }, toyFamily, { ...asStated, ...changes });
}
/** What was measured, what is allowed, and the factor of it that would do. */
const near = (measured: number, allowed: number, factor: number) => ({
  ...{ measured: expect.closeTo(measured, 12), allowed: expect.closeTo(allowed, 12) },
  ...{ factor: expect.closeTo(factor, 12), holds: factor <= 1 },
});
const window = within(weight, '0', '4');

describe('a bound of one number', () => {
  test.each<[string, Relation, number, number, number]>([
    ['from above', atMost(weight, 'B'), 4, 8, 0.5],
    ['from above, of a mean', meanAtMost(error, '0.5'), 0.75, 0.5, 1.5],
    ['from below, with a top of 1', atLeast(attention, '0.9'), 0.96, 0.9, 0.4],
    ['from below, without a top', atLeast(weight, 'B'), 4, 8, 2],
    ['from below, at the bound', atLeast(weight, 'B'), 8, 8, 1],
    ['strictly from below, at the bound', above(weight, 'B'), 8, 8, INF],
    ['strictly from below, with a top of 1', above(attention, '0.5'), 0.75, 0.5, 0.5],
    ['at infinity from above', atMost(weight, '1 / 0'), 4, INF, 0],
    ['at infinity from below', atLeast(weight, '-1 / 0'), 4, -INF, 0],
  ])('%s, as it is stated', (_, relation, measured, allowed, factor) => {
    expect(judged(relation, [measured])).toMatchObject(near(measured, allowed, factor));
  });

  test('from both sides is two atoms, each with its end', () => {
    expect([0, 1].map((side) => judged(window, [3], {}, side))).toMatchObject([near(3, 0, 0), near(3, 4, 0.5)]);
    expect([0, 1].map((side) => judged(window, [-1], {}, side).holds)).toEqual([false, true]);
  });
});

describe('a bound along a curve', () => {
  test('is one of the step, and the worst step counts', () => {
    // Of 2, 4 and 8 that are allowed.
    expect(judged(atMost(weights, '2 * t'), [1, 3, 9])).toMatchObject({ ...near(9, 8, 9 / 8), where: 't = 4' });
    expect(judged(atMost(weights, '2 * t'), [1, 3, 4])).toMatchObject({ ...near(3, 4, 3 / 4), where: 't = 2' });
    expect(judged(atLeast(meanOver(curve), '0.9'), [1, 0.95, 0.99])).toMatchObject({ ...near(0.95, 0.9, 0.5) });
    expect(judged(within(weights, '0', '2 * t'), [1, 2, 1], {}, 1)).toMatchObject({ ...near(1, 2, 0), where: 't = 1' });
  });

  test('is worst where it first was, of steps that are equally bad', () => {
    expect(judged(atMost(weights, 't'), [1, 2, 4]).where).toBe('t = 1');
  });

  test('says which value of forEvery and which step it was', () => {
    const wheres = [atMost(weights, 'j'), atMost(weight, 'j'), reaches(weights, '1', 'j')].map(
      (one) => judged(forEvery('j', ['8'], one), [1, 3, 9]).where,
    );
    expect(wheres).toEqual(['j = 8, t = 4', 'j = 8', 'j = 8']);
    expect([judged(atMost(weight, '8'), [1]).where, judged(reaches(weights, '1', '8'), [1]).where]).toEqual(['', '']);
  });
});

describe('a curve that has to come to a level', () => {
  const by3 = reaches(weights, '4', '3');
  test('is judged by the first step at which it is there', () => {
    expect(judged(by3, [9, 4, 1])).toMatchObject(near(2, 3, 2 / 3));
    expect(judged(by3, [9, 5, 4])).toMatchObject(near(4, 3, 4 / 3));
    expect(judged(by3, [1, 5, 5])).toMatchObject(near(1, 3, 1 / 3));
    expect(judged(by3, [9, 9, 9])).toMatchObject(near(INF, 3, INF));
  });

  test('is shifted as a whole, and graded by its level, not by its deadline', () => {
    expect(judged(by3, [9, 4, 1], { shift: 1 })).toMatchObject(near(4, 3, 4 / 3));
    expect(judged(by3, [9, 8, 1], twice)).toMatchObject(near(2, 3, 2 / 3));
    expect(judged(reaches(weights, '0', '3'), [9, 0.25, 1], twice)).toMatchObject(near(2, 3, 2 / 3));
  });
});

describe('a measured number', () => {
  test.each<[string, Relation, number, number, 0 | 1]>([
    ['up, of a bound from above', atMost(weight, 'B'), 5, 5 + 3 * 8, 0],
    ['up, of a negative one', atMost(weight, '-B'), 5, 5 + 3 * 8, 0],
    ['down, of a bound from below', atLeast(weight, 'B'), 5, 5 - 3 * 8, 0],
    ['down, of a negative one', atLeast(weight, '-B'), 5, 5 - 3 * 8, 0],
    ['down, of what is missing to the top', atLeast(attention, '0.9'), 0.95, 0.95 - 3 * 0.1, 0],
    ['up, of half a window, at its lower end', window, 1, 1 + 3 * 2, 0],
    ['up, of half a window, at its upper end', window, 1, 1 + 3 * 2, 1],
  ])('is pushed by three tolerances: %s', (_, relation, value, measured, side) => {
    expect(judged(relation, [value], { push: 3 }, side).measured).toBeCloseTo(measured, 12);
  });

  test.each([atMost(weight, 'B'), atLeast(weight, 'B'), atLeast(attention, '0.9'), window, atMost(weights, 't')])(
    'is shifted by a number as it stands: %j',
    (relation) => {
      expect(judged(relation, [1], { shift: 0.25 }).measured).toBe(1.25);
      expect(judged(relation, [1], { shift: -0.25 }).measured).toBe(0.75);
    },
  );
});

describe('a bound that is relaxed to twice', () => {
  test.each<[string, Relation, number, 0 | 1]>([
    ['from above doubles', atMost(weight, 'B'), 16, 0],
    ['from above at 0 moves', atMost(weight, '0'), 0.25, 0],
    ['from below lets twice as much be missing', atLeast(attention, '0.9'), 0.8, 0],
    ['from below without a top halves', atLeast(weight, 'B'), 4, 0],
    ['from both sides is twice as wide, below', window, -2, 0],
    ['from both sides is twice as wide, above', window, 6, 1],
    ['of no width gets one', within(weight, 'B', 'B'), 8.25, 1],
  ])('%s', (_, relation, allowed, side) => {
    expect(judged(relation, [allowed], twice, side)).toMatchObject({ allowed: expect.closeTo(allowed, 12) });
  });
});

test('a window without an upper end has a lower one, and the reverse', () => {
  const ends = (relation: Relation, value: number, changes = {}) =>
    [0, 1].map((side) => judged(relation, [value], changes, side).holds);
  for (const changes of [{}, twice]) {
    expect(ends(within(weight, '2', '1 / 0'), 3, changes)).toEqual([true, true]);
    expect(ends(within(weight, '2', '1 / 0'), 1, changes)).toEqual([false, true]);
    expect(ends(within(weight, '-1 / 0', '2'), 3, changes)).toEqual([true, false]);
  }
});

test.each<[string, Quantity, number]>([
  ['an observation', error, 1],
  ['one without an end', weight, INF],
  ['a curve', curve, 1],
  ['a mean of means', meanOver(meanOver(attention)), 1],
  ['a variance', varianceOver(error), INF],
  ['a time', firstTime(curve, '0'), INF],
  ['a formula', quantity('e', { e: error }), INF],
])('the upper end of the range of %s', (_, of, top) => {
  expect(topOf(of, toyFamily)).toBe(top);
});
