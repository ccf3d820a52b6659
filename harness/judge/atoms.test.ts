import {
  above,
  all,
  atLeast,
  atMost,
  forEvery,
  meanAtMost,
  type Relation,
  reaches,
  within,
} from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { words } from '../statement/words';
import { atoms, atomsOf, atomText, boundScope, constant } from './atoms';

const { at, along } = words(toyFamily, 'toy');
const error = at('horizon').error;
const curve = along({ from: '0', to: '8', every: '1' }).error;
const constants = new Map([
  ['c', 0.5],
  ['two', 2],
]);
const found = (...relations: readonly Relation[]) => atoms(all(...relations), constants, 'toy');
const bound = (relation: Relation) =>
  found(relation).map(({ binding, later, label }) => [Object.fromEntries(binding), Object.fromEntries(later), label]);
const low = atMost(error, 'c');

describe('the atoms of a claim', () => {
  test('are its relations in the order in which they are written, with nothing bound above them', () => {
    const relations = [
      ...[atMost(error, 'c'), atLeast(error, 'c'), above(error, 'c'), within(error, '0', 'c')],
      ...[reaches(curve, 'c', '8'), meanAtMost(error, 'c')],
    ];
    const plain = relations.map((atom) => ({ atom, binding: new Map(), later: new Map(), label: '' }));
    expect(found(relations[0]!, all(all(), ...relations.slice(1)))).toEqual(plain);
  });

  test('are one for each value of forEvery, which is the number that it comes to', () => {
    expect(bound(forEvery('j', ['c', 'two + c', 3], low))).toEqual([
      [{ j: 0.5 }, {}, 'j = 0.5'],
      [{ j: 2.5 }, {}, 'j = 2.5'],
      [{ j: 3 }, {}, 'j = 3'],
    ]);
  });

  test('are one for each pair of values where one forEvery stands in another and uses its symbol', () => {
    expect(bound(forEvery('j', [2, 3], forEvery('k', ['j', 'two * j'], low)))).toEqual([
      [{ j: 2, k: 2 }, {}, 'j = 2, k = 2'],
      [{ j: 2, k: 4 }, {}, 'j = 2, k = 4'],
      [{ j: 3, k: 3 }, {}, 'j = 3, k = 3'],
      [{ j: 3, k: 6 }, {}, 'j = 3, k = 6'],
    ]);
  });

  test('keep the formula of a value that depends on the problem, also through another such value', () => {
    expect(bound(forEvery('j', ['two'], forEvery('T', ['horizon / j'], forEvery('U', ['T + c'], low))))).toEqual([
      [{ j: 2 }, { T: 'horizon / j', U: 'T + c' }, 'j = 2, T = horizon / j, U = T + c'],
    ]);
  });

  test('may bind one symbol side by side, but not where it has a value', () => {
    const twice = (values: readonly string[]) => forEvery('j', values, forEvery('j', ['1'], low));
    expect(bound(all(forEvery('j', [1], low), forEvery('j', [2], low))).map(([binding]) => binding)).toEqual([
      { j: 1 },
      { j: 2 },
    ]);
    for (const [symbol, relation] of [
      ['c', forEvery('c', [1], low)],
      ['j', twice(['1'])],
      ['j', twice(['horizon'])],
    ] as const)
      expect(() => found(relation)).toThrow(
        `toy: expected a new symbol in forEvery, got ${symbol}, which has a value already (rename it)`,
      );
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['{"kind":"most"}', { kind: 'most' }],
  ])('are of relations, not of %s', (shown, relation) => {
    expect(() => atoms(relation as never, constants, 'toy')).toThrow(
      `toy: expected a relation such as atMost(…) or forEvery(…), got ${shown} (the function of the claim has to return it)`,
    );
  });

  test('are refused where forEvery binds no name', () => {
    expect(() => found(forEvery(' j', [1], low))).toThrow('toy, forEvery: expected a name, got " j"');
  });
});

test('an atom bounds from one side, so that a window is two, and each says which', () => {
  const sided = atomsOf(
    found(within(error, '0', 'c'), forEvery('j', [3], above(error, 'j')), reaches(curve, 'c', '8')),
  );
  expect(sided.map(({ side, bound: text, label }) => [side, text, label])).toEqual([
    ['≥', '0', ''],
    ['≤', 'c', ''],
    ['>', 'j', 'j = 3'],
    ['reaches', 'c', ''],
  ]);
  expect(sided.map(atomText)).toEqual([
    'error at t = horizon ≥ 0',
    'error at t = horizon ≤ c',
    'error at t = horizon > j (j = 3)',
    'error along t = 0 … 8 (every 1) is ≤ c at some t ≤ 8',
  ]);
});

describe('the symbols of an atom', () => {
  const base = new Map([
    ['horizon', 96],
    ['j', 7],
  ]);

  test('are those of the problem and those bound above it, each of which may use those before it', () => {
    const [one] = found(forEvery('j', [2], forEvery('T', ['horizon / j'], forEvery('U', ['T + 1'], low))));
    expect(Object.fromEntries(boundScope(base, one!, 'toy'))).toEqual({ horizon: 96, j: 2, T: 48, U: 49 });
    expect(Object.fromEntries(base)).toEqual({ horizon: 96, j: 7 });
  });

  test('are refused where one has no value', () => {
    const [one] = found(forEvery('T', ['horizon / m'], low));
    expect(() => boundScope(base, one!, 'toy')).toThrow('toy, forEvery: expected a symbol among horizon, j, got m in');
  });

  test('stand for numbers where constants are asked for', () => {
    expect(constant('two + c', constants, 'toy')).toBe(2.5);
    expect(() => constant('c * K', constants, 'toy')).toThrow(
      'toy: expected constants only (known here: c, two), got the symbol K in "c * K"',
    );
    expect(() => constant('K', new Map(), 'toy')).toThrow('(known here: none)');
  });
});
