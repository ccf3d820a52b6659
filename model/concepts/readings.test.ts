import { conceptDictionary } from '../../generators/concepts/dictionary';
import { referenceProblem } from '../../generators/concepts/reference';
import { leastPolysemousMass, ownConceptMass } from './readings';
import { idealWeights, initialWeights } from './weights';

const problem = { ...referenceProblem, sigma0: 0.8 };
const dictionary = conceptDictionary(problem, [1, 2]);
const INITIAL = initialWeights(problem, [3, 4]);
/** Float32 weights: scores of size 1 are right to 2^-20. */
const DIGITS = 5;

/** W_Q of rank one, so that M = W_Kᵀ W_Q sends a query along `from` to `to`, W_K = I. */
function pointing(to: Float64Array, from: Float64Array) {
  const { WK } = initialWeights({ ...problem, sigma0: 1 }, [3, 4]);
  const WQ = Float32Array.from({ length: to.length ** 2 }, (_, i) => to[Math.floor(i / 40)]! * from[i % 40]!);
  return { WQ, WK };
}

test('at initialisation scores are inner products times sigma0²: 1, κ and 0', () => {
  const [same, opposite] = [Math.exp(0.64), Math.exp(0.64 * 0.3)];
  const own = (same + opposite) / 2;
  expect(ownConceptMass(INITIAL, dictionary)).toBeCloseTo(own / (own + 1), DIGITS);
  expect(leastPolysemousMass(INITIAL, dictionary)).toBeCloseTo(same / (same + opposite), DIGITS);
});

test('attention that is blind has half', () => {
  const blind = { ...INITIAL, WQ: INITIAL.WQ.map(() => 0) };
  expect([ownConceptMass(blind, dictionary), leastPolysemousMass(blind, dictionary)]).toEqual([0.5, 0.5]);
});

test('ideal attention is on the own concept, and reads the meaning that the demonstrations have', () => {
  const ideal = idealWeights(problem, dictionary);
  // Scores ±8 and 0: what is left to others is 1/(1 + cosh 8), to the opposite sign e^−16.
  expect(ownConceptMass(ideal, dictionary)).toBeCloseTo(1 - 1 / (1 + Math.cosh(8)), DIGITS);
  expect(leastPolysemousMass(ideal, dictionary)).toBeCloseTo(1, DIGITS);
});

test('a second meaning that attention mistakes for the first one takes it over', () => {
  const [first, second] = dictionary.b;
  const square = first!.reduce((sum, x) => sum + x * x, 0);
  // b_0 is asked for where the query carries b_1: scores of concept 0 are e·e′·4|b|⁴ whatever its own sign in the query is.
  const mistaken = pointing(
    first!.map((x) => 4 * x),
    second!,
  );
  expect(leastPolysemousMass(mistaken, dictionary)).toBeCloseTo(1 / (1 + Math.exp(8 * square * square)), DIGITS);
});
