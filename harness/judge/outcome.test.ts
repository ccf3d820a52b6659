import type { MemberResult } from '../statement/gate';
import { meanOver, quantity, slope } from '../statement/quantity';
import { atLeast, atMost, forEvery, type Relation, reaches } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { type Counting, outcome } from './outcome';
import type { Variant } from './scope';
import { sidedAtoms, toyStatement, toyWords } from './testing/toy-units';

const { at, along } = toyWords;
const { reference } = toyFamily;
const INF = Number.POSITIVE_INFINITY;
const members = (...values: readonly (readonly number[])[]): MemberResult[] => values.map((own) => ({ values: own }));

interface Asked {
  readonly changes?: object;
  readonly variant?: Variant;
  readonly counting?: Counting;
}

/** The outcome of a unit of the toy whose trainings measured these values, by step and then by name. */
function outcomeOf(relations: readonly Relation[], of: readonly MemberResult[], asked: Asked = {}) {
  const { changes = {}, variant = {}, counting = 'rate' } = asked;
  return outcome(toyStatement(changes), sidedAtoms(...relations), reference, of, variant, counting);
}
const weightAt = (step: string, bound: string) => atMost(at(step).weight, bound);
const early = reaches(along({ from: '0', to: '4', every: '4' }).error, '0.25', '3');

describe('the outcome of a unit', () => {
  test('is that of its worst atom, beside which each stands by itself', () => {
    const { atoms, ...worst } = outcomeOf(
      [weightAt('1', '4'), weightAt('2', '4'), weightAt('3', '4')],
      members([2, 6, 3]),
    );
    expect(worst).toEqual({ x: 1, measured: 6, allowed: 4, factor: 1.5 });
    expect(atoms).toEqual([
      { violated: false, shows: false, measured: 2, allowed: 4, factor: 0.5 },
      { violated: true, shows: true, measured: 6, allowed: 4, factor: 1.5 },
      { violated: false, shows: false, measured: 3, allowed: 4, factor: 0.75 },
    ]);
  });

  test('is that of the first of two atoms that are equally bad', () => {
    expect(outcomeOf([weightAt('1', '4'), weightAt('2', '8')], members([2, 4]))).toMatchObject({ x: 0, allowed: 4 });
  });

  test('says where it was worst', () => {
    const relations = [forEvery('j', ['1', '2'], weightAt('j', '4'))];
    expect(outcomeOf(relations, members([1, 3])).note).toBe('j = 2');
    expect(outcomeOf([weightAt('1', '4')], members([1]))).not.toHaveProperty('note');
  });

  test('is a violation of every atom where a training diverged, which shows of none that it can be broken', () => {
    const none = { measured: Number.NaN, allowed: Number.NaN, factor: INF };
    const diverged = { values: [Number.NaN], diverged: { step: 84, what: 'loss is NaN' } };
    expect(outcomeOf([weightAt('1', '4'), weightAt('1', '5')], [...members([1]), diverged])).toEqual({
      ...{ x: 1, ...none, note: 'loss is NaN at step 84' },
      atoms: Array(2).fill({ violated: true, shows: false, ...none }),
    });
  });

  test.each([Number.NaN, INF, -INF, undefined as never])('is none where a sound training measures %p', (value) => {
    const changes = { block: { repeats: 2 } };
    const both = members([1, 2], [1, value]);
    expect(() => outcomeOf([weightAt('1', '4'), weightAt('2', '4')], both, { changes })).toThrow(
      `a.ts, observation weight: expected a finite value at step 2, got ${value} (correct its measure() in the family`,
    );
  });

  test('is a violation that shows nothing where a quantity is no number, but a deadline that is missed shows', () => {
    const root = atMost(quantity('log(w)', { w: at('0').weight }), '4');
    expect(outcomeOf([root], members([-1]))).toMatchObject({
      x: 1,
      note: 'measured value is NaN',
      atoms: [{ violated: true, shows: false }],
    });
    expect(outcomeOf([forEvery('j', ['4'], root)], members([0])).note).toBe('j = 4, measured value is -Infinity');
    expect(outcomeOf([atMost(quantity('1 / w', { w: at('0').weight }), '4')], members([0])).atoms).toMatchObject([
      { violated: true, shows: false, measured: INF },
    ]);
    const shown = [
      [1, 1],
      [1, 0],
      [0, 1],
    ].map((values) => outcomeOf([early], members(values)).atoms[0]);
    expect(shown).toMatchObject([
      { violated: true, shows: true, measured: INF },
      { violated: true, shows: true, measured: 4 },
      { violated: false, shows: false, measured: 0 },
    ]);
  });
});

describe('what counts', () => {
  const half = [atMost(at('1').error, '0.5')];
  const shift = (amount: number): Variant => ({ shift: { amount, of: () => true } });

  test.each<[string, Relation[], number, Asked, number]>([
    ['whether a claim about a rate was violated', half, 0.75, {}, 1],
    ['the value itself in one about a mean', half, 0.75, { counting: 'value' }, 0.75],
    [
      '1 for a value that is no number',
      [atMost(quantity('1 / e', { e: at('1').error }), '1')],
      0,
      { counting: 'value' },
      1,
    ],
    ['a value that was shifted beyond 1 as 1', half, 0.75, { counting: 'value', variant: shift(0.5) }, 1],
    ['a value that was shifted below 0 as 0', half, 0.25, { counting: 'value', variant: shift(-0.5) }, 0],
    ['a value that was shifted within [0, 1]', half, 0.25, { counting: 'value', variant: shift(0.5) }, 0.75],
    ['a value out of [0, 1] that nobody shifted', [weightAt('1', '0.5')], 7, { counting: 'value' }, 7],
  ])('is %s', (_, relations, value, asked, x) => {
    expect(outcomeOf(relations, members([value]), asked).x).toBe(x);
  });
});

describe('a control', () => {
  test('pushes, relaxes, and shifts those atoms that it names', () => {
    const two = [weightAt('1', '4'), weightAt('1', '8')];
    const measured = (variant: Variant) => outcomeOf(two, members([2]), { variant }).atoms.map((one) => one.measured);
    expect(measured({ push: 3 })).toEqual([2 + 3 * 4, 2 + 3 * 8]);
    expect(measured({ shift: { amount: 5, of: ({ bound }) => bound === '8' } })).toEqual([2, 7]);
    const grade = { factor: 2, by: 1 };
    expect(outcomeOf(two, members([2]), { variant: { grade } }).atoms.map((one) => one.allowed)).toEqual([8, 16]);
  });

  test('reads everything at step 0 where nothing is trained', () => {
    const steps = [atLeast(at('horizon').weight, '1'), atMost(along({ from: '0', to: '4', every: '4' }).weight, 't')];
    expect(outcomeOf(steps, members([3]), { variant: { untrained: true } }).atoms).toMatchObject([
      { measured: 3, allowed: 1 },
      { measured: 3, allowed: 0 },
    ]);
  });
});

describe('the symbols of a unit', () => {
  test('are what it measured of its data at step 0, of its first training', () => {
    const changes = { measured: { m: 'attention', w: 'weight' } };
    // By step and name: attention and weight at 0, error at 8.
    const atoms = [atMost(at('horizon').error, 'm * w')];
    expect(outcomeOf(atoms, members([0.5, 3, 0.75]), { changes })).toMatchObject({ measured: 0.75, allowed: 1.5 });
  });

  const points = [8, 32].map((batchSize) => ({ batchSize }));
  const block = (repeats: number) => ({ changes: { block: { repeats, design: points } } });

  test('are those of each design point for a slope, over means of its own repeats', () => {
    const twoEach = members([1], [3], [7], [9]);
    // Means 2 and 8 at B = 8 and 32.
    expect(outcomeOf([atMost(slope(meanOver(at('1').weight), 'B'), 'B')], twoEach, block(2)).atoms).toMatchObject([
      { measured: expect.closeTo(1, 12), allowed: 8 },
    ]);
    const bound = forEvery('j', ['3'], atMost(slope(quantity('w * B^j', { w: at('1').weight }), 'B'), 'j'));
    expect(outcomeOf([bound], members([5], [5]), block(1)).measured).toBeCloseTo(3, 12);
  });

  test('are those of the problem where a block has one design point, and where one training stands for it', () => {
    const mean = [atMost(meanOver(at('1').weight), 'B')];
    expect(outcomeOf(mean, members([1], [3]), { changes: { block: { repeats: 2 } } })).toMatchObject({
      ...{ measured: 2, allowed: 8 },
    });
    expect(outcomeOf(mean, members([3]), block(2))).toMatchObject({ measured: 3, allowed: 8 });
  });
});
