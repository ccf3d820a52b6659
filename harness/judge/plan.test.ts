import { firstTime, type Grid, meanOver, quantity, slope, varianceOver } from '../statement/quantity';
import { atMost, forEvery, type Relation } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { leaves, measurementKey, observedSteps, requestsOfAtoms } from './plan';
import { sidedAtoms, toyStatement, toyWords } from './testing/toy-units';

const { at, along } = toyWords;
const { reference, corners } = toyFamily;
const low = (...of: Parameters<typeof atMost>[0][]) => of.map((one) => atMost(one, '1'));

/** What is asked of a training, as `error@8`, with the number of prompts where there are some. */
const asked = (relations: readonly Relation[], changes: object = {}, variant = {}, problem = reference) =>
  requestsOfAtoms(toyStatement(changes), sidedAtoms(...relations), problem, variant).map(
    (one) => measurementKey(one.observation, one.at) + (one.prompts === 0 ? '' : ` of ${one.prompts}`),
  );

describe('what is measured on a training', () => {
  test('is each number once, by step and then by name', () => {
    const grid = { from: '0', to: 'horizon', every: '4' };
    const relations = low(at('8').weight, at('horizon').error, at('8').attention, at('2').weight, along(grid).error);
    expect(asked([...relations, ...low(at('8').weight)])).toEqual([
      ...['error@0 of 200', 'weight@2', 'error@4 of 200'],
      ...['attention@8', 'error@8 of 200', 'weight@8'],
    ]);
  });

  test('moves with the problem, the constants, and what forEvery binds', () => {
    const relations = [forEvery('T', ['horizon / 4', 'horizon'], low(at('T + s').weight)[0]!)];
    const ours = { s: { value: 1, reason: 'a step' } };
    expect(asked(relations, { ours })).toEqual(['weight@3', 'weight@9']);
    expect(asked(relations, { ours }, {}, corners.high)).toEqual(['weight@4', 'weight@13']);
    expect(asked(relations, { ours }, { symbols: { s: 0 } })).toEqual(['weight@2', 'weight@8']);
  });

  test('is at step 0 what a claim measures of its data, and everything where nothing is trained', () => {
    const measured = { m: 'attention', w: 'weight' };
    const relations = low(at('8').error, at('2').error);
    expect(asked(relations, { measured })).toEqual(['attention@0', 'weight@0', 'error@2 of 200', 'error@8 of 200']);
    expect(asked(relations, { measured }, { untrained: true })).toEqual(['attention@0', 'error@0 of 200', 'weight@0']);
  });

  test('is planned once for as long as it is asked about the same, and anew for anything else', () => {
    const statement = toyStatement();
    const bound = sidedAtoms(...low(at('horizon').weight));
    const plan = (problem: unknown, variant = {}) => requestsOfAtoms(statement, bound, problem, variant);
    const steps = (problem: unknown, variant = {}) => plan(problem, variant).map((one) => one.at);
    const first = plan(reference);
    expect(plan(reference, { push: 2 })).toBe(first);
    expect(steps(corners.low)).toEqual([4]);
    expect(steps(reference)).toEqual([8]);
    expect(steps(reference, { untrained: true })).toEqual([0]);
    expect(steps(reference)).toEqual([8]);
    expect(plan(reference, { symbols: {} })).not.toBe(plan(reference));
    expect(requestsOfAtoms(statement, sidedAtoms(...low(at('1').weight)), reference, {})[0]!.at).toBe(1);
  });
});

describe('the observations of a quantity', () => {
  const [one, curve] = [at('1').error, along({ from: '0', to: '8', points: 3 }).weight];
  test.each([
    ['one', one, [one]],
    ['a curve', curve, [curve]],
    ['a mean', meanOver(one), [one]],
    ['a variance', varianceOver(one), [one]],
    ['a time', firstTime(curve, '1'), [curve]],
    ['a slope', slope(meanOver(curve), 't'), [curve]],
    ['a formula', quantity('a + b', { a: one, b: firstTime(curve, '1') }), [one, curve]],
  ])('%s', (_, of, found) => {
    expect(leaves(of)).toEqual(found);
  });

  test.each([
    ['nothing', undefined],
    ['{"kind":"median"}', { kind: 'median' }],
  ])('are none of %s', (shown, of) => {
    expect(() => leaves(of as never, 'a.ts')).toThrow(
      `a.ts: expected a quantity such as at('horizon').error, got ${shown}`,
    );
  });
});

describe('the steps of an observation', () => {
  const scope = new Map([['T', 10]]);
  const steps = (grid: Grid) => observedSteps(along(grid).error, scope, 'a.ts');
  const even = (count: number) => Array.from({ length: count }, (_, i) => i);

  test('at one step are that one, rounded upwards', () => {
    expect(observedSteps(at('T / 4').error, scope, 'a.ts')).toEqual([3]);
    expect(() => observedSteps(at('T - 11').error, scope, 'a.ts')).toThrow('a.ts, at "T - 11": expected a step');
  });

  test.each<[Grid, readonly number[]]>([
    [{ from: '0', to: 'T', points: 5 }, [0, 3, 5, 8, 10]],
    [{ from: '2', to: 'T', points: 5 }, [2, 4, 6, 8, 10]],
    [{ from: '0', to: 'T', points: 2 }, [0, 10]],
    [{ from: '0', to: 'T', points: 5, spacing: 'equal' }, [0, 3, 5, 8, 10]],
    [{ from: '0', to: 'T / 5', points: 9 }, [0, 1, 2]],
    [{ from: 'T', to: 'T', points: 1 }, [10]],
    [{ from: 'T', to: 'T', points: 3 }, [10]],
    [{ from: '0', to: 'T', every: '4' }, [0, 4, 8, 10]],
    [{ from: '2', to: 'T', every: 'T / 5' }, [2, 4, 6, 8, 10]],
    [{ from: '0', to: 'T', every: '1 / 2', points: 3, spacing: 'equal' }, even(11)],
    [{ from: 'T', to: 'T', every: '4' }, [10]],
    [{ from: '0', to: 'T', every: '20' }, [0, 10]],
    [{ from: '1', to: '8', points: 4, spacing: 'log' }, [1, 2, 4, 8]],
    [{ from: '0', to: '9999', points: 10_000 }, even(10_000)],
    [{ from: '0', to: '9999', every: '1' }, even(10_000)],
    [{ from: '9000', to: '9999', every: '1' }, even(10_000).slice(9000)],
    [{ from: '0', to: '9999', every: '3' }, even(10_000).filter((step) => step % 3 === 0)],
  ])('are those of the grid: %j', (grid, expected) => {
    expect(steps(grid)).toEqual(expected);
  });

  test.each<[Grid, string]>([
    [{ from: '5', to: 'T / 5', points: 3 }, 'expected from ≤ to, got "5" = 5 > "T / 5" = 2'],
    [{ from: '0', to: 'T' }, 'expected 2 to 10000 points, got 0 (state `points` or `every`)'],
    [{ from: '0', to: 'T', points: 1 }, 'expected 2 to 10000 points, got 1'],
    [{ from: 'T', to: 'T', points: 0 }, 'expected 2 to 10000 points, got 0'],
    [{ from: '0', to: 'T', points: 2.5 }, 'expected 2 to 10000 points, got 2.5'],
    [{ from: '0', to: 'T', points: 10_001 }, 'expected 2 to 10000 points, got 10001'],
    [{ from: '0', to: '10000', every: '1' }, 'expected 2 to 10000 points, got 10001'],
    [{ from: '0', to: 'T', every: '0 * T' }, 'expected `every` of at least 1 step, got "0 * T" = 0'],
    [{ from: '0', to: 'T', points: 3, spacing: 'cubic' as never }, "expected spacing 'equal' or 'log', got \"cubic\""],
    [
      { from: '1', to: 'T', every: '2', spacing: 'log' },
      "expected `points` with spacing 'log', got `every` (`every` states equal distances)",
    ],
  ])('are refused of the grid %j', (grid, message) => {
    expect(() => steps(grid)).toThrow(`a.ts, along: ${message}`);
  });
});
