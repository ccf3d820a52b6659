import { intervalOf } from '../evidence/interval';
import { rateInterval } from './curve';

test('the interval of a rate', () => {
  // no violation in n trials: the upper end is 1 − (predictive/20)^(1/n), with the predictive of the Beta(½, ½) prior
  let predictive = 1;
  for (let i = 0; i < 40; i += 1) predictive *= (0.5 + i) / (1 + i);
  const [low, high] = rateInterval(40, 0);
  expect(low).toBe(0);
  expect(high).toBeCloseTo(1 - (predictive / 20) ** (1 / 40), 10);
  expect(rateInterval(4, 3)[0]).toBeLessThan(0.75);
});

test('unknown outcomes widen the interval to the hull of their completions', () => {
  const ends = (fails: number, passes: number) =>
    intervalOf(
      'binary',
      new Map([
        [1, fails],
        [0, passes],
      ]),
      0,
    );
  expect(rateInterval(20, 5, 2)).toEqual([ends(5, 17)[0], ends(7, 15)[1]]);
});

test('no trials say nothing', () => {
  expect(rateInterval(0, 0)).toEqual([0, 1]);
});
