import { meanOver, quantity } from '../statement/quantity';
import { above, all, atLeast, atMost, forEvery, meanAtMost, reaches, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { cornerParts, ownStream, partOf, witnessOf } from './pieces';
import type { ToySpec } from './testing/toy-claims';
import { piecesWith, statementWith } from './testing/toy-whole';

const { reference } = toyFamily;
const block = { repeats: 2, design: [{}], share: ['init'] };

function made(claim: ToySpec['claim'], changes: object = {}) {
  const all = piecesWith({ claim, prompts: 10, ...changes });
  return { ...all, part: partOf(all.statement, all.pieces[0], ownStream(all.statement)) };
}
const atom = (claim: ToySpec['claim'], index = 0) => made(claim).part.atoms[index]!;

describe('the main parts of a claim', () => {
  const both: ToySpec['claim'] = ({ at }) => all(atMost(at('8').error, 'c'), atLeast(at('8').weight, '0'));

  it('are one, of all atoms, over the mixture or at the reference problem', () => {
    const { pieces, bound } = made(both);
    expect(pieces).toEqual([
      { label: 'mixture', atoms: bound, evidence: { kind: 'prob', delta: 0.05, margin: 0.05 }, counting: 'rate' },
    ]);
    expect(bound).toHaveLength(2);
    const identity = made(both, { at: 'reference', kind: 'forall', margin: 0.2 }).pieces;
    expect(identity).toMatchObject([{ label: 'reference', evidence: { kind: 'forall', delta: 0, margin: 0.2 } }]);
  });

  it('are one for each mean, with its own bound, and the margin of the claim where it states none', () => {
    const claim: ToySpec['claim'] = ({ at }) =>
      all(meanAtMost(at('8').error, '2 * c'), forEvery('j', [1], meanAtMost(at('8').error, 'j / 4', 'c / j')));
    const { pieces, bound } = made(claim, { kind: 'mean', margin: 0.3 });
    expect(pieces).toEqual([
      { label: 'mean', atoms: [bound[0]], evidence: { kind: 'mean', delta: 0.2, margin: 0.3 }, counting: 'value' },
      { label: 'j = 1', atoms: [bound[1]], evidence: { kind: 'mean', delta: 0.25, margin: 0.1 }, counting: 'value' },
    ]);
  });

  const mean = (bound: string, margin?: string) =>
    made(({ at }) => meanAtMost(at('8').error, bound, margin), { kind: 'mean' }).pieces[0].evidence;

  it('have a mean’s bound in [0, 1): 0 belongs to it, 1 does not', () => {
    expect([mean('0').delta, mean('0.999').delta]).toEqual([0, 0.999]);
    for (const wrong of ['1', '-0.001', '0 / 0'])
      expect(() => mean(wrong)).toThrow(/^toy\.theorem\.ts, meanAtMost: expected a bound in \[0, 1\), got "/);
    expect(() => mean('1')).toThrow('got "1" = 1');
  });

  it('have bounds and margins of constants alone', () => {
    expect(() => mean('K')).toThrow(/^toy\.theorem\.ts, meanAtMost: expected constants only \(known here: c\)/);
    expect(() => mean('c', 'K')).toThrow(/^toy\.theorem\.ts, meanAtMost: expected constants only \(known here: c\)/);
  });
});

describe('an atom of a part', () => {
  it('is told in words, and names the observation that it compares as it is', () => {
    expect(atom(({ at }) => atMost(at('8').error, 'c'))).toStrictEqual({
      text: 'error at t = 8 ≤ c',
      twoSided: false,
      observed: 'error',
      moves: { of: 'error', when: {}, worse: 1 },
    });
    expect(atom(({ along }) => above(along({ from: '1', to: '9', points: 3 }).weight, '0'))).toMatchObject({
      observed: 'weight',
      moves: { of: 'weight', worse: -1 },
    });
  });

  it('has no such observation where it is about a time, or computes', () => {
    const times = atom(({ along }) => reaches(along({ from: '1', to: '9', points: 3 }).error, 'c', '9'));
    expect(times).toStrictEqual({
      text: 'error along t = 1 … 9 (3 points) is ≤ c at some t ≤ 9',
      twoSided: false,
      moves: { of: 'error', when: {}, worse: 1 },
    });
    const means = atom(({ at }) => atMost(meanOver(at('8').error), 'c'));
    expect([Object.hasOwn(means, 'observed'), means.moves?.of]).toEqual([false, 'error']);
  });

  it('is one of two where a relation has two sides, which break in opposite directions', () => {
    const claim: ToySpec['claim'] = ({ at }) => within(at('8').weight, '1', '5');
    const ends = [atom(claim, 0), atom(claim, 1)];
    expect(ends.map(({ twoSided, moves }) => [twoSided, moves?.worse])).toEqual([
      [true, -1],
      [true, 1],
    ]);
    expect(atom(({ at }) => atLeast(at('8').weight, '1')).moves?.worse).toBe(-1);
  });

  it('is moved by what forEvery says of it, constants and formulas', () => {
    const claim: ToySpec['claim'] = ({ at }) =>
      forEvery('j', [2], forEvery('T', ['horizon'], atLeast(at('T').weight, 'j')));
    expect(atom(claim).moves).toEqual({ of: 'weight', when: { j: 2, T: 'horizon' }, worse: -1 });
  });

  it('is moved by one observation, however often it is read, and not by two or none', () => {
    const of = (parts: Parameters<typeof quantity>[1]) =>
      atom(() => atMost(quantity(`${['1', ...Object.keys(parts)].join(' + ')}`, parts), '9'));
    const at = (observation: string, step: string) => ({ kind: 'at', observation, step }) as const;
    expect(of({ a: at('error', '1'), b: at('error', '2') }).moves?.of).toBe('error');
    expect(Object.keys(of({ a: at('error', '1'), b: at('weight', '1') }))).toEqual(['text', 'twoSided']);
    expect(Object.keys(of({}))).toEqual(['text', 'twoSided']);
  });
});

describe('a part', () => {
  const claim: ToySpec['claim'] = ({ at }) => atLeast(at('horizon').weight, '10');

  it('plans and judges its own atoms, as the variant says', () => {
    const { statement, pieces, part } = made(claim);
    expect(part.plan(reference)).toEqual([{ observation: 'weight', at: 24, prompts: 0 }]);
    expect(part.judge(reference, [{ values: [12] }])).toMatchObject({ x: 0, measured: 12, allowed: 10 });
    const stream = { ...ownStream(statement), source: 'corner:low' };
    const moved = partOf(statement, pieces[0], stream, { untrained: true, shift: { amount: -3, of: () => true } });
    expect([moved.label, moved.stream, moved.evidence]).toEqual(['mixture', stream, pieces[0].evidence]);
    expect(moved.plan(reference)).toEqual([{ observation: 'weight', at: 0, prompts: 0 }]);
    expect(moved.judge(reference, [{ values: [12] }])).toMatchObject({ x: 1, measured: 9 });
  });

  it('is on the trials that the claim states', () => {
    expect(ownStream(statementWith({ stream: { quiet: 0.1 } }))).toStrictEqual({
      ...{ family: toyFamily, source: 'region', dials: { quiet: 0.1 } },
    });
    expect(ownStream(statementWith({ block, at: 'reference' }))).toStrictEqual({
      ...{ family: toyFamily, source: 'reference', dials: {}, block },
    });
  });

  it('of a corner is the first one on that corner’s problem', () => {
    const { statement, pieces } = made(claim, { stream: { quiet: 0.1 } });
    const parts = cornerParts(statement, pieces);
    expect(parts.map(({ label }) => label)).toEqual(['corner low', 'corner high', 'corner fast', 'corner slow']);
    expect(parts[2]!.stream).toStrictEqual({ family: toyFamily, source: 'corner:fast', dials: { quiet: 0.1 } });
    expect(parts[2]!.evidence).toEqual(pieces[0].evidence);
    expect(parts[2]!.judge(reference, [{ values: [9] }])).toMatchObject({ x: 1, allowed: 10 });
    expect(cornerParts(...pair({ corners: { without: 'cost' } }))).toEqual([]);
  });

  function pair(changes: object): Parameters<typeof cornerParts> {
    const { statement, pieces } = made(claim, changes);
    return [statement, pieces];
  }

  it('that witnesses trains once at the reference problem, and counts violations of all atoms, of means too', () => {
    const means: ToySpec['claim'] = ({ at }) => forEvery('j', [1, 2], meanAtMost(at('8 * j').error, '0.25 / j'));
    const { statement, bound, pieces } = made(means, { kind: 'mean', block });
    const part = witnessOf(statement, bound, pieces);
    expect(part.label).toBe('witness');
    expect(part.stream).toStrictEqual({ family: toyFamily, source: 'reference', dials: {} });
    expect(part.plan(reference).map(({ at }) => at)).toEqual([8, 16]);
    expect(
      [
        [0.2, 0.1],
        [0.2, 0.2],
      ].map((values) => part.judge(reference, [{ values }]).x),
    ).toEqual([0, 1]);
  });
});
