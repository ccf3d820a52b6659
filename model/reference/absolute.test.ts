import { Random } from '../../generators/random';
import { absMatVec, absTransposedMatVec, OuterSum } from './absolute';
import { addScaled, dot, matVec, transposedMatVec } from './linear';

const random = new Random([1, 2]);
const reals = (n: number) => Float64Array.from({ length: n }, () => random.normal());
const size = (v: Float64Array) => v.map(Math.abs);

/** Every third weight is 0. */
const sparse = (n: number) => reals(n).map((x, i) => (i % 3 === 1 ? 0 : x));

describe.each([
  [1, 1],
  [3, 5],
  [4, 4],
  [11, 6],
  [16, 9],
])('rows taken four at a time have the bits of rows taken one by one, %d × %d', (rows, cols) => {
  const [A, v, u] = [reals(rows * cols), reals(cols), sparse(rows)];
  const row = (i: number) => A.subarray(i * cols, (i + 1) * cols);
  const each = (of: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => of(i));
  const added = (weights: Float64Array, M: (i: number) => Float64Array) => {
    const out = new Float64Array(cols);
    for (let i = 0; i < rows; i++) addScaled(out, weights[i]!, M(i));
    return out;
  };

  test('A v and |A| |v|', () => {
    expect(matVec(A, rows, cols, v)).toEqual(each((i) => dot(cols, row(i), v)));
    expect(absMatVec(A, rows, cols, v)).toEqual(each((i) => dot(cols, size(row(i)), size(v))));
  });

  test('Aᵀ u and |A|ᵀ |u|', () => {
    expect(transposedMatVec(A, rows, cols, u)).toEqual(added(u, row));
    expect(absTransposedMatVec(A, rows, cols, u)).toEqual(added(size(u), (i) => size(row(i))));
  });

  test('what has weight 0 may be no number', () => {
    const holed = A.map((x, k) => (u[Math.floor(k / cols)] === 0 ? Number.NaN : x));
    expect(transposedMatVec(holed, rows, cols, u)).toEqual(transposedMatVec(A, rows, cols, u));
    expect(absTransposedMatVec(holed, rows, cols, u)).toEqual(absTransposedMatVec(A, rows, cols, u));
  });
});

test.each([1, 4, 7, 8, 19])('a sum of %d outer products has the bits of the products added one by one', (n) => {
  const [rows, cols] = [5, 6];
  const pairs = Array.from({ length: n }, () => ({ u: sparse(rows), v: reals(cols) }));
  const sum = new OuterSum(new Float64Array(rows * cols));
  const expected = new Float64Array(rows * cols);
  for (const { u, v } of pairs) {
    sum.add(u, v);
    for (let i = 0; i < rows; i++) addScaled(expected.subarray(i * cols, (i + 1) * cols), Math.abs(u[i]!), size(v));
  }
  expect(sum.total()).toEqual(expected);
});
