import { Random } from '../../../generators/random';
import { matVec, transposedMatVec } from '../../reference/linear';
import { loadKernel } from '../kernel';
import { Workspace } from '../memory';
import { exactProducts } from './exact-product';

const workspace = Workspace.of(loadKernel());
const product = exactProducts(workspace);
const random = new Random([41, 42]);
const normals = (n: number) => Float64Array.from({ length: n }, () => random.normal());
const bytes = (values: Float64Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
const sizes = [1, 2, 3, 4, 5, 8, 11];
const shapes = sizes.flatMap((m) => sizes.flatMap((n) => sizes.map((k) => [m, n, k] as const)));

/** Row by row by the reference: it takes several rows at a time, too, yet one of its sums at a time is a sum in order. */
const byRows = (m: number, A: Float64Array, row: (v: Float64Array) => Float64Array) =>
  Array.from({ length: m }, (_, i) => row(A.slice((i * A.length) / m, ((i + 1) * A.length) / m)));

it.each([true, false])('has, in every shape, the bits of the reference, row by row (turned: %s)', (turned) => {
  const others = shapes.filter(([m, n, k]) => {
    const [A, B] = [normals(m * k), normals(k * n)];
    const found = product(A, B, { columns: n, turned });
    const row = (v: Float64Array) => (turned ? matVec(B, n, k, v) : transposedMatVec(B, k, n, v));
    const want = Buffer.concat(byRows(m, A, row).map(bytes));
    return found.length !== m * n || !bytes(found).equals(want);
  });
  expect(others).toEqual([]);
});

it('a sum is taken in the order of the inner index, of which other orders show', () => {
  const [large, small] = [2 ** 53, 1];
  const sums = product(Float64Array.of(large, small, small, -large), Float64Array.of(1, 1, 1, 1), {
    columns: 1,
  });
  expect([...sums]).toEqual([large + small + small - large]);
  expect(large + (small + small) - large).not.toBe(sums[0]);
});

it('reads float32 as the numbers that they hold, and skips nothing: a product with zero rows is zero', () => {
  const A = Float32Array.of(0.1, 0, 0, 0.3);
  const found = product(A, Float32Array.of(3, 5, 7, 11), { columns: 2 });
  expect([...found]).toEqual([Math.fround(0.1) * 3, Math.fround(0.1) * 5, Math.fround(0.3) * 7, Math.fround(0.3) * 11]);
});

it('leaves what a tenant holds, and what lies behind stale', () => {
  const at = workspace.takeFloats(8);
  workspace.floats(at, 8).fill(7);
  const ones = new Float64Array(6).fill(1);
  const twice = [1, 2].map(() => [...product(ones, ones, { columns: 2 })]);
  expect(twice).toEqual([
    [3, 3, 3, 3],
    [3, 3, 3, 3],
  ]);
  expect([...workspace.floats(at, 8)]).toEqual(new Array(8).fill(7));
});
