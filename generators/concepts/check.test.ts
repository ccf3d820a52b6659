import { checkConceptProblem } from './check';
import { allDepartures, type ConceptProblem, type Departures, NO_DEPARTURES } from './problem';
import { referenceProblem } from './reference';

function changed(change: Partial<ConceptProblem>, departures: Partial<Departures> = {}): ConceptProblem {
  return { ...referenceProblem, ...change, departures: { ...NO_DEPARTURES, ...departures } };
}

const REFUSED: [Partial<ConceptProblem>, Partial<Departures>, string][] = [
  [{ K1: 4, K2: 4, dX: 10 }, {}, 'dX >= 2*K1 + K2, got 10 < 12'],
  [{ K1: 4, dY: 7 }, {}, 'dY >= 2*K1, got 7 < 8'],
  [{ K1: 0 }, {}, 'K1 >= 1, got 0 < 1'],
  [{ K2: -1 }, {}, 'K2 >= 0, got -1 < 0'],
  [{ m: 0 }, {}, 'm >= 1, got 0 < 1'],
  [{ B: 0 }, {}, 'B >= 1, got 0 < 1'],
  [{ B: 2.5 }, {}, 'an integer B, got 2.5'],
  [{ L: 7 }, {}, 'an even L (demonstrations are balanced), got 7'],
  [{ kappaX: 1 }, {}, '-1 < kappaX < 1, got 1'],
  [{ kappaY: -1 }, {}, '-1 < kappaY < 1, got -1'],
  [{ sigma: -0.05 }, {}, 'sigma >= 0, got -0.05 < 0'],
  [{ sigma: Number.NaN }, {}, 'a finite sigma, got NaN'],
  [{ eta: Number.POSITIVE_INFINITY }, {}, 'a finite eta, got Infinity'],
  [{ eta: 0 }, {}, 'eta > 0, got 0'],
  [{ sigma0: 0 }, {}, 'sigma0 > 0, got 0'],
  [{ sigma1: -1 }, {}, 'sigma1 >= 0, got -1 < 0'],
  [{ lambda: -1 }, {}, 'lambda >= 0, got -1 < 0'],
  [{ p: 1.5 }, {}, '0 <= p <= 1, got 1.5'],
  [{ pNu: -0.5 }, {}, '0 <= pNu <= 1, got -0.5'],
  [{}, { coherence: 1 }, '0 <= coherence < 1, got 1'],
  [{}, { positives: 2 }, '0 <= positives <= 1, got 2'],
  [{ K1: 1 }, { foreign: 0.5 }, 'K1 >= 2 (foreign demonstrations carry another concept), got 1'],
  [{}, { batches: 1.5 }, 'an integer batches, got 1.5'],
  [{}, { stepRate: -1 }, 'stepRate >= 0, got -1 < 0'],
  [{}, { ideal: 2 as 1 }, 'ideal to be 0 or 1, got 2'],
  [{}, { testNoise: -0.1 }, 'testNoise >= 0, got -0.1 < 0'],
  [{}, { testPolysemy: 1.5 }, '0 <= testPolysemy <= 1, got 1.5'],
  [{}, { testSkew: -1 }, '0 <= testSkew <= 1, got -1'],
  [{}, { testLength: 7 }, 'an even testLength (demonstrations are balanced), got 7'],
  [{}, { testLength: -2 }, 'testLength >= 0, got -2 < 0'],
  [{}, { negativeWords: 2 }, '0 <= negativeWords <= 1, got 2'],
  [{}, { negativeLabels: 2 }, '0 <= negativeLabels <= 1, got 2'],
  [{}, { insideSpan: 1.5 }, '0 <= insideSpan <= 1, got 1.5'],
  [{}, { trainingSkew: -1 }, '0 <= trainingSkew <= 1, got -1'],
  [{}, { bias: -1 }, 'bias >= 0, got -1 < 0'],
  [{ dY: 8 }, { bias: 1 }, 'dY > 2*K1 (a bias needs a direction of its own), got 8 <= 8'],
  [{}, { hingeLoss: 2 as 1 }, 'hingeLoss to be 0 or 1, got 2'],
  [{ K1: 1 }, { negativeLabels: 0.5 }, 'K1 >= 2 (concepts are combined), got 1'],
];

test.each(REFUSED)('%j with departures %j is refused: %s', (change, departures, complaint) => {
  expect(() => checkConceptProblem(changed(change, departures))).toThrow(
    new RangeError(`concept problem: expected ${complaint}`),
  );
});

test.each([
  [{}, {}],
  [{ K1: 6, K2: 6, dX: 18, dY: 12 }, {}],
  [{ sigma: 0, p: 0, pNu: 0, lambda: 0, sigma1: 0 }, {}],
  [
    { p: 1, pNu: 1 },
    { coherence: 0.99, foreign: 1, flips: 1, queryFlips: 1 },
  ],
  [{ L: 7 }, { positives: 0.6 }],
  [
    { kappaX: -0.9, kappaY: -0.5 },
    { insideSpan: 1, trainingSkew: 1, bias: 3, randomAttention: 1, hingeLoss: 1 },
  ],
  [{}, { testNoise: 3, testPolysemy: 1, testSkew: 1, testLength: 128, negativeWords: 1, negativeLabels: 1 }],
] as [Partial<ConceptProblem>, Partial<Departures>][])('%j with departures %j is accepted', (change, departures) => {
  expect(() => checkConceptProblem(changed(change, departures))).not.toThrow();
});

test('a problem has the key of a variation only where it has the variation', () => {
  const variations = ['insideSpan', 'trainingSkew', 'bias', 'randomAttention', 'hingeLoss'];
  const { departures } = referenceProblem;
  expect(variations.filter((name) => name in departures)).toEqual([]);
  expect(allDepartures(departures)).toEqual({
    ...departures,
    ...Object.fromEntries(variations.map((name) => [name, 0])),
  });
  expect(allDepartures({ ...departures, bias: 3 }).bias).toBe(3);
});
