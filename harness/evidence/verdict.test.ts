import type { Status } from './conjunction';
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

  test('what was seen of a control is said, with its own cure', () => {
    const seen = { text: 'no trial of it violates', cure: 'turn it further' };
    const controls = [...GOOD, { ...control('pin', 'undecided'), seen }];
    expect(decide({ controls, status: 'corroborated' }).because).toBe(
      'controls.pin "pin one": expected falsified, got undecided: no trial of it violates (turn it further)',
    );
    const short = [...GOOD, { ...control('gross', 'undecided'), seen: { text: 'some' } }];
    expect(decide({ controls: short, status: 'corroborated' }).because).toMatch(
      /got undecided: some \(violate more with it/,
    );
  });

  test('controls that break too little make a corroborated claim vacuous, and no other', () => {
    const weak = { controls: GOOD, weakness: 'nothing breaks x ≤ 1' };
    expect(decide({ ...weak, status: 'corroborated' })).toEqual({
      verdict: 'vacuous',
      because: 'nothing breaks x ≤ 1',
    });
    expect(decide({ ...weak, status: 'falsified' }).verdict).toBe('falsified');
  });

  test('verdicts say why', () => {
    const because = (findings: Partial<Findings>) =>
      decide({ controls: GOOD, status: 'corroborated', ...findings }).because;
    expect(because({ vacuity: 'too few' })).toBe('too few');
    expect(because({ status: 'undecided', certified: 'at K = 2' })).toBe('at K = 2');
    expect(because({ status: 'falsified' })).toBe('the trials contradict the claim');
    expect(because({ status: 'undecided' })).toBe('the budget is spent, and neither side is decided');
    expect(because({})).toBe('the trials contradict its negation, and every control came out as it must');
  });
});
