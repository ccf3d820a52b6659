import { brokenLaws, LAW_Z } from 'theoremcheck/generators';
import { checkProblem, depart, problem, problems, region } from './problem';
import { drawPrompts, type Prompts } from './prompts';

const scalar = problem({ dx: 1, dy: 1, N: 4 });
const KEY = [7, 11] as const;

/** z of the mean of some numbers whose law has this mean and deviation; |z| > LAW_Z has probability 1e-7 under that law. */
const z = (values: readonly number[], mean: number, deviation: number) =>
  (values.reduce((sum, v) => sum + (v - mean), 0) / deviation) * Math.sqrt(1 / values.length);

const inputs = ({ tokens }: Prompts) => Array.from(tokens).filter((_, i) => i % 2 === 0);

/** With one input and one target, W = y/x; the first example of every prompt tells it, unless x is nearly 0. */
const tasks = ({ n, tokens }: Prompts) => Array.from({ length: n }, (_, b) => tokens[b * 8 + 1]! / tokens[b * 8]!);

const many = drawPrompts(scalar, KEY, 1, 20_000);

// Moments of the uniform law on [−1, 1] and of the standard normal one, with the deviations of what is averaged.
test.each([
  ['x', inputs(many), 1, 0, Math.sqrt(1 / 3)],
  ['x²', inputs(many), 2, 1 / 3, Math.sqrt(1 / 5 - 1 / 9)],
  ['x⁴', inputs(many), 4, 1 / 5, Math.sqrt(1 / 9 - 1 / 25)],
  ['W', tasks(many), 1, 0, 1],
  ['W²', tasks(many), 2, 1, Math.sqrt(2)],
  ['W⁴', tasks(many), 4, 3, Math.sqrt(96)],
])('the mean of %s is that of the paper’s law (false alarm 1e-7)', (_, values, power, mean, deviation) => {
  const powers = values.map((v) => v ** power);
  expect(Math.abs(z(powers, mean, deviation))).toBeLessThan(LAW_Z);
});

test('the same statistic catches tasks of mean 0.1 and inputs stretched by a tenth', () => {
  const shifted = drawPrompts(depart(scalar, { taskMean: 0.1 }), KEY, 1, 20_000);
  const stretched = drawPrompts(depart(scalar, { stretch: 1.1 }), KEY, 1, 20_000);
  const squares = inputs(stretched).map((x) => x * x);
  expect(z(tasks(shifted), 0, 1)).toBeGreaterThan(LAW_Z);
  expect(z(squares, 1 / 3, Math.sqrt(1 / 5 - 1 / 9))).toBeGreaterThan(LAW_Z);
});

test('all targets of a prompt come from one map, which another prompt does not share', () => {
  const { tokens, query, target } = drawPrompts(scalar, KEY, 1, 2);
  const slopes = [0, 1].map((b) => [0, 1, 2, 3].map((j) => tokens[b * 8 + 2 * j + 1]! / tokens[b * 8 + 2 * j]!));
  const asked = [0, 1].map((b) => target[b]! / query[b]!);
  for (const [b, own] of slopes.entries()) for (const slope of own) expect(slope).toBeCloseTo(asked[b]!, 5);
  expect(Math.abs(asked[0]! - asked[1]!)).toBeGreaterThan(1e-3);
});

test('the same key and step give the same prompts; another step gives others', () => {
  const once = drawPrompts(scalar, KEY, 3, 5);
  expect(drawPrompts(scalar, KEY, 3, 5)).toEqual(once);
  expect(drawPrompts(scalar, KEY, 4, 5).tokens).not.toEqual(once.tokens);
});

test('problems obey the laws of a generator', () => {
  const fault = (candidate: Parameters<typeof checkProblem>[0]) => {
    try {
      checkProblem(candidate);
      const outside = region.find(({ symbol, from, to }) => {
        const value = (candidate as unknown as Record<string, number>)[symbol]!;
        return value < from || value > to;
      });
      return outside && `${outside.symbol} outside of its region`;
    } catch (error) {
      return String(error);
    }
  };
  const sizes = ({ dx, dy, N, B, T, alpha, sigma0, eta }: Parameters<typeof checkProblem>[0]) => [
    ...[dx, dy, N, B, T],
    ...[alpha, sigma0, eta],
  ];
  const moments = [{ of: 'dx', statistic: (p: { dx: number }) => p.dx, mean: 3, deviation: Math.sqrt(2 / 3) }];
  expect(brokenLaws({ arbitrary: problems, fault, sizes, moments })).toEqual([]);
});

test.each([
  [{ dx: 0 }, /expected dx to be an integer ≥ 1, got 0/],
  [{ alpha: -1 }, /expected alpha to be a number in \(0, 100\], got -1/],
])('a problem with %p is refused by name', (numbers, message) => {
  expect(() => checkProblem(problem(numbers))).toThrow(message);
});
