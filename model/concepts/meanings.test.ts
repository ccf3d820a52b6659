import { conceptDictionary } from '../../generators/concepts/dictionary';
import { referenceProblem } from '../../generators/concepts/reference';
import { conceptsPerNeuron, contraryReadings, firingShares } from './meanings';
import { idealWeights, initialWeights } from './weights';

const problem = { ...referenceProblem, sigma0: 0.8 };
const dictionary = conceptDictionary(problem, [1, 2]);
const initial = initialWeights(problem, [3, 4]);
/** Float32 weights: numbers of size 1 are right to 2^-20. */
const DIGITS = 5;

/** Neurons along given label vectors, with these signs of the read-out. */
function neuronsAlong(rows: readonly (readonly [1 | -1, Float64Array])[]) {
  return {
    WO: Float32Array.from(rows.flatMap(([, row]) => [...row])),
    r: Float32Array.from(rows, ([sign]) => sign / rows.length),
  };
}

const scaled = (t: number, v: Float64Array) => v.map((x) => t * x);

test('without training attention weighs inner products, whatever the other meaning is', () => {
  // The other meaning is orthogonal to all demonstrations: scores are σ0² and κ σ0².
  const attention = 1 / (1 + Math.exp(-0.64 * 0.7));
  for (const strength of [0, 1, 5]) {
    const readings = contraryReadings(initial, dictionary, strength);
    expect(readings).toHaveLength(2 * 4 * 3);
    for (const reading of readings) expect(reading.attention).toBeCloseTo(attention, DIGITS);
  }
});

test('ideal weights read the meaning that the demonstrations have, and only neurons of its sign fire', () => {
  for (const { attention, activation } of contraryReadings(idealWeights(problem, dictionary), dictionary)) {
    expect(attention).toBeCloseTo(1, DIGITS);
    expect(activation).toBeCloseTo(1, DIGITS);
  }
});

test('attention that reads the other concept too follows its sign once that is strong enough', () => {
  const b = dictionary.b.map((bk) => scaled(1 / Math.sqrt(bk.reduce((sum, x) => sum + x * x, 0)), bk));
  // M = Σ_j,k b_j b_kᵀ/|b|²: the sign of the query is read alike in whichever concept it comes.
  const WQ = Float32Array.from({ length: 1600 }, (_, i) =>
    b.reduce((sum, bj) => sum + bj[Math.floor(i / 40)]! * b.reduce((all, bk) => all + bk[i % 40]!, 0), 0),
  );
  const WK = initialWeights({ ...problem, sigma0: 1 }, [3, 4]).WK;
  const at = (strength: number) => contraryReadings({ ...initial, WQ, WK }, dictionary, strength)[0]!.attention;
  const square = (1 - 0.3) / 2; // |b|²
  const read = (strength: number) => 1 / (1 + Math.exp(-2 * square * (1 - strength)));
  for (const strength of [0, 0.5, 1, 3]) expect(at(strength)).toBeCloseTo(read(strength), DIGITS);
});

test('activation is shared by what fires: neurons for the sign, against it, and none', () => {
  const mixed = { ...idealWeights(problem, dictionary) };
  const [c] = dictionary.c;
  const shares = (rows: Parameters<typeof neuronsAlong>[0]) =>
    contraryReadings({ ...mixed, ...neuronsAlong(rows) }, dictionary)
      .slice(0, 3)
      .map(({ activation }) => activation);
  // Asked for: concept 0 with the sign +1. Both neurons see |c|², one of them three times.
  for (const share of shares([
    [1, scaled(3, c!)],
    [-1, c!],
  ]))
    expect(share).toBeCloseTo(3 / 4, DIGITS);
  expect(shares([[1, scaled(-1, c!)]])).toEqual([0, 0, 0]);
});

test('which neurons fire is counted per concept, sign and read-out', () => {
  const { c, d } = dictionary;
  const mlp = neuronsAlong([
    [1, d[0]!],
    [1, scaled(-1, d[1]!)],
    [-1, scaled(-1, d[0]!)],
    [-1, c.reduce((sum, ck) => sum.map((x, i) => x + ck[i]!), new Float64Array(40))],
  ]);
  // What is orthogonal comes out as rounding noise of either sign: only what is meant is compared.
  const own = (read: 1 | -1, sign: 1 | -1, k: number) => firingShares(mlp, dictionary, read, sign)[k]!;
  expect(own(-1, -1, 0)).toBe(1);
  expect(own(-1, 1, 1)).toBeGreaterThanOrEqual(0.5);
  expect(conceptsPerNeuron(mlp, dictionary)[3]).toBe(4);
  const [silent] = conceptsPerNeuron(
    neuronsAlong([[1, c.reduce((sum, ck) => sum.map((x, i) => x - ck[i]!), new Float64Array(40))]]),
    dictionary,
  );
  expect(silent).toBe(0);
});
