import { dial, geometric, linear, setting } from './dials';

const set = (problem: { x: number }, x: number) => ({ ...problem, x });

test('scales begin at the edge of the region and end at the worst value', () => {
  expect([linear(0.25, 1.25)(0), linear(0.25, 1.25)(0.5), linear(0.25, 1.25)(1)]).toEqual([0.25, 0.75, 1.25]);
  const scale = geometric(0.5, 8);
  for (const [severity, value] of [
    [0, 0.5],
    [0.5, 2],
    [1, 8],
  ] as const)
    expect(scale(severity)).toBeCloseTo(value, 12);
});

test('severity 0 leaves a problem as drawn, not at the edge; any other sets its value', () => {
  const noise = dial('noise', 'sigma', linear(0.1, 1.1), set);
  expect([noise.apply({ x: 0.02 }, 0), noise.physical(0)]).toEqual([{ x: 0.02 }, 'sigma as drawn']);
  expect([noise.apply({ x: 0.02 }, 0.5), noise.physical(0.5)]).toEqual([{ x: 0.6 }, 'sigma = 0.6']);
});

test('a setting has its physical value for severity, 0 included', () => {
  expect(setting('frozen', 'eta', set).apply({ x: 3 }, 0)).toEqual({ x: 0 });
});
