import { Unit, Units } from './unit';
import { Marks, UnitColumn } from './unit-column';

describe('a column', () => {
  it('gives back the very numbers of each unit, near and far, and nothing of others', () => {
    const column = UnitColumn.ofNumbers();
    const rows = new Map([0, 63, 64, 1000, 999_999_999].map((index) => [index, [index / 7, -0, Number.NaN]]));
    for (const [index, row] of rows) column.set(index, row);
    for (const [index, row] of rows) expect(column.get(index)).toStrictEqual(row);
    for (const index of [1, 62, 65, 127, 999, 999_999_998])
      expect([column.has(index), column.get(index)]).toEqual([false, undefined]);
  });

  it('takes units of another number of members than those beside them, and the last row that each was given', () => {
    const column = UnitColumn.ofNumbers();
    column.set(3, [1, 2]);
    for (const [index, row] of [
      [4, [5]],
      [5, []],
      [3, [6, 7, 8]],
      [4, [9, 10]],
    ] as const)
      column.set(index, row);
    expect([3, 4, 5].map((index) => column.get(index))).toEqual([[6, 7, 8], [9, 10], []]);
    column.set(3, [11, 12]);
    expect([column.get(3), column.has(3), column.has(5)]).toEqual([[11, 12], true, true]);
  });
});

it('marks hold for the numbers that they were set at, until they are taken away', () => {
  const marks = new Marks();
  for (const index of [0, 64, 129]) marks.set(index);
  marks.set(64, false);
  expect([0, 1, 63, 64, 128, 129, 130].filter((index) => marks.has(index))).toEqual([0, 129]);
});

describe('units of a stream', () => {
  const request = (at: number) => ({ observation: 'error', at, prompts: 0 });
  const diverged = { step: 5, what: 'loss is NaN' };

  it('merge what several trainings of one gave, member by member, and leave others alone', () => {
    const units = new Units();
    const unit = new Unit(units, 7);
    unit.add('fused', [request(2)], [{ values: [1], digests: { 1: 'a' } }, { values: [2] }]);
    unit.add(
      'fused',
      [request(8)],
      [
        { values: [Number.NaN], diverged, digests: { 8: 'c' } },
        { values: [4], digests: { 1: 'b' } },
      ],
    );
    expect(unit.view([request(8), request(2)])).toEqual([{ values: [Number.NaN, 1], diverged }, { values: [4, 2] }]);
    expect([0, 1].map((member) => unit.digests(member))).toEqual([{ 1: 'a', 8: 'c' }, { 1: 'b' }]);
    expect(unit.hashed()).toEqual([1, 8]);
    const other = new Unit(units, 8);
    expect([other.isTouched, other.engine, other.digests(0), other.hashed()]).toEqual([false, '', {}, []]);
    expect([other.has([request(2)]), unit.has([request(2), request(8)])]).toEqual([false, true]);
  });

  it('know who trained each', () => {
    const units = new Units();
    const train = (index: number, engine: string) =>
      new Unit(units, index).add(engine, [request(1)], [{ values: [0] }]);
    train(0, 'a');
    train(1, 'b');
    train(2, 'b');
    train(2, 'a');
    expect([0, 1, 2, 3].map((index) => new Unit(units, index).engine)).toEqual(['a', 'b', 'a', '']);
  });

  it('take over what another store knows, and tell where both know the same to other bits', () => {
    const [own, theirs] = [new Unit(new Units(), 1), new Unit(new Units(), 1)];
    own.add('a', [request(1)], [{ values: [0] }]);
    theirs.add('b', [request(6)], [{ values: [3], diverged, digests: { 1: 'x' } }]);
    theirs.pass(['keys']);
    expect(own.differs(theirs)).toBe(false);
    own.absorb(theirs);
    expect(own.view([request(1), request(6)])).toEqual([{ values: [0, 3], diverged }]);
    expect(own.view([request(1)])).toEqual([{ values: [0] }]);
    expect([own.engine, own.digests(0), [...own.passed]]).toEqual(['b', { 1: 'x' }, ['keys']]);
    theirs.add('b', [request(1)], [{ values: [-0] }]);
    expect([own.differs(theirs), own.differs(own)]).toEqual([true, false]);
  });
});
