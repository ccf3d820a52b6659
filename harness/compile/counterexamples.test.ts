import { cite } from '../statement/cite';
import { dialled, synthetic } from '../statement/controls';
import type { Family } from '../statement/family';
import { atLeast, forEvery, meanAtMost } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { type TheoremSpec, theorem } from '../statement/theorem';
import { attemptHash } from './canonical';
import { compile } from './compile';
import type { Certified } from './counterexamples';
import { outsideOf, regionTexts } from './region';
import { tolerancesOf } from './tolerances';

/** The toy with a declared region; `speed` is a ratio that no symbol has. */
const family = {
  ...toyFamily,
  region: [
    { symbol: 'K', law: 'count', from: 2, to: 6 },
    { symbol: 'noise', law: 'uniform', from: 0, to: 0.1 },
    { symbol: 'eta/K', law: 'log-uniform', from: 0.01, to: 1, as: 'eta / K' },
    { symbol: 'B', law: 'constant', from: 8, to: 8 },
  ],
} as unknown as Family;

const gateOf = (known: readonly Certified[], changes: object = {}) =>
  compile(
    theorem({
      name: 'attention concentrates',
      statement: 'Attention is large.',
      source: cite('toy2024', 'lemma 1'),
      family,
      forAll: ['quiet'],
      stream: { quiet: 0.05 },
      horizon: '40',
      claim: ({ at }) => atLeast(at('horizon').attention!, '0.9'),
      controls: {
        gross: [dialled('quiet', 1, { doc: 'all noise' })],
        nearMiss: [dialled('quiet', 0.3, { doc: 'some noise' })],
        positive: synthetic({ doc: 'ideal', observations: { attention: { law: '1', noise: 'none' } } }),
      },
      ...changes,
    }),
    'theorems/toy/a.theorem.ts',
    known,
  );

const problem = { K: 5, eta: 0.5, B: 8, noise: 0.07 };
const entry = (changes: object = {}, one: object = {}): Certified => ({
  ...{ claim: 'attention concentrates', family: 'toy', problem: { ...problem, ...one }, trials: 60, violations: 30 },
  ...{ level: 0.001, token: 'toy/explored:1:2/-/-/gate-1/0/fused/abc' },
  ...changes,
});
const labels = (...args: Parameters<typeof gateOf>) => gateOf(...args).parts.map(({ label }) => label);
const corners = ['mixture', 'corner low', 'corner high', 'corner fast', 'corner slow'];

describe('a region', () => {
  it('is told by symbol, and a problem outside of it by the symbol that is', () => {
    expect(regionTexts(family)).toEqual({
      K: '2 … 6',
      noise: '0 … 0.1, uniform',
      'eta/K': '0.01 … 1, log-uniform',
      B: '8',
    });
    expect(outsideOf(family, problem)).toBeUndefined();
    expect(outsideOf(family, { ...problem, K: 7 })).toBe('K = 7 lies outside of 2 … 6');
    expect(outsideOf(family, { ...problem, eta: 10 })).toBe('eta/K = 2 lies outside of 0.01 … 1, log-uniform');
    // What a formula rounds lies within.
    expect(outsideOf(family, { ...problem, noise: 0.1 + 2e-17 })).toBeUndefined();
    const check = () => {
      throw new RangeError('toy: expected less, got more');
    };
    expect(outsideOf({ ...family, check }, problem)).toBe('toy: expected less, got more');
  });

  it('is printed whole, is part of what an attempt states, and is compared', () => {
    const [whole, none] = [gateOf([]), gateOf([], { family: toyFamily })];
    expect(whole.description.region).toBe('K: 2 … 6; noise: 0 … 0.1, uniform; eta/K: 0.01 … 1, log-uniform; B: 8');
    expect(none.description.region).toBeUndefined();
    const hashes = [whole, none].map(({ statement, relation }) => attemptHash(statement, relation, 'gate-1'));
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(tolerancesOf(whole).regions['the whole region']).toEqual(regionTexts(family));
  });
});

describe('a counterexample that was certified', () => {
  it('is a part of its claim, on its own problem, at the claim’s δ and margin, with the claim’s dials', () => {
    const part = gateOf([entry()]).parts.at(-1)!;
    expect(labels([entry()])).toEqual([...corners, 'counterexample 1']);
    expect(part.stream).toMatchObject({ source: `given:${JSON.stringify(problem)}`, dials: { quiet: 0.05 } });
    expect(part.evidence).toEqual({ kind: 'prob', delta: 0.05, margin: 0.05 });
    expect(part.certified).toBe(
      'certified at K = 5, noise = 0.07, eta/K = 0.1, B = 8: 30 of 60 fresh trainings violated',
    );
  });

  it.each([
    ['a problem outside of the region', entry({}, { K: 7 })],
    ['another claim', entry({ claim: 'another' })],
    ['a problem of another family', entry({ family: 'other' })],
  ])('is none of %s', (_, one) => {
    expect(labels([one])).toEqual(corners);
  });

  it('is none of a claim about the reference problem alone', () => {
    expect(labels([entry()], { at: 'reference' })).toEqual(['reference']);
  });

  it('is told by all symbols of its problem where the family declares no region', () => {
    const part = gateOf([entry()], { family: toyFamily }).parts.at(-1)!;
    expect(part.certified).toBe(
      'certified at K = 5, eta = 0.5, B = 8, noise = 0.07: 30 of 60 fresh trainings violated',
    );
  });

  it('is a part for each mean of its claim, with the name of each', () => {
    const claim: TheoremSpec['claim'] = ({ at }) => forEvery('j', [2, 4], meanAtMost(at('9').attention, 'j / 8'));
    const parts = gateOf([entry(), entry()], { kind: 'mean', claim }).parts.slice(2);
    expect(parts.map(({ label, evidence }) => [label, evidence.delta])).toEqual([
      ['counterexample 1, j = 2', 0.25],
      ['counterexample 1, j = 4', 0.5],
      ['counterexample 2, j = 2', 0.25],
      ['counterexample 2, j = 4', 0.5],
    ]);
  });

  it('is among the tolerances wherever it lies: the comparison sees that it was taken away', () => {
    expect(tolerancesOf(gateOf([entry({}, { K: 7 })])).certified).toEqual([JSON.stringify({ ...problem, K: 7 })]);
    expect(tolerancesOf(gateOf([])).certified).toBeUndefined();
  });
});
