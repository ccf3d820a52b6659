import { ofOneAtom, unknownOutcome } from './outcome';

const seen = { measured: 2, allowed: 1, factor: 2 };

test('a part of one atom: the atom is violated where the part is, and shows it where something was measured', () => {
  expect(ofOneAtom({ x: 1, ...seen }).atoms).toEqual([{ violated: true, shows: true, ...seen }]);
  expect(ofOneAtom({ x: 0, ...seen }).atoms).toEqual([{ violated: false, shows: false, ...seen }]);
  const diverged = { ...seen, measured: Number.NaN, note: 'loss is NaN at step 84' };
  expect(ofOneAtom({ x: 1, ...diverged })).toMatchObject({
    note: diverged.note,
    atoms: [{ violated: true, shows: false }],
  });
});

test('what nobody could answer for has no numbers and no atoms, and a note where there is one', () => {
  const none = { x: 'unknown', measured: Number.NaN, allowed: Number.NaN, factor: Number.NaN, atoms: [] };
  expect(unknownOutcome()).toStrictEqual(none);
  expect(unknownOutcome('lost')).toStrictEqual({ ...none, note: 'lost' });
});
