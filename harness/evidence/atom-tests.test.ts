import { AtomTests } from './atom-tests';
import type { AtomOutcome, Outcome } from './outcome';

const prob = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
/** α_F of one claim in 64, half of it for the tests of three controls and two atoms. */
const LEVEL = 1e-3 / 64 / 2 / 6;

const holds: AtomOutcome = { violated: false, shows: false, measured: 0, allowed: 1, factor: 0 };
const broken: AtomOutcome = { violated: true, shows: true, measured: 2, allowed: 1, factor: 2 };
const diverged: AtomOutcome = { violated: true, shows: false, measured: Number.NaN, allowed: 1, factor: Infinity };

function unit(...atoms: readonly AtomOutcome[]): Outcome {
  const worst = atoms.reduce((a, b) => (b.factor > a.factor ? b : a));
  const { measured, allowed, factor } = worst;
  return { x: atoms.some(({ violated }) => violated) ? 1 : 0, measured, allowed, factor, atoms };
}

function tested(units: readonly Outcome[], asserted: ConstructorParameters<typeof AtomTests>[0] = prob): AtomTests {
  const tests = new AtomTests(asserted, units[0]!.atoms.length, LEVEL);
  for (const one of units) tests.add(one);
  return tests;
}

/** The mixture over ratios of 1.5, 2, 4, 8 and 16 after n violations in a row, by its definition. */
const afterViolations = (n: number) => [1.5, 2, 4, 8, 16].reduce((sum, ratio) => sum + ratio ** n / 5, 0);

describe('tests of the atoms under one control', () => {
  it('fell each atom by itself, at the first unit at which its own e-value suffices', () => {
    const tests = tested(Array.from({ length: 20 }, () => unit(broken, holds)));
    let first = 1;
    while (afterViolations(first) < 1 / LEVEL) first += 1;
    expect(first).toBe(6);
    expect([tests.fellAt(0), tests.fellAt(1), tests.first, tests.all]).toEqual([first, undefined, first, false]);
    expect([tests.violationsOf(0), tests.violationsOf(1)]).toEqual([20, 0]);
  });

  it('take a divergence or a number that is none for no sign of weakness', () => {
    const tests = tested(Array.from({ length: 100 }, () => unit(diverged, broken)));
    expect([tests.fellAt(0), tests.fellAt(1)]).toEqual([undefined, 6]);
  });

  it('need one violation of what is claimed without exception', () => {
    const tests = tested([unit(holds), unit(broken)], { kind: 'forall', delta: 0, margin: 0.05 });
    expect(tests.fellAt(0)).toBe(2);
  });

  it('test a mean by the e-process of its part', () => {
    const mean = { kind: 'mean', delta: 0.1, margin: 0.1 } as const;
    const at = (x: number): Outcome => ({ ...unit({ ...holds, measured: x }), x });
    const stakes = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];
    const worth = (n: number) => stakes.reduce((sum, stake) => sum + (1 + (stake / 0.1) * 0.4) ** n / 8, 0);
    let first = 1;
    while (worth(first) < 1 / LEVEL) first += 1;
    expect(
      tested(
        Array.from({ length: 40 }, () => at(0.5)),
        mean,
      ).fellAt(0),
    ).toBe(first);
    expect(
      tested(
        Array.from({ length: 40 }, () => at(0.1)),
        mean,
      ).fellAt(0),
    ).toBeUndefined();
  });

  it('of a mean: what is unknown, is no number or has no atoms is no sign of weakness', () => {
    const mean = { kind: 'mean', delta: 0.1, margin: 0.1 } as const;
    const half: Outcome = { ...unit({ ...holds, measured: 0.5 }), x: 0.5 };
    const silent: Outcome[] = [
      { ...half, x: 'unknown', atoms: [] },
      { ...unit(diverged), x: 1 },
      { ...half, x: 1, atoms: [] },
    ];
    const units = [half, ...silent, ...Array.from({ length: 60 }, () => half)];
    const stakes = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];
    // Each of the three is an outcome 0: it takes the stake.
    const worth = (n: number) =>
      stakes.reduce((sum, stake) => sum + ((1 - stake) ** 3 * (1 + (stake / 0.1) * 0.4) ** n) / 8, 0);
    let first = 1;
    while (worth(first) < 1 / LEVEL) first += 1;
    expect([tested(units, mean).n, tested(units, mean).fellAt(0)]).toEqual([64, 3 + first]);
  });

  it('say when the first atom fell, and when none is left', () => {
    const early = tested(Array.from({ length: 8 }, (_, i) => unit(i < 3 ? holds : broken, broken)));
    expect([early.fellAt(0), early.fellAt(1), early.first, early.all]).toEqual([undefined, 6, 6, false]);
    const late = tested(Array.from({ length: 40 }, (_, i) => unit(i < 3 ? holds : broken, broken)));
    expect([late.fellAt(0)! > 6, late.fellAt(1), late.first, late.all]).toEqual([true, 6, 6, true]);
    const never = tested([unit(holds, holds)]);
    expect([never.first, never.all]).toEqual([undefined, false]);
  });

  it('count a unit that nobody answered for as a pass', () => {
    const tests = tested([unit(broken), { ...unit(broken), x: 'unknown', atoms: [] }, unit(broken)]);
    expect([tests.n, tests.violationsOf(0)]).toEqual([3, 2]);
  });
});
