import { Random } from '../random';
import { Moments } from './principal';

test('a cloud with known axes: mean, variances and axes against the definition', () => {
  const random = new Random([1, 2]);
  const moments = new Moments(4);
  const rows = Array.from({ length: 500 }, () => {
    const [u, v, w, x] = [3, 2, 1, 0.5].map((scale) => scale * random.normal());
    return [u! + v!, u! - v!, w! + 5, x! - w!];
  });
  for (const row of rows) moments.add(row);
  const { mean, axes, variances } = moments.cloud();
  const average = (of: (row: number[]) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  mean.forEach((value, i) => {
    expect(value).toBeCloseTo(
      average((row) => row[i]!),
      10,
    );
  });
  axes.forEach((axis, k) => {
    const along = (row: number[]) => axis.reduce((sum, x, i) => sum + x * (row[i]! - mean[i]!), 0);
    expect(average((row) => along(row) ** 2)).toBeCloseTo(variances[k]!, 9);
    axes.forEach((other, l) => {
      expect(axis.reduce((sum, x, i) => sum + x * other[i]!, 0)).toBeCloseTo(Number(k === l), 10);
      if (l < k)
        expect(average((row) => along(row) * other.reduce((s, x, i) => s + x * (row[i]! - mean[i]!), 0))).toBeCloseTo(
          0,
          9,
        );
    });
    expect(Math.max(...axis)).toBe(Math.max(...axis.map(Math.abs)));
  });
  expect([...variances]).toEqual([...variances].sort((a, b) => b - a));
});

test('a matrix with a closed form: eigenvalues 3 and 1 of [[2, 1], [1, 2]]', () => {
  const moments = new Moments(2);
  for (const [u, v] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ]) {
    moments.add([Math.sqrt(3) * u! + v!, Math.sqrt(3) * u! - v!]);
  }
  const { variances, axes } = moments.cloud();
  expect(variances[0]).toBeCloseTo(3, 12);
  expect(variances[1]).toBeCloseTo(1, 12);
  expect(axes[0]![0]).toBeCloseTo(Math.SQRT1_2, 12);
});

test('no vector has no cloud', () => {
  expect(() => new Moments(2).cloud()).toThrow('moments: expected at least one vector, got none');
});
