import { ofOneAtom } from '../../evidence/outcome';
import type { Control, Part } from '../../statement/gate';
import { options } from '../../trials/testing/in-process';
import { verify } from '../loop';
import type { ClaimResult } from '../results/result';
import { gate, gross, nearMiss, positive, toyPart, untrained, violation } from '../testing/gates';

/** The coin with a second atom that nothing touches, as an audit once planted it. */
const twoAtoms = (one: Part): Part => ({
  ...one,
  atoms: ['heads ≤ 0.5', 'heads ≤ 1000'].map((text) => ({ text, twoSided: false })),
  judge: (problem, members) => {
    const { atoms, ...rest } = one.judge(problem, members);
    const [first] = atoms;
    return { ...rest, atoms: [first!, { ...first!, violated: false, shows: false, allowed: 1000 }] };
  },
});

const withParts = (control: Control, of: (one: Part) => Part): Control => ({
  ...control,
  parts: control.parts.map(of),
});

async function strengthOf(controls: readonly Control[], own = toyPart()): Promise<ClaimResult> {
  const [result] = await verify([gate({ parts: [own], controls })], options());
  return result!;
}

describe('the strength of a claim', () => {
  it('names the controls that break each atom, and an atom that none of them breaks', async () => {
    const controls = [untrained, gross, nearMiss(), positive].map((one) => withParts(one, twoAtoms));
    const { verdict, because, strength } = await strengthOf(controls, twoAtoms(toyPart()));
    expect(verdict).toBe('vacuous');
    expect(because).toMatch(
      'atom "heads ≤ 1000": expected a negative control that falsifies it alone, got none (tighten its bound, add shifted(',
    );
    expect(strength!.atoms).toEqual([
      { atom: 'heads ≤ 0.5', part: 'main', brokenBy: ['untrained', 'p = .9', 'p = 0.8'], pinned: false },
      { atom: 'heads ≤ 1000', part: 'main', brokenBy: [], pinned: false },
    ]);
  });

  it('takes no push by tolerances for a sign that an atom can be broken: it would break any bound', async () => {
    const { verdict, because } = await strengthOf([
      { ...gross, moved: 'tolerances' },
      { ...nearMiss(0.9), moved: 'tolerances' },
      positive,
    ]);
    expect(verdict).toBe('vacuous');
    expect(because).toMatch('expected a negative control that falsifies it alone, got none');
  });

  it('grades a near miss that breaks the claim and passes the relaxed one', async () => {
    const { strength } = await strengthOf([untrained, nearMiss(0.9), positive]);
    expect(strength!.nearMisses).toMatchObject([{ name: 'p = 0.9', trials: 40, relaxed: 0, grade: 2, graded: true }]);
    const { violations } = strength!.nearMisses[0]!;
    // Binomial with p = .9 over 40: outside this range with probability below 1e-6.
    expect(violations).toBeGreaterThanOrEqual(24);
  });

  it('does not grade one that breaks the relaxed claim, too', async () => {
    const dull = nearMiss(0.9, (_, members) => violation(members[0]!));
    const { verdict, because, strength } = await strengthOf([untrained, dull, positive]);
    expect(strength!.nearMisses[0]).toMatchObject({ graded: false });
    expect(verdict).toBe('vacuous');
    expect(because).toMatch(
      /controls.nearMiss: expected one that breaks the claim and passes a relaxed one, got "p = 0.9": 38 of 40 violate/,
    );
  });

  it('is read from a near miss on its own trials alone: one that survives them leaves the claim vacuous', async () => {
    const { verdict, control } = await strengthOf([untrained, nearMiss(0.05), positive]);
    expect([verdict, control]).toEqual(['vacuous', 'p = 0.05']);
  });

  it('takes no divergence for a sign that an atom can be broken', async () => {
    const diverging = (one: Part): Part => ({
      ...one,
      judge: () => ({
        x: 1,
        measured: Number.NaN,
        allowed: 0.5,
        factor: Number.POSITIVE_INFINITY,
        atoms: [{ violated: true, shows: false, measured: Number.NaN, allowed: 0.5, factor: Number.POSITIVE_INFINITY }],
      }),
    });
    const { verdict, control } = await strengthOf([withParts(gross, diverging), nearMiss(), positive]);
    expect([verdict, control]).toEqual(['vacuous', gross.name]);
  });

  it('lets a pin move a quantity as far as training does, and no further', async () => {
    const pin = (amount: number): Control => ({
      name: `shift ${amount}`,
      kind: 'pin',
      moved: 'amount',
      doc: 'moved',
      parts: [
        toyPart(
          {},
          {
            judge: (_, members) => {
              const measured = members[0]!.values[0]! + amount;
              return ofOneAtom({ x: measured > 0.5 ? 1 : 0, measured, allowed: 0.5, factor: measured / 0.5 });
            },
          },
        ),
      ],
    });
    const { strength } = await strengthOf([untrained, nearMiss(), pin(1), pin(7), positive]);
    expect(strength!.atoms[0]!.brokenBy).toEqual(['untrained', 'p = 0.8', 'shift 1']);
  });

  it('lets parts of a mean fall together, each at its share of the level', async () => {
    const asserted = { kind: 'mean', delta: 0.25, margin: 0.25 } as const;
    const at =
      (x: number): Part['judge'] =>
      () => ({ ...ofOneAtom({ x: 0, measured: x, allowed: 0.25, factor: 1 }), x });
    const parts = [1, 2, 3, 4, 5].map((j) => toyPart({}, { label: `j = ${j}`, evidence: asserted, judge: at(0.01) }));
    const bad = { ...untrained, parts: parts.map((one) => ({ ...one, judge: at(0.5) })) };
    const good = { ...positive, parts, synthetic: () => at(0.01)(undefined, []) };
    const [result] = await verify([gate({ parts, controls: [bad, good], budget: 400 })], options());
    expect(result!.strength!.atoms.map(({ brokenBy }) => brokenBy)).toEqual(parts.map(() => ['untrained']));
    expect(result!.because).toMatch('controls.nearMiss: expected one that breaks the claim');
  });
});
