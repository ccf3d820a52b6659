import { type Outcome, unknownOutcome } from '../../evidence/outcome';
import { OutcomeColumns } from './outcome-columns';

const atom = (violated: boolean, measured: number) => ({
  ...{ violated, shows: violated && Number.isFinite(measured) },
  ...{ measured, allowed: 0.5, factor: measured / 0.5 },
});
const outcome = (measured: number, note?: string): Outcome => {
  const own = { x: measured > 0.5 ? 1 : 0, measured, allowed: 0.5, factor: measured / 0.5 };
  const atoms = [atom(measured > 0.5, measured), atom(measured > 0.9, measured - 0.4)];
  return note === undefined ? { ...own, atoms } : { ...own, note, atoms };
};
const given: readonly Outcome[] = [
  ...[outcome(0.25), unknownOutcome('gone'), outcome(0.95, 't = 3'), unknownOutcome(), outcome(-0)],
  ...[{ ...outcome(0.1), x: 0.1, atoms: [] }, outcome(Number.POSITIVE_INFINITY), outcome(0.25)],
];
const columns = new OutcomeColumns();
for (const one of given) columns.add(one);

describe('outcomes by column', () => {
  it('give back each outcome as it was', () => {
    expect(columns).toHaveLength(given.length);
    expect(given.map((_, index) => columns.at(index))).toStrictEqual(given);
  });

  it('give the first of them by column, and an atom of those that have it', () => {
    expect(columns.columns(3)).toStrictEqual({
      ...{ x: [0, 'unknown', 1], measured: [0.25, Number.NaN, 0.95] },
      ...{ allowed: [0.5, Number.NaN, 0.5], factor: [0.5, Number.NaN, 1.9] },
    });
    expect(columns.columns().measured).toHaveLength(given.length);
    expect(columns.counted(3)).toEqual([
      { x: 0, factor: 0.5 },
      { x: 'unknown', factor: Number.NaN },
      { x: 1, factor: 1.9 },
    ]);
    expect(columns.atom(1, 3)).toStrictEqual([given[0]!.atoms[1], given[2]!.atoms[1]]);
    expect(columns.atom(0)).toHaveLength(5);
    expect(columns.atom(2)).toEqual([]);
  });

  it('rank those that are known by their factor, and of equal ones the last first', () => {
    expect(columns.ranked(given.length)).toEqual([4, 5, 7, 0, 2, 6]);
    expect(columns.ranked(3)).toEqual([0, 2]);
  });
});
