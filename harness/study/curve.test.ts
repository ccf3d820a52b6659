import { intervalOf } from '../evidence/interval';
import { responseCurve } from './curve';

test('rates and intervals per dial point', () => {
  const curve = responseCurve([
    { index: 0, trials: 40, violations: 0 },
    { index: 40, trials: 4, violations: 3 },
  ]);
  expect(curve.map(({ dial, rate, trials }) => [dial, rate, trials])).toEqual([
    [0, 0, 40],
    [1, 0.75, 4],
  ]);
  // no violation in n trials: the upper end is 1 − (predictive/20)^(1/n), with the predictive of the Beta(½, ½) prior
  let predictive = 1;
  for (let i = 0; i < 40; i += 1) predictive *= (0.5 + i) / (1 + i);
  expect(curve[0]!.interval[0]).toBe(0);
  expect(curve[0]!.interval[1]).toBeCloseTo(1 - (predictive / 20) ** (1 / 40), 10);
  expect(curve[1]!.interval[0]).toBeLessThan(0.75);
});

test('unknown outcomes widen the interval to the hull of their completions', () => {
  const [point] = responseCurve([{ index: 7, trials: 20, violations: 5, unknown: 2 }]);
  const ends = (fails: number, passes: number) =>
    intervalOf(
      'binary',
      new Map([
        [1, fails],
        [0, passes],
      ]),
      0,
    );
  expect(point!.interval).toEqual([ends(5, 17)[0], ends(7, 15)[1]]);
  expect(point!.rate).toBe(0.25);
});

test('no trials say nothing', () => {
  const [point] = responseCurve([{ index: 3, trials: 0, violations: 0 }]);
  expect(point!.rate).toBeNaN();
  expect(point!.interval).toEqual([0, 1]);
});
