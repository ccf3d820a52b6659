import { orthonormalFrame } from '../../generators/frame';
import { Random } from '../../generators/random';
import { alignment } from './alignment';

const d = 12;
const frame = orthonormalFrame(new Random([3, 4]), d, d);

/** Σ_i λ_i v_i v_iᵀ, and an antisymmetric part that must not matter. */
function matrix(eigenvalues: readonly number[]): Float64Array {
  const M = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      M[i * d + j] = i < j ? 0.3 : i > j ? -0.3 : 0;
      for (const [k, value] of eigenvalues.entries()) M[i * d + j]! += value * frame[k]![i]! * frame[k]![j]!;
    }
  }
  return M;
}

const values = [9, -6, 3, 1, ...new Array<number>(d - 4).fill(0.5)];

test('leading directions, whatever their signs, against those that made the matrix', () => {
  const { overlap, gap } = alignment(matrix(values), [frame[1]!, frame[0]!, frame[2]!.map((x) => 7 * x)]);
  expect(overlap).toBeCloseTo(1, 9);
  expect(gap).toBeCloseTo(3, 6);
});

test('one vector of two lies half outside: its squared cosine is one half', () => {
  const between = frame[0]!.map((x, i) => x + frame[5]![i]!);
  expect(alignment(matrix(values), [between, frame[1]!]).overlap).toBeCloseTo(0.75, 9);
  expect(alignment(matrix(values), [frame[6]!, frame[7]!]).overlap).toBeCloseTo(0, 9);
});

test('a multiple of the identity has no leading direction', () => {
  const M = new Float64Array(d * d).map((_, i) => Number(i % (d + 1) === 0));
  const { overlap, gap } = alignment(M, [frame[0]!]);
  expect(gap).toBeCloseTo(1, 12);
  expect(overlap).toBeLessThan(0.5);
});
