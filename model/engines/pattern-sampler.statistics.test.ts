import type { Task } from '../../generators/patterns/patterns';
import { patternsOf } from '../../generators/patterns/patterns';
import { referencePatterns } from '../../generators/patterns/reference';
import type { StreamKey } from '../reference/types';
import { loadKernel } from './kernel';
import { type PatternPrompts, patternLaw, trainingPrompts } from './pattern-law';
import { PromptSampler } from './sampler';
import { decodePatterns } from './testing/decoded-patterns';
import { alarms, independenceFindings } from './testing/findings';
import { patternFindings } from './testing/pattern-sampler-laws';
import { type PatternFault, simulatePatterns } from './testing/simulated-patterns';
import { WRONG_OF_DEPARTING, WRONG_OF_PLAIN } from './testing/wrong-patterns';

/**
 * The seeded sampler of pattern prompts against the data model of li2024, read back through the patterns.
 *
 * Each |z| is compared with LAW_Z, a two-sided normal tail of 1e-7. Two correct samplers are checked on 300 figures each: they
 * would fail this file for one seed in 15,000. The seeds are fixed, so it either fails or does not.
 */
jest.setTimeout(60_000);

const KEY: StreamKey = [20, 24];
const PROMPTS = 10_000;
/** 78 blocks. */
const INDEPENDENT = 4992;
/** Prompts of a simulated law; each planted fault is far beyond what these can miss. */
const SIMULATED = 2500;

/** Tasks in both orders of their patterns, neighbouring and not; dimensions that are no multiple of 4. */
const TASKS: readonly Task[] = [
  [0, 1],
  [4, 0],
  [1, 3],
  [3, 2],
];
const PROBLEM = { ...referencePatterns, M1: 5, M2: 3, M1Out: 5, dX: 9, dY: 2, l: 9, alpha: 0.6 };

function promptsWith(change: Partial<PatternPrompts> = {}): PatternPrompts {
  return { ...trainingPrompts(PROBLEM, patternsOf(PROBLEM, [1, 2]), TASKS), ...change };
}

const LAWS: Readonly<Record<'plain' | 'departing', PatternPrompts>> = {
  plain: promptsWith(),
  departing: promptsWith({ contextFlips: 0.15, queryFlips: 0.1, skew: 0.2, K: 2, alpha: 0.45 }),
};

describe.each([
  ['tokens', false],
  ['shapes', true],
])('drawn as %s', (_way, shapes) => {
  function draw(prompts: PatternPrompts, { key = KEY, t = 1, n = PROMPTS } = {}) {
    return decodePatterns(prompts, new PromptSampler(loadKernel(), patternLaw(prompts, shapes)).batch(key, t, n));
  }

  /** What others are compared with. */
  let one: ReturnType<typeof draw>;
  beforeAll(() => {
    one = draw(LAWS.plain, { n: INDEPENDENT });
  });

  test.each(Object.entries(LAWS))('prompts of the %s law have the stated choices, independently', (_, prompts) => {
    const sample = draw(prompts);
    expect([sample.worst <= 1, sample.beyond <= 1]).toEqual([true, true]);
    expect(alarms(patternFindings(prompts, sample))).toEqual([]);
  });

  test('three patterns and one irrelevant pattern: one bystander, all contexts alike in what is not drawn', () => {
    const { mu, nu } = LAWS.plain;
    const prompts = promptsWith({ mu: mu.slice(0, 3), nu: nu.slice(0, 1), tasks: [[2, 0]] });
    expect(alarms(patternFindings(prompts, draw(prompts)))).toEqual([]);
  });

  describe('prompts are independent', () => {
    const prompts = LAWS.plain;
    const n = INDEPENDENT;
    const size = (u: number) => (u * u - 1) / Math.sqrt(4 / 5); // Var u² = 9/5 − 1 for u of variance 1
    const observed = ({ label, kappa }: { label: Float32Array; kappa: Float64Array }) => ({
      ...{ label, size },
      values: kappa.map((value) => (Math.sqrt(3) * value) / prompts.K),
    });

    test.each([
      ['successive batches', { t: 2 }],
      ['batches 2^16 apart', { t: 65537 }],
      ['keys that differ in the first word', { key: [21, 24] }],
      ['keys that differ in the second word', { key: [20, 25] }],
      ['keys with their words exchanged', { key: [24, 20] }],
    ] as [string, { t?: number; key?: StreamKey }][])('across %s', (what, at) => {
      const other = observed(draw(prompts, { ...at, n }));
      expect(alarms(independenceFindings(what, observed(one), other))).toEqual([]);
    });

    test.each([64, 128, n / 2])('from those %d places further in a batch', (lag) => {
      const { label, kappa } = one;
      const tokens = kappa.length / n;
      const part = (from: number) =>
        observed({
          label: label.subarray(from, from + n - lag),
          kappa: kappa.subarray(from * tokens, (from + n - lag) * tokens),
        });
      expect(alarms(independenceFindings('places', part(0), part(lag)))).toEqual([]);
    });

    test('or the statistics catch it: batches that share a tenth of their κ', () => {
      const other = draw(prompts, { n, t: 2 });
      const kappa = other.kappa.map((value, i) => (i % 10 === 0 ? one.kappa[i]! : value));
      const found = alarms(independenceFindings('t', observed(one), observed({ ...other, kappa })));
      expect(found).toEqual(['values, t', 'sizes, t']);
    });
  });
});

describe.each([
  ['plain', WRONG_OF_PLAIN],
  ['departing', WRONG_OF_DEPARTING],
] as const)('of the %s law the statistics', (name, wrongs) => {
  const prompts = LAWS[name];
  const found = (wrong?: PatternFault) => alarms(patternFindings(prompts, simulatePatterns(prompts, SIMULATED, wrong)));

  test('find nothing in a second implementation of it', () => {
    expect(found()).toEqual([]);
  });

  test.each(wrongs)('catch %s', (_, wrong, expected) => {
    expect(found(wrong)).toContain(expected);
  });
});
