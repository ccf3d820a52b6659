import { LAW_Z } from 'theoremcheck/generators';
import { depart, problem } from '../task/problem';
import { drawPrompts } from '../task/prompts';
import { slopeAt } from '../testing/layer-in-64-bits';
import { bestStepSize, examples, gradientStep } from './gradient-descent';

const small = problem({ dx: 3, dy: 2, N: 5 });

test('a step goes down the slope of the squared loss, by central differences', () => {
  const prompts = drawPrompts(small, [1, 2], 1, 3);
  const W0 = [0.3, -1, 0.5, 2, 0.1, -0.7];
  const loss = (b: number, W: readonly number[]) => {
    const of = examples(small, prompts, b).flatMap(({ x, y }) =>
      Array.from(y, (target, k) => (W[3 * k]! * x[0]! + W[3 * k + 1]! * x[1]! + W[3 * k + 2]! * x[2]! - target) ** 2),
    );
    return of.reduce((sum, v) => sum + v, 0) / (2 * small.N);
  };
  const { map, prediction } = gradientStep(small, prompts, W0, 0.7);
  for (let b = 0; b < 3; b++) {
    W0.forEach((w, i) => {
      const slope = slopeAt((h) => loss(b, W0.with(i, w + h)));
      expect(map[b * 6 + i]).toBeCloseTo(w - 0.7 * slope, 8);
    });
    const predicted = [0, 1, 2].reduce((sum, i) => sum + map[b * 6 + 3 + i]! * prompts.query[b * 3 + i]!, 0);
    expect(prediction[b * 2 + 1]).toBeCloseTo(predicted, 12);
  }
});

test('the best step size of inputs of one law, in a formula of its own', () => {
  // s/(s² + (q + (dx − 2) s²)/N) with s = 1/3, q = 1/5.
  const [dx, N] = [4, 7];
  expect(bestStepSize(problem({ dx, N }))).toBeCloseTo(1 / 3 / (1 / 9 + (1 / 5 + (dx - 2) / 9) / N), 12);
});

// The loss of a step of size η is a parabola with its bottom at E y·ŷ / E ŷ², ŷ the prediction of a step of size 1. The slope
// of the sampled parabola at the claimed bottom has mean 0; its z exceeds LAW_Z with probability 1e-7.
const slopeZ = (from: ReturnType<typeof problem>, eta: number) => {
  const prompts = drawPrompts(from, [5, 6], 1, 20_000);
  const { prediction } = gradientStep(from, prompts, new Float64Array(from.dx), 1);
  const slopes = Array.from(prediction, (y, b) => y * (eta * y - prompts.target[b]!));
  const mean = slopes.reduce((sum, v) => sum + v, 0) / slopes.length;
  const square = slopes.reduce((sum, v) => sum + (v - mean) ** 2, 0) / slopes.length;
  return mean / Math.sqrt(square / slopes.length);
};

test.each([
  ['as in the paper', problem({ dx: 3, dy: 1, N: 4 })],
  ['stretched', depart(problem({ dx: 3, dy: 1, N: 4 }), { stretch: 2 })],
  ['tasks of mean 1', depart(problem({ dx: 2, dy: 1, N: 6 }), { taskMean: 1 })],
])('sampled losses have their minimum at the best step size: %s', (_, from) => {
  const best = bestStepSize(from);
  expect(Math.abs(slopeZ(from, best))).toBeLessThan(LAW_Z);
  expect(slopeZ(from, 1.1 * best)).toBeGreaterThan(LAW_Z);
  expect(slopeZ(from, 0.9 * best)).toBeLessThan(-LAW_Z);
});
