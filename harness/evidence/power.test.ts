import { ClaimEvidence } from './conjunction';
import type { Asserted } from './grids';
import { claimLevels } from './levels';
import { type Design, decisionProbabilities, minimalDetectable } from './power';

const PROB: Asserted = { kind: 'prob', delta: 0.05, margin: 0.05 };
/** The levels of a suite that shares α_C = .05 and α_F = 10⁻³ over 20 claims. */
const TWENTIETH = { asserted: PROB, alphaC: 0.05 / 20, alphaF: 1e-3 / 20 };

/** The same probabilities by walking through every sequence with the evidence itself. */
function enumerated({ asserted, alphaC, alphaF, budget }: Design, p: number) {
  const found = { corroborated: 0, falsified: 0, undecided: 0, trials: 0 };
  for (let code = 0; code < 2 ** budget; code += 1) {
    const claim = new ClaimEvidence([asserted], alphaC, alphaF, budget);
    let weight = 1;
    for (let i = 0; i < budget; i += 1) {
      const x = (code >> i) & 1;
      weight *= x === 1 ? p : 1 - p;
      claim.add(0, x);
    }
    found[claim.status] += weight;
    found.trials += weight * claim.index;
  }
  return found;
}

describe('dynamic programming equals enumeration', () => {
  test.each<[Asserted, number]>([
    [{ kind: 'prob', delta: 0.2, margin: 0.2 }, 0.3],
    [{ kind: 'mean', delta: 0.1, margin: 0.4 }, 0.5],
    [{ kind: 'forall', delta: 0, margin: 0.4 }, 0.1],
  ])('%j at p = %d', (asserted, p) => {
    const design = { asserted, alphaC: 0.2, alphaF: 0.2, budget: 11 };
    const exact = decisionProbabilities(design, p);
    const expected = enumerated(design, p);
    for (const key of ['corroborated', 'falsified', 'undecided', 'trials'] as const) {
      expect(exact[key]).toBeCloseTo(expected[key], 10);
    }
    expect(exact.falsified).toBeGreaterThan(0.01);
  });
});

describe('a budget that is too small for either side', () => {
  test('leaves everything undecided, were all trials violations', () => {
    const design = { asserted: PROB, alphaC: 1e-3, alphaF: 1e-4, budget: 3 };
    for (const p of [0, 0.5, 1]) {
      const { undecided, ...rest } = decisionProbabilities(design, p);
      expect(rest).toEqual({ corroborated: 0, falsified: 0, trials: 3 });
      expect(undecided).toBeCloseTo(1, 12);
    }
  });
});

describe('figures', () => {
  test.each([
    [62, 0.32],
    [124, 0.23],
    [200, 0.19],
    [300, 0.16],
  ])('N = %d detects a violation rate of %d (rounded up to hundredths)', (budget, rate) => {
    expect(Math.ceil(minimalDetectable({ ...TWENTIETH, budget })! * 100) / 100).toBe(rate);
  });

  test.each([
    [0.01, 200, 0.99],
    [0.01, 62, 0.54],
    [0.02, 200, 0.87],
  ])('rate %d, N = %d: corroborated with probability %d', (p, budget, probability) => {
    const { corroborated } = decisionProbabilities({ ...TWENTIETH, budget }, p);
    expect(Math.round(corroborated * 100) / 100).toBe(probability);
  });

  test('at N = 62 and the twentieth part of .05 only all-pass runs corroborate', () => {
    expect(decisionProbabilities({ ...TWENTIETH, budget: 62 }, 0.01).corroborated).toBeCloseTo(0.99 ** 62, 12);
  });

  test('with 64 claims the default budget corroborates a rate of .02 at a corner with probability .97', () => {
    const design = { asserted: PROB, ...claimLevels('pr'), budget: 300 };
    expect(decisionProbabilities(design, 0.02).corroborated).toBeCloseTo(0.975, 2);
  });
});

describe('minimal detectable violation', () => {
  const design = { asserted: PROB, alphaC: 0.05 / 32, alphaF: 1e-3 / 32, budget: 200 };

  test('is where the probability of falsification passes .95', () => {
    const rate = minimalDetectable(design)!;
    expect(decisionProbabilities(design, rate).falsified).toBeGreaterThanOrEqual(0.95);
    expect(decisionProbabilities(design, rate - 1e-4).falsified).toBeLessThan(0.95);
  });

  test('grows with the number of parts, since one violated part has to carry the average', () => {
    expect(minimalDetectable({ ...design, parts: 5 })!).toBeGreaterThan(minimalDetectable(design)!);
  });

  test('is undefined where no violation can be shown within the budget', () => {
    expect(minimalDetectable({ ...design, budget: 3 })).toBeUndefined();
  });

  test('delta = 0: one violation is enough, so 1 − .05^(1/N)', () => {
    const exact = {
      asserted: { kind: 'forall' as const, delta: 0, margin: 0.05 },
      alphaC: 1e-9,
      alphaF: 1e-4,
      budget: 50,
    };
    expect(minimalDetectable(exact)!).toBeCloseTo(1 - 0.05 ** (1 / 50), 4);
  });

  test('a rate that is detected with the probability itself is enough', () => {
    const asserted = { kind: 'forall' as const, delta: 0, margin: 0.05 };
    const once = { asserted, alphaC: 1e-9, alphaF: 1e-4, budget: 1 };
    expect([0.95, 0.5, 1].map((probability) => minimalDetectable(once, probability))).toEqual([0.95, 0.5, 1]);
  });

  test('a budget beyond the last undecided trial changes no figure, and costs nothing', () => {
    const enough = { ...design, budget: 5_000 };
    const { undecided } = decisionProbabilities(enough, 0.07);
    expect(undecided).toBe(0);
    // Walking through all trials would not end.
    const huge = { ...design, budget: Number.POSITIVE_INFINITY };
    expect(decisionProbabilities(huge, 0.07)).toEqual(decisionProbabilities(enough, 0.07));
    expect(minimalDetectable(huge)).toBe(minimalDetectable(enough));
  });
});
