import type { Status } from './conjunction';
import { staticVacuity } from './vacuity';
import { decide, type Findings, type Verdict } from './verdict';

const control = (kind: Findings['controls'][number]['kind'], status: Status) => ({ name: `${kind} one`, kind, status });
const GOOD = [
  control('positive', 'corroborated'),
  control('untrained', 'falsified'),
  control('gross', 'falsified'),
  control('nearMiss', 'falsified'),
];
const swapped = (at: number, status: Status) => GOOD.map((one, i) => (i === at ? { ...one, status } : one));

describe('the order of decision', () => {
  test.each<[string, Findings, Verdict, string | undefined]>([
    ['static vacuity comes first', { vacuity: 'too few', controls: GOOD, status: 'falsified' }, 'vacuous', undefined],
    ['then a positive control', { controls: swapped(0, 'undecided'), status: 'falsified' }, 'vacuous', 'positive one'],
    [
      'a falsified positive control',
      { controls: swapped(0, 'falsified'), status: 'corroborated' },
      'vacuous',
      'positive one',
    ],
    [
      'falsified, controls or not',
      { controls: swapped(2, 'corroborated'), status: 'falsified' },
      'falsified',
      undefined,
    ],
    ['corroborated', { controls: GOOD, status: 'corroborated' }, 'corroborated', undefined],
    ['a surviving near miss', { controls: swapped(3, 'undecided'), status: 'corroborated' }, 'vacuous', 'nearMiss one'],
    [
      'a surviving untrained model',
      { controls: swapped(1, 'corroborated'), status: 'corroborated' },
      'vacuous',
      'untrained one',
    ],
    ['nothing decided', { controls: GOOD, status: 'undecided' }, 'inconclusive', undefined],
    ['a counterexample', { controls: GOOD, status: 'undecided', certified: 'at K = 2' }, 'falsified', undefined],
    [
      'a counterexample whose part is corroborated by now',
      { controls: GOOD, status: 'corroborated', certified: 'at K = 2' },
      'corroborated',
      undefined,
    ],
    [
      'nothing decided, a control survived',
      { controls: swapped(2, 'undecided'), status: 'undecided' },
      'inconclusive',
      undefined,
    ],
  ])('%s', (_, findings, verdict, name) => {
    const decision = decide(findings);
    expect(decision.verdict).toBe(verdict);
    expect(decision.control).toBe(name);
  });

  test('a failed control is named with what was expected of it', () => {
    expect(decide({ controls: swapped(3, 'corroborated'), status: 'corroborated' }).because).toBe(
      'controls.nearMiss "nearMiss one": expected falsified, got corroborated (violate more with it, or tighten the bound or raise the budget)',
    );
  });
});

describe('static vacuity', () => {
  const prob = (delta: number, margin: number) => ({ kind: 'prob' as const, delta, margin });

  test.each([
    [[prob(0.05, 0.05)], 32, undefined],
    [
      [prob(0.05, 0.05)],
      31,
      'budget: expected at least 32 trials, which corroboration needs, got 31 (raise budget, or delta + margin)',
    ],
    [
      [prob(0.1, 0.1), prob(0.05, 0.05)],
      20,
      'budget: expected at least 32 trials, which corroboration needs, got 20 (raise budget, or delta + margin)',
    ],
    [
      [prob(0.6, 0.4)],
      1000,
      'delta + margin: expected less than 1, got 1, which no outcome can contradict (lower one)',
    ],
    [
      [prob(0, 0)],
      1e9,
      'delta + margin: expected more than 0, got 0, which no number of trials can corroborate (raise margin)',
    ],
    [[], 200, 'the claim has no parts'],
  ])('%j with a budget of %d: %s', (parts, budget, reason) => {
    expect(staticVacuity(parts, 0.05, budget)).toBe(reason);
  });
});
