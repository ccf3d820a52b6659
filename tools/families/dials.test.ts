import type { Family } from '../../harness/statement/family';
import { bu2024, language, li2024 } from '../../theorems/families';

/** Numbers and texts of a problem by their path. */
type Flat = Readonly<Record<string, unknown>>;

/** What an assumption's dial does, by hand: from the edge of the region to the worst value, as printed, and every symbol that moves. */
interface Stated {
  readonly symbol: string;
  readonly edge: number;
  readonly worst: number;
  readonly moves: Readonly<Record<string, number>>;
}

const gap = (kappa: number) => Math.sqrt((1 - kappa) / 2);
const departs = (symbol: string, name: string, edge: number, worst: number): Stated => ({
  ...{ symbol, edge, worst },
  moves: { [`departures.${name}`]: worst },
});
const sets = (symbol: string, edge: number, worst: number, moves: Stated['moves'] = { [symbol]: worst }): Stated => ({
  ...{ symbol, edge, worst, moves },
});

const common = {
  balancedDemonstrations: departs('positives', 'positives', 0.5, 1),
  sharedConcept: departs('foreign', 'foreign', 0, 1),
  correctLabels: departs('flips', 'flips', 0, 0.5),
  smallInit: sets('sigma0 = 10 sigma1', 1, 10, { sigma0: 10, sigma1: 1 }),
};

const { reference: b } = bu2024;
const concepts: Readonly<Record<string, Stated>> = {
  ...common,
  lowNoise: sets('sigma/|b|', 0.1, 2, { sigma: 2 * gap(b.kappaX) }),
  sparse: sets('p', 0.02, 0.5),
  distinctSigns: sets('kappa', 0.4, 0.98, {
    ...{ kappaX: 0.98, kappaY: 0.98, sigma: (b.sigma / gap(b.kappaX)) * gap(0.98) },
  }),
  orthogonalConcepts: departs('coherence', 'coherence', 0, 0.9),
  smallStep: sets('eta/m', 0.2, 100, { eta: 100 * b.m }),
  smallDecay: sets('eta*lambda', 0.002, 0.1, { lambda: 0.1 / b.eta }),
  wide: sets('m', 32, 1, { m: 1, eta: b.eta / b.m }),
  freshBatches: departs('batches', 'batches', 256, 1),
  lowTestNoise: sets('sigma/|b| at test', 0.1, 2, {
    'departures.testNoise': Math.sqrt((2 * gap(b.kappaX)) ** 2 - b.sigma ** 2),
  }),
  sparseTests: sets('p at test', 0.02, 0.5, { 'departures.testPolysemy': 0.5 - b.p }),
  conicWords: departs('share of Σ|c|', 'negativeWords', 0, 1),
  conicLabels: departs("share of Σ|c'|", 'negativeLabels', 0, 1),
};

const words: Readonly<Record<string, Stated>> = {
  ...common,
  averagedWords: sets('words', 4, 1, { bag: 1 }),
  whitened: departs('exponent', 'whitening', 1, 0),
  cleanWords: departs('fraction', 'wrongWords', 0, 0.5),
  wholeVocabulary: departs('words a side', 'vocabulary', 32, 16),
  distinctLabels: sets('kappaY', 0.4, 0.98),
  smallStep: sets('eta/m', 0.5, 100, { eta: 100 * language.reference.m }),
};

const { reference: l } = li2024;
const patterns: Readonly<Record<string, Stated>> = {
  orthogonalPatterns: departs('coherence', 'coherence', 0, 0.9),
  boundedIrrelevance: sets('K', 0.5, 4),
  correctContexts: departs('context flips', 'contextFlips', 0, 0.5),
  relevantContexts: sets('alpha', 0.3, 0.02, { alpha: 0.02, alphaTest: 0.02 }),
  longTrainingPrompts: sets('l', 20, 1),
  longTestPrompts: sets('l_ts α′', 12, 0.3, { lTest: Math.ceil(0.3 / l.alphaTest) }),
  coveringTasks: departs('skew', 'skew', 0, 1),
  largeCoefficientSum: sets('S1', 1, -1, { S1: -1, M1Out: 3 }),
  irrelevantInSpan: sets('sine of the angle', 0, 1, {
    'departures.outOfSpan': 1,
    dX: Math.max(l.dX, l.M1 + 2 * l.M2),
  }),
  largeBatch: sets('B', 64, 1),
  smallInit: sets('delta', 0.2, 4),
  smallStep: sets('eta', 1.1, 100),
  wide: sets('m', 56, 2),
  freshBatches: departs('batches', 'batches', 128, 1),
};

describe.each([
  ['bu2024', bu2024 as unknown as Family, concepts],
  ['language', language as unknown as Family, words],
  ['li2024', li2024 as unknown as Family, patterns],
])('dials of %s', (_, { assumptions, reference }, stated) => {
  it('are all stated here', () => expect(Object.keys(assumptions).sort()).toEqual(Object.keys(stated).sort()));

  it.each(Object.entries(stated))(
    '%s: severity 1 sets what is printed, and nothing else',
    (name, { symbol, worst, moves }) => {
      const { dial } = assumptions[name]!;
      expect(dial.physical(1)).toBe(`${symbol} = ${worst}`);
      const [before, after] = [flat(reference), flat(dial.apply(reference, 1))];
      const moved = Object.keys(after).filter((key) => !Object.is(before[key], after[key]));
      expect(Object.keys(before).filter((key) => !(key in after))).toEqual([]);
      expect(moved.sort()).toEqual(
        Object.keys(moves)
          .filter((key) => moves[key] !== before[key])
          .sort(),
      );
      for (const [key, value] of Object.entries(moves)) expect(Number(after[key])).toBeCloseTo(value, 9);
    },
  );

  it.each(Object.entries(stated))(
    '%s: begins at the edge of the region, and 0 leaves the problem',
    (name, { edge }) => {
      const { dial } = assumptions[name]!;
      expect(Number(dial.physical(1e-12).split(' = ').at(-1))).toBeCloseTo(edge, 9);
      expect(dial.apply(reference, 0)).toBe(reference);
      expect(dial.physical(0)).toMatch(/ as drawn$/);
    },
  );
});

function flat(problem: unknown, path = ''): Flat {
  return Object.fromEntries(
    Object.entries(problem as object).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value, `${path}${key}.`))
        : [[`${path}${key}`, Array.isArray(value) ? JSON.stringify(value) : value]],
    ),
  );
}
