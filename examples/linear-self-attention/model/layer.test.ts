import { Random } from 'theoremcheck/generators';
import { loadBackend, type Tfjs } from 'theoremcheck/tfjs';
import { depart, type Problem, problem } from '../task/problem';
import { drawPrompts } from '../task/prompts';
import { layerIn64Bits, lossIn64Bits, slopeAt } from '../testing/layer-in-64-bits';
import { differentiate } from './autodiff';
import { constructedWeights } from './construction';
import { gradientStep } from './gradient-descent';
import { type LayerTensors, loss, NAMES, predictions, shapedPrompts, shapedWeights, type Weights } from './layer';
import { roundingBound } from './rounding';
import { sensitivity } from './sensitivity';

const small = problem({ dx: 3, dy: 2, N: 6, eta: 0.8 });
const random = new Random([3, 4]);
const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
const W0 = normals(6);
const weights: Weights = { WQ: normals(25), WK: normals(25), WV: normals(25), P: normals(25) };
const prompts = drawPrompts(small, [1, 1], 1, 4);

/** Relative to the size of what is compared: some hundred roundings of 32 bits. */
const TOLERANCE = 3e-5;

let tf: Tfjs;
beforeAll(async () => {
  tf = (await loadBackend()).tf;
});

const arrays = (from: Problem, of: Weights, start: Float32Array) => ({
  ...shapedWeights(from, of),
  ...shapedPrompts(from, prompts, start),
});

function expectClose(got: ArrayLike<number>, expected: readonly number[]) {
  const size = Math.max(...expected.map(Math.abs));
  expected.forEach((value, i) => void expect(Math.abs(got[i]! - value)).toBeLessThan(TOLERANCE * size));
  expect(got).toHaveLength(expected.length);
}

const shares = [0, 0.3, 1];

test.each(shares)('the layer is the paper’s equation, softmax share %d', (softmax) => {
  const from = depart(small, { softmax });
  expectClose(predictions(tf, from, arrays(from, weights, W0)), layerIn64Bits(from, weights, prompts, W0).flat());
});

test.each(shares)('gradients by autodiff are those of central differences, softmax share %d', (softmax) => {
  const from = depart(small, { softmax });
  const of = (all: object) => loss(tf, from, all as LayerTensors);
  const given = shapedPrompts(from, prompts, W0);
  const { value, gradients } = differentiate(tf, shapedWeights(from, weights), given, of);
  expectClose([value], [lossIn64Bits(from, weights, prompts, W0)]);
  for (const name of NAMES) {
    const moved = (i: number) => (h: number) => {
      const shifted = Float64Array.from(weights[name], (w, k) => (k === i ? w + h : w));
      return lossIn64Bits(from, { ...weights, [name]: shifted }, prompts, W0);
    };
    expectClose(
      gradients[name]!,
      Array.from(weights[name], (_, i) => slopeAt(moved(i))),
    );
  }
});

test('sensitivities are central differences by the query, along which W_0 x moves', () => {
  const moved = (i: number) => (h: number) => {
    const query = Float64Array.from(prompts.query, (x, k) => (k % 3 === i ? x + h : x));
    return layerIn64Bits(small, weights, { ...prompts, query: query as unknown as Float32Array }, W0);
  };
  const slope = (b: number, row: number, i: number) => slopeAt((h) => moved(i)(h)[b]![row]!);
  const expected = [0, 1, 2, 3].flatMap((b) => [0, 1].flatMap((row) => [0, 1, 2].map((i) => slope(b, row, i))));
  expectClose(sensitivity(tf, small, arrays(small, weights, W0), W0), expected);
});

describe('the paper’s weights', () => {
  const { prediction } = gradientStep(small, prompts, W0, small.eta);
  const bound = roundingBound(small, prompts, W0, small.eta);
  const apart = (from: Problem) => {
    const got = predictions(tf, from, arrays(from, constructedWeights(from, W0, small.eta), W0));
    return Math.max(...Array.from(got, (value, i) => Math.abs(value - prediction[i]!) / bound[i]!));
  };

  test('are a step of gradient descent within the rounding bound', () => {
    expect(apart(small)).toBeLessThanOrEqual(1);
  });

  test.each([
    ['the wrong sign', { stepFactor: -1 }],
    ['a step off by 0.01 %', { stepFactor: 1.0001 }],
    ['transposed values', { transposed: 1 }],
    ['a softmax', { softmax: 1 }],
  ])('are not with %s', (_, departures) => {
    expect(apart(depart(small, departures))).toBeGreaterThan(2);
  });
});
