import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attemptWeight, SUITE_LEVELS } from '../evidence/levels';
import { decisionProbabilities } from '../evidence/power';
import { calibrationText } from '../report/text/calibration-text';
import { throughClaims } from './claims';
import { dependenceRow, dependences, driftingRates, sticky, TRIALS } from './dependence';
import { upperQuantile, upperTail } from './normal';
import { binomialAtMost, proportion } from './proportion';
import { gateRule, ruleRows, rules } from './rules';
import { ATTEMPTS, run, SLOTS, sharedLevels, throughScheduler } from './scheduler';
import { CLAIM, suiteAt } from './suites';
import { fateOf, type Rates, type Rule } from './walk';

const tested = { delta: 0.05, margin: 0.05, alphaC: 0.05, alphaF: 1e-3 };

describe('the interval of a proportion', () => {
  // Closed forms: no hit in n leaves 1 − .025^(1/n) as upper end, all hits the mirror image.
  it.each([1, 10, 500, 20_000])('of no hit in %d, and of nothing but hits', (n) => {
    const end = 1 - 0.025 ** (1 / n);
    expect(proportion(0, n).interval[0]).toBe(0);
    expect(proportion(0, n).interval[1]).toBeCloseTo(end, 9);
    expect(proportion(n, n).interval[0]).toBeCloseTo(1 - end, 9);
    expect(proportion(n, n).interval[1]).toBe(1);
  });

  it('has ends at which so many hits, or so few, have probability .025', () => {
    const [low, high] = proportion(7, 40).interval;
    const tail = (p: number, from: number, to: number) => enumerated(40, p, from, to);
    expect(tail(low, 7, 40)).toBeCloseTo(0.025, 9);
    expect(tail(high, 0, 7)).toBeCloseTo(0.025, 9);
  });

  it.each([
    [3, 10, 0.2],
    [0, 5, 0.5],
    [199, 200, 0.9],
    [60, 100, 0.001],
  ])('P(X ≤ %d) of binomial(%d, %d) is the sum', (k, n, p) => {
    expect(binomialAtMost(k, n, p)).toBeCloseTo(enumerated(n, p, 0, k), 12);
  });

  it('refuses more hits than tries', () => {
    expect(() => proportion(3, 2)).toThrow('proportion: expected 0 ≤ hits ≤ of, of ≥ 1, got 3 of 2');
  });
});

function enumerated(n: number, p: number, from: number, to: number): number {
  let [sum, choose] = [0, 1];
  for (let k = 0; k <= n; k += 1) {
    if (k >= from && k <= to) sum += choose * p ** k * (1 - p) ** (n - k);
    choose = (choose * (n - k)) / (k + 1);
  }
  return sum;
}

it('knows the normal law', () => {
  expect(upperTail(1.959963984540054)).toBeCloseTo(0.025, 12);
  expect(upperTail(5.997807015007687) / 1e-9).toBeCloseTo(1, 6);
  expect(upperQuantile(0.5)).toBeCloseTo(0, 9);
  expect(upperQuantile(1e-9)).toBeCloseTo(5.997807015007687, 6);
});

describe('a walk', () => {
  it('is what enumerating all sequences gives', () => {
    const rule = (n: number, f: number) => (f >= 2 ? 'falsified' : n - f >= 3 ? 'corroborated' : undefined);
    const exact = sequences(4, () => 0.3, rule);
    const fate = fateOf(rule, 0.3, 4);
    expect(fate.corroborated).toBeCloseTo(exact.corroborated, 12);
    expect(fate.falsified).toBeCloseTo(exact.falsified, 12);
    expect(fate.undecided).toBeCloseTo(0, 12);
  });

  it('of a rule that never decides is undecided for good, violations alone included', () => {
    const { undecided, trials } = fateOf(() => undefined, 0.5, 6);
    expect([undecided, trials]).toEqual([1, 6]);
  });

  it('of our rule is what the power of a claim is computed from', () => {
    const asserted = { kind: 'prob', delta: 0.05, margin: 0.05 } as const;
    const design = { asserted, alphaC: tested.alphaC, alphaF: tested.alphaF, budget: 120 };
    const [walked, known] = [fateOf(gateRule(tested), 0.08, 120), decisionProbabilities(design, 0.08)];
    expect(walked.corroborated).toBeCloseTo(known.corroborated, 10);
    expect(walked.falsified).toBeCloseTo(known.falsified, 10);
    expect(walked.trials).toBeCloseTo(known.trials, 8);
  });
});

function sequences(n: number, p: Rates, rule: Rule) {
  const sums = { corroborated: 0, falsified: 0 };
  for (let word = 0; word < 2 ** n; word += 1) {
    const bits = Array.from({ length: n }, (_, i) => (word >> i) & 1);
    const before = (i: number) => bits[i - 1] as 0 | 1 | undefined;
    const mass = bits.reduce((product, bit, i) => product * Math.abs(1 - bit - p(i, before(i))), 1);
    const said = bits
      .map((_, i) =>
        rule(
          i + 1,
          bits.slice(0, i + 1).reduce((a, b) => a + b, 0),
        ),
      )
      .find((one) => one);
    if (said) sums[said] += mass;
  }
  return sums;
}

describe('rules on one claim at its boundaries', () => {
  const rows = new Map(ruleRows(tested).map((row) => [row.name, row]));

  it('ours, and a fixed sample looked at once, keep what they promise', () => {
    for (const name of ['e-processes (ours)', 'fixed sample, one look']) {
      const { atMargin, atDelta } = rows.get(name)!;
      expect(atMargin.corroborated).toBeLessThanOrEqual(tested.alphaC);
      expect(atDelta.falsified).toBeLessThanOrEqual(tested.alphaF);
    }
  });

  it('and outcomes that are not independent, are in docs/false-verdicts.md as they are computed', () => {
    const dependence = dependences(tested).map((one) => dependenceRow(one, tested));
    const all = { scheduler: [], claims: [], rules: [...rows.values()], dependence, tested, seed: 1 };
    const made = calibrationText(all)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(made.length).toBeGreaterThan(20);
    const lines = new Set(readFileSync(join(__dirname, '../../docs/false-verdicts.md'), 'utf8').split('\n'));
    expect(made.filter((row) => !lines.has(row))).toEqual([]);
  });

  it('a fixed sample that is looked at after every trial does not', () => {
    const { atMargin, atDelta } = rows.get('the same, looked at after every trial')!;
    expect(atMargin.corroborated).toBeGreaterThan(3 * tested.alphaC);
    expect(atDelta.falsified).toBeGreaterThan(3 * tested.alphaF);
  });

  it('others are wrong more often than they promise, as was found before', () => {
    const high = { delta: 0.01, margin: 0.01, alphaC: 1e-9, alphaF: 1e-9 };
    const coverage = rules(high).find(({ name }) => name === 'QuickCheck, checkCoverage')!;
    expect(fateOf(coverage.rule, high.delta, 1600).falsified).toBeGreaterThan(1e-6);
    expect(rows.get('SPRT (Wald)')!.between.falsified).toBeGreaterThan(0.1);
  });
});

describe('suites of boundary claims', () => {
  it('share the levels of a suite among claims and attempts', () => {
    const { alphaC } = sharedLevels(SLOTS, 1);
    expect(alphaC).toBeCloseTo((SUITE_LEVELS.pr.alphaC / SLOTS) * attemptWeight(1), 12);
    const all = Array.from({ length: ATTEMPTS }, (_, v) => SLOTS * sharedLevels(SLOTS, v + 1).alphaC);
    expect(all.reduce((sum, level) => sum + level, 0)).toBeLessThanOrEqual(SUITE_LEVELS.pr.alphaC);
  });

  it('have controls that come out as they must: where the claims hold, all of them are corroborated', async () => {
    const suite = suiteAt('corroborated', 0, 0);
    expect(suite.gates.map(({ parts }) => parts.length)).toEqual([1, 5, 5, 2]);
    const results = await run(suite, 'calibration-test', () => sharedLevels(SLOTS, 1));
    expect(results.map(({ verdict, because }) => [verdict, because])).toEqual(
      suite.gates.map(() => ['corroborated', expect.any(String)]),
    );
  });

  it('give the same counts for the same seed, through the scheduler and through the claim code', async () => {
    const options = { wrong: 'corroborated', suites: 3, seed: 5, level: 0.9 } as const;
    expect(await throughScheduler(options)).toEqual(await throughScheduler(options));
    const many = { wrong: 'corroborated', suites: 20, claims: 4, seed: 5 } as const;
    expect(await throughClaims(many)).toEqual(await throughClaims(many));
  });

  it.each([
    ['the scheduler', throughScheduler],
    ['the claim code', throughClaims],
  ])('end after one suite, through %s, where they are interrupted by an event', async (_, through) => {
    let asked = false;
    setImmediate(() => {
      asked = true;
    });
    const options = { wrong: 'corroborated', suites: 3, claims: 4, seed: 5, interrupted: () => asked } as const;
    expect((await through(options)).suites.of).toBe(1);
  });

  it('are wrong as often as a claim alone is, in the claim code, where they hold one claim', async () => {
    // One claim of one part at level .05 · .8 and one at .05 · .1: exactly known; of five parts, one at the boundary, the same.
    const row = await throughClaims({ wrong: 'corroborated', suites: 2000, claims: 1, seed: 3 });
    const alone = ATTEMPTS_AT.reduce((right, levels) => right * (1 - alphaAlone(levels)), 1);
    expect(row.suites.interval[0]).toBeLessThan(1 - alone);
    expect(row.suites.interval[1]).toBeGreaterThan((1 - alone) * 0.8);
  });
});

const ATTEMPTS_AT = Array.from({ length: ATTEMPTS }, (_, v) => sharedLevels(1, v + 1));

function alphaAlone({ alphaC, alphaF }: { readonly alphaC: number; readonly alphaF: number }): number {
  const { delta, margin, budget } = CLAIM;
  const asserted = { kind: 'prob', delta, margin } as const;
  return decisionProbabilities({ asserted, alphaC, alphaF, budget }, delta + margin).corroborated;
}

describe('outcomes that are not independent', () => {
  it('come to what enumerating all sequences gives', () => {
    const rule = (n: number, f: number) => (f >= 2 ? 'falsified' : n - f >= 3 ? 'corroborated' : undefined);
    const rates = (i: number, before: 0 | 1 | undefined) => 0.1 * (i + 1) + 0.3 * (before ?? 0);
    const exact = sequences(5, rates, rule);
    const fate = fateOf(rule, rates, 5);
    expect(fate.corroborated).toBeCloseTo(exact.corroborated, 12);
    expect(fate.falsified).toBeCloseTo(exact.falsified, 12);
  });

  it('are independent ones where nothing sticks', () => {
    const { probability, level } = dependenceRow(sticky('corroborated', 0.1, 0), tested);
    expect(probability).toBeCloseTo(fateOf(gateRule(tested), 0.1, TRIALS).corroborated, 12);
    expect(probability).toBeLessThan(level);
  });

  it('break what a verdict promises where the rate drifts or outcomes stick', () => {
    expect(dependenceRow(driftingRates('corroborated', 0, 0.2), tested).probability).toBeGreaterThan(0.5);
    expect(dependenceRow(sticky('corroborated', 0.1, 0.9), tested).probability).toBeGreaterThan(0.1);
  });
});
