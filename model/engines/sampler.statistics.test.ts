import { conceptDictionary } from '../../generators/concepts/dictionary';
import { type ConceptProblem, type Departures, NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { LAW_Z } from '../../generators/laws';
import { initialWeights } from '../concepts/weights';
import type { Batch, StreamKey, Weights } from '../reference/types';
import { conceptSetting } from './concept-law';
import { fusedTrainer } from './fused/fused';
import { loadKernel } from './kernel';
import { PromptSampler } from './sampler';
import { type DecodedPrompts, decodePrompts } from './testing/decoded-prompts';
import { alarms, independenceFindings } from './testing/findings';
import { noiseFindings, sizeOfNoise } from './testing/noise-laws';
import { departureFindings, promptFindings } from './testing/sampler-laws';

/**
 * The seeded prompt sampler against the data model of bu2024, read back through the dictionary.
 *
 * Each |z| is compared with LAW_Z, a two-sided normal tail of 1e-7. The correct sampler is checked on 240 figures:
 * it would fail this file for one seed in 40,000. The seeds are fixed, so it either fails or does not.
 */

/** Dimensions that are no multiple of 4, every feature rate well away from 0. */
const PROBLEM: ConceptProblem = {
  ...referenceProblem,
  ...{ K1: 5, K2: 3, dX: 18, dY: 11, L: 8, sigma: 0.04, p: 0.06, pNu: 0.2 },
};
const KEY: StreamKey = [20, 24];
const DICTIONARY_KEY: StreamKey = [1, 2];
const PROMPTS = 20_000;
/** Values for the statistics of the noise: 2 million of the 5 million in the sample. */
const NOISE = 2_000_000;

type Change = Partial<ConceptProblem> & { departs?: Partial<Departures> };
type Law = 'training' | 'evaluation';

function problemOf({ departs = {}, ...change }: Change): ConceptProblem {
  return { ...PROBLEM, ...change, departures: { ...NO_DEPARTURES, ...departs } };
}

/** `drawn`: by the plain sampler. `completed`: after a training step has read projections of the noise (docs/decisions/0011). */
type Prompts = 'drawn' | 'completed';

interface Drawing {
  readonly key?: StreamKey;
  readonly t?: number;
  readonly n?: number;
  readonly law?: Law;
  readonly prompts?: Prompts;
}

function draw(
  problem: ConceptProblem,
  { key = KEY, t = 1, n = PROMPTS, law = 'training', prompts = 'drawn' }: Drawing = {},
): Batch {
  const setting = conceptSetting(problem, conceptDictionary(problem, DICTIONARY_KEY));
  if (prompts === 'drawn') return new PromptSampler(loadKernel(), setting[law]).batch(key, t, n);
  const trainer = fusedTrainer(loadKernel(), setting, trained(problem), key);
  trainer.load(trained(problem), t - 1);
  return law === 'training' ? trainer.batchOf(t, n) : trainer.prompts(key, t, n);
}

/** Weights in general position: those of some steps of training. */
function trained(problem: ConceptProblem): Weights {
  const setting = conceptSetting(problem, conceptDictionary(problem, DICTIONARY_KEY));
  const trainer = fusedTrainer(loadKernel(), setting, initialWeights(problem, [5, 6]), [7, 8]);
  trainer.advance(60);
  return trainer.weights();
}

function decode(problem: ConceptProblem, batch: Batch): DecodedPrompts {
  return decodePrompts(problem, conceptDictionary(problem, DICTIONARY_KEY), batch);
}

/** What independence is judged by. */
const observed = (label: Float32Array, noise: Float64Array) => ({ label, values: noise, size: sizeOfNoise });

/** Completion costs more than drawing, and 6000 prompts have 1.5 million values of noise. */
const KINDS: [Prompts, number][] = [
  ['drawn', PROMPTS],
  ['completed', 6000],
];

describe.each(KINDS)('prompts without departures, %s', (prompts, size) => {
  const batch = draw(PROBLEM, { prompts, n: size });
  const sample = decode(PROBLEM, batch);
  const { K1, L } = PROBLEM;
  const own = (b: number, l: number): number => sample.words[(b * (L + 1) + l) * K1 + sample.concept[b]!]!;

  test('are mixtures of the dictionary and noise, nothing else', () => {
    expect(sample.impure).toBe(0);
  });

  test('come with the signs and labels that their words carry', () => {
    const read = { sign: new Float32Array(size * L), label: new Float32Array(size) };
    for (let b = 0; b < size; b++) {
      for (let l = 0; l < L; l++) read.sign[b * L + l] = own(b, l);
      read.label[b] = own(b, L);
    }
    expect(read).toEqual({ sign: batch.sign, label: batch.label });
  });

  test('have concepts, signs, polysemy and irrelevant features at the stated rates, independently', () => {
    expect(alarms(promptFindings(PROBLEM, sample))).toEqual([]);
  });

  test('have standard normal noise', () => {
    expect(alarms(noiseFindings(sample.noise.subarray(0, NOISE)))).toEqual([]);
  });

  const sampled = (at: Drawing) => {
    const batch = draw(PROBLEM, { ...at, n: size / 4, prompts });
    return observed(batch.label, decode(PROBLEM, batch).noise);
  };
  let one: ReturnType<typeof sampled> | undefined;

  test.each([
    ['successive batches', { t: 2 }],
    ['batches 2^16 apart', { t: 65537 }],
    ['keys that differ in the first word', { key: [21, 24] }],
    ['keys that differ in the second word', { key: [20, 25] }],
    ['keys with their words exchanged', { key: [24, 20] }],
  ] as [string, { t?: number; key?: StreamKey }][])('are independent across %s', (what, at) => {
    one ??= sampled({});
    expect(alarms(independenceFindings(what, one, sampled(at)))).toEqual([]);
  });

  test('are independent across the blocks of a batch', () => {
    const half = size / 2 - ((size / 2) % 64);
    const each = sample.noise.length / size;
    const part = (from: number) =>
      observed(batch.label.subarray(from, from + half), sample.noise.subarray(from * each, (from + half) * each));
    expect(alarms(independenceFindings('halves of a batch', part(0), part(half)))).toEqual([]);
    expect(alarms(independenceFindings('neighbouring blocks', part(0), part(64)))).toEqual([]);
  });
});

const DEPARTS: Partial<Departures> = { positives: 0.3, foreign: 0.25, flips: 0.15, queryFlips: 0.1 };

describe.each(KINDS)('prompts with departures, %s', (prompts, size) => {
  const problem = problemOf({ p: 0, departs: DEPARTS });
  const { K1, L } = problem;

  test('have unbalanced signs, foreign concepts and wrong demonstration labels at the stated rates', () => {
    const sample = decode(problem, draw(problem, { prompts, n: size }));
    expect(sample.impure).toBe(0);
    expect(alarms(departureFindings(problem, sample))).toEqual([]);
  });

  test.each([
    ['training', 0.1],
    ['evaluation', 0],
  ] as [Law, number][])('flip the label of a prompt by the %s law at rate %d', (law, rate) => {
    const batch = draw(problem, { law, prompts, n: size });
    const { concept, words } = decode(problem, batch);
    let flipped = 0;
    for (let b = 0; b < size; b++) {
      if (words[(b * (L + 1) + L) * K1 + concept[b]!] !== batch.label[b]) flipped++;
    }
    const spread = Math.sqrt(size * rate * (1 - rate));
    expect(Math.abs(flipped - size * rate)).toBeLessThanOrEqual(LAW_Z * spread);
  });
});

/** Each wrong sampler is drawn with one parameter off and held against the stated law. */
describe('the statistics catch', () => {
  const stated = problemOf({});
  const right = decode(stated, draw(stated));
  const noise = right.noise.slice(0, NOISE);

  test.each([
    ['polysemy at .066 for .06', { p: 0.066 }, 'rate of other concepts'],
    ['irrelevant features at .22 for .2', { pNu: 0.22 }, 'rate of irrelevant 0'],
    ['unbalanced signs', { departs: { positives: 0.625 } }, 'demonstrations are exactly balanced'],
    [
      'one label vector in a thousand with the opposite sign',
      { departs: { flips: 0.001 } },
      'labels carry what the words carry',
    ],
  ] as [string, Change, string][])('%s', (_, change, expected) => {
    const sample = decode(stated, draw(problemOf(change)));
    expect(alarms(promptFindings(stated, sample))).toContain(expected);
  });

  test('a concept that is 12 % too frequent, and prompts in pairs of equal concept', () => {
    const frequent = right.concept.map((k, b) => (k === 1 && b % 8 === 0 ? 0 : k));
    expect(alarms(promptFindings(stated, { ...right, concept: frequent }))).toContain('concept 0');
    const paired = right.concept.map((_, b) => right.concept[b - (b % 8 === 1 ? 1 : 0)]!);
    expect(alarms(promptFindings(stated, { ...right, concept: paired }))).toContain(
      'concept of two successive prompts agrees',
    );
  });

  test.each([
    ['a standard deviation .5 % too large', (x: number) => 1.005 * x, 'variance of the noise'],
    ['a mean of .006', (x: number) => x + 0.006, 'mean of the noise'],
    ['tails cut off at 3', (x: number) => (Math.abs(x) > 3 ? x / 2 : x), 'noise beyond 3'],
    ['a distribution that is 5 % uniform of equal variance', uniformNow, 'fourth moment of the noise'],
  ] as [string, (x: number, i: number) => number, string][])('noise with %s', (_, wrong, expected) => {
    expect(alarms(noiseFindings(noise.map(wrong)))).toContain(expected);
  });

  test('noise that one lane of four repeats from another', () => {
    const repeated = noise.map((x, i) => (i % 4 === 3 && i % 100 < 4 ? noise[i - 1]! : x));
    expect(alarms(noiseFindings(repeated))).toContain('noise at lag 1');
  });

  test('batches that share a hundredth of their noise', () => {
    const n = 5000;
    const [one, other] = [draw(stated, { n }), draw(stated, { n, t: 2 })];
    const [first, second] = [decode(stated, one), decode(stated, other)];
    const mixed = second.noise.map((x, i) => (i % 100 === 0 ? first.noise[i]! : x));
    const found = independenceFindings('t', observed(one.label, first.noise), observed(other.label, mixed));
    expect(alarms(found)).toContain('values, t');
  });

  test.each([
    ['foreign', 0.22, 'foreign demonstrations'],
    ['flips', 0.17, 'labels against their words'],
    ['positives', 0.32, 'positives, rounded up'],
  ] as [keyof Departures, number, string][])('%s at %d', (name, value, expected) => {
    const problem = problemOf({ p: 0, departs: DEPARTS });
    const wrong = problemOf({ p: 0, departs: { ...DEPARTS, [name]: value } });
    expect(alarms(departureFindings(problem, decode(problem, draw(wrong))))).toContain(expected);
  });
});

/** Every twentieth value is replaced by a uniform one of variance 1, from a low-discrepancy sequence. */
function uniformNow(x: number, i: number): number {
  return i % 20 === 0 ? Math.sqrt(12) * (((i / 20) * 0.6180339887498949) % 1) - Math.sqrt(3) : x;
}
