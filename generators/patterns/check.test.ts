import { checkPatternProblem } from './check';
import { NO_PATTERN_DEPARTURES, type PatternDepartures, type PatternProblem } from './problem';
import { referencePatterns } from './reference';

function changed(change: Partial<PatternProblem>, departures: Partial<PatternDepartures> = {}): PatternProblem {
  return { ...referencePatterns, ...change, departures: { ...NO_PATTERN_DEPARTURES, ...departures } };
}

const SUM = 'M1Out*S1^2 <= M1 (orthonormal coefficients of sum S1)';

const REFUSED: [Partial<PatternProblem>, Partial<PatternDepartures>, string][] = [
  [{ dX: 29 }, {}, 'dX >= M1 + M2, got 29 < 30'],
  [
    { M1: 2, M1Out: 2, shifts: 1, alpha: 1, alphaTest: 1 },
    {},
    'shifts <= M1 - 2 (one task is held out at least), got 1 > 0',
  ],
  [{ shifts: 5 }, {}, 'shifts <= M1 - 2 (one task is held out at least), got 5 > 4'],
  [{ shifts: 0 }, {}, 'shifts >= 1, got 0 < 1'],
  [{ shifts: 1.5 }, {}, 'an integer shifts, got 1.5'],
  [{ M2: 0 }, {}, 'M2 >= 1, got 0 < 1'],
  [{ dY: 0 }, {}, 'dY >= 1, got 0 < 1'],
  [{ l: 0 }, {}, 'l >= 1, got 0 < 1'],
  [{ lTest: 2.5 }, {}, 'an integer lTest, got 2.5'],
  [{ lTest: 0 }, {}, 'lTest >= 1, got 0 < 1'],
  [{ m: 0 }, {}, 'm >= 1, got 0 < 1'],
  [{ B: -1 }, {}, 'B >= 1, got -1 < 1'],
  [{ alpha: 0 }, {}, 'alpha > 0, got 0'],
  [{ alpha: 1.1 }, {}, 'alpha <= 1, got 1.1 > 1'],
  [{ alphaTest: 0 }, {}, 'alphaTest > 0, got 0'],
  [{ alphaTest: 2 }, {}, 'alphaTest <= 1, got 2 > 1'],
  [{ M1Out: 1, alphaTest: 1 }, {}, 'M1Out >= 2, got 1 < 2'],
  [{ M1Out: 2 }, {}, 'M1Out >= 3 (contexts of other patterns, as alphaTest < 1), got 2 < 3'],
  [{ S1: 1.2 }, {}, `${SUM}, got 6*1.2^2 > 6`],
  [{ S1: 1.2, M1Out: 5 }, {}, `${SUM}, got 5*1.2^2 > 6`],
  [{ S1: -1.5, M1Out: 3 }, {}, `${SUM}, got 3*-1.5^2 > 6`],
  [{ S1: 0.9 }, {}, 'M1Out <= M1 - 1 where M1Out*S1^2 < M1, got 6 > 5'],
  [{ S1: 0, M1Out: 7 }, {}, 'M1Out <= M1 - 1 where M1Out*S1^2 < M1, got 7 > 5'],
  [{ S1: 0.5, M1Out: 24 }, {}, 'M1Out <= M1, got 24 > 6'],
  [{ S1: Number.NaN }, {}, 'a finite S1, got NaN'],
  [{ K: -0.1 }, {}, 'K >= 0, got -0.1 < 0'],
  [{ beta: 0 }, {}, 'beta > 0, got 0'],
  [{ delta: 0 }, {}, 'delta > 0, got 0'],
  [{ eta: Number.POSITIVE_INFINITY }, {}, 'a finite eta, got Infinity'],
  [{ eta: -1 }, {}, 'eta > 0, got -1'],
  [{}, { coherence: 1 }, '0 <= coherence < 1, got 1'],
  [{}, { contextFlips: 1.5 }, '0 <= contextFlips <= 1, got 1.5'],
  [{}, { queryFlips: -0.5 }, '0 <= queryFlips <= 1, got -0.5'],
  [{}, { skew: 2 }, '0 <= skew <= 1, got 2'],
  [{ dX: 60 }, { outOfSpan: 1.5 }, '0 <= outOfSpan <= 1, got 1.5'],
  [{ dX: 53 }, { outOfSpan: 0.1 }, 'dX >= M1 + 2*M2 (room out of the span), got 53 < 54'],
  [{ dX: 60 }, { newDirection: 1.5 }, '0 <= newDirection <= 1, got 1.5'],
  [{ dX: 35 }, { newDirection: 0.1 }, 'dX >= M1 + M2 + M1Out (room out of the span), got 35 < 36'],
  [{ shifts: 2 }, { everyPair: 1 }, 'shifts = ⌊M1/2⌋ (one training task for every pair), got 2 instead of 3'],
  [{}, { everyPair: 2 as 1 }, 'everyPair to be 0 or 1, got 2'],
  [{}, { batches: 1.5 }, 'an integer batches, got 1.5'],
  [{}, { batches: -1 }, 'batches >= 0, got -1 < 0'],
  [{}, { batches: Number.NaN }, 'a finite batches, got NaN'],
  [{}, { frozenAttention: 2 as 1 }, 'frozenAttention to be 0 or 1, got 2'],
  [{}, { frozenMlp: 0.5 as 1 }, 'frozenMlp to be 0 or 1, got 0.5'],
  [{}, { ideal: -1 as 1 }, 'ideal to be 0 or 1, got -1'],
];

test.each(REFUSED)('%j with departures %j is refused: %s', (change, departures, complaint) => {
  expect(() => checkPatternProblem(changed(change, departures))).toThrow(
    new RangeError(`pattern problem: expected ${complaint}`),
  );
});

test.each([
  [{}, {}],
  [{ S1: 1.2, M1Out: 4 }, {}],
  [{ S1: Math.SQRT2, M1Out: 3 }, {}],
  [{ S1: -1 }, {}],
  [{ S1: 0, M1Out: 5 }, {}],
  [{ M1: 3, M1Out: 2, shifts: 1, M2: 1, dX: 4, dY: 1, alphaTest: 1, l: 1, lTest: 1, m: 1, B: 1, K: 0 }, {}],
  [{ dX: 54 }, { outOfSpan: 1 }],
  [
    {},
    {
      coherence: 0.99,
      contextFlips: 1,
      queryFlips: 1,
      skew: 1,
      batches: 3,
      frozenAttention: 1,
      frozenMlp: 1,
      ideal: 1,
    },
  ],
] as [Partial<PatternProblem>, Partial<PatternDepartures>][])(
  '%j with departures %j is accepted',
  (change, departures) => {
    expect(() => checkPatternProblem(changed(change, departures))).not.toThrow();
  },
);
