import { philox } from './philox';
import { Random } from './random';

const { abs, floor, sqrt } = Math;

/** The known answers that Random123 publishes for philox4x32-10 (salmon2011, kat_vectors). */
const KNOWN: [number[], number[], number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

test.each(KNOWN)('philox4x32-10 gives the published answer at counter %j', (counter, key, answer) => {
  expect([...philox(counter as [number, number, number, number], key as [number, number])]).toEqual(answer);
});

/** The same bijection over BigInt, where the 64-bit product is written as it is defined. */
function philoxBig(counter: bigint[], key: bigint[]): bigint[] {
  const word = 0xffffffffn;
  let [c0, c1, c2, c3] = counter as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & word, (p0 >> 32n) ^ c3 ^ k1, p0 & word];
    k0 = (k0 + 0x9e3779b9n) & word;
    k1 = (k1 + 0xbb67ae85n) & word;
  }
  return [c0, c1, c2, c3];
}

test('the stream is philox at counters 0, 1, 2, …, word by word', () => {
  const key = [0xdeadbeef, 0x12345678] as const;
  const random = new Random(key);
  for (let block = 0n; block < 500n; block++) {
    const words = philoxBig([block, 0n, 0n, 0n], key.map(BigInt));
    for (const word of words) expect(random.uint32()).toBe(Number(word));
  }
});

test('a key fixes the stream, and another key gives another', () => {
  const take = (key: readonly [number, number]): number[] => {
    const random = new Random(key);
    return Array.from({ length: 50 }, (_, i) => (i % 2 ? random.normal() : random.uniform()));
  };
  expect(take([7, 8])).toEqual(take([7, 8]));
  expect(take([7, 8])).not.toEqual(take([8, 7]));
});

test('a key that is not two unsigned words is refused', () => {
  expect(() => new Random([-1, 0])).toThrow('random: expected a key of unsigned 32-bit words, got -1');
  expect(() => new Random([0.5, 0])).toThrow(RangeError);
});

test('a uniform is the midpoint of its cell, to the last bit: from words that are all 0 and all 1, too', () => {
  const of = (high: number, low: number): number => {
    const random = new Random([1, 2]);
    const words = [high, low];
    jest.spyOn(random, 'uint32').mockImplementation(() => words.shift()!);
    return random.uniform();
  };
  const last = 0xffffffff;
  expect([of(0, 0), of(last, last)]).toEqual([2 ** -53, 1 - 2 ** -53]);
  // The six lowest bits of either word are left out.
  expect([of(63, 63), of(0, 64), of(64, 0)]).toEqual([2 ** -53, 3 * 2 ** -53, 2 ** -26 + 2 ** -53]);
});

/** z-scores are compared with 5.33: two-sided normal tail 1e-7 each, so 2e-6 for the 20 figures of this file. */
const Z = 5.33;

test('uniforms: moments, lag-one product and the sixteen bins of their leading and trailing bits', () => {
  const random = new Random([11, 0]);
  const n = 400_000;
  const u = Float64Array.from({ length: n }, () => random.uniform());
  const mean = (f: (i: number) => number): number => u.reduce((sum, _, i) => sum + f(i), 0) / n;
  const z = (value: number, expected: number, variance: number): number =>
    (abs(value - expected) / sqrt(variance)) * sqrt(n);
  expect(
    z(
      mean((i) => u[i]!),
      1 / 2,
      1 / 12,
    ),
  ).toBeLessThan(Z);
  expect(
    z(
      mean((i) => u[i]! ** 2),
      1 / 3,
      4 / 45,
    ),
  ).toBeLessThan(Z);
  // Var(u v) = 1/9 - 1/16; neighbours share a factor, which adds 2 (1/12)(1/4) at lag one.
  expect(
    z(
      mean((i) => u[i]! * u[(i + 1) % n]!),
      1 / 4,
      1 / 9 - 1 / 16 + 1 / 24,
    ),
  ).toBeLessThan(Z);
  for (let bin = 0; bin < 4; bin++) {
    expect(
      z(
        mean((i) => Number(floor(u[i]! * 4) === bin)),
        1 / 4,
        3 / 16,
      ),
    ).toBeLessThan(Z);
    expect(
      z(
        mean((i) => Number(floor(u[i]! * 2 ** 52) % 4 === bin)),
        1 / 4,
        3 / 16,
      ),
    ).toBeLessThan(Z);
  }
});

test('normals: four moments, lag-one product and the tails', () => {
  const random = new Random([12, 0]);
  const n = 400_000;
  const x = Float64Array.from({ length: n }, () => random.normal());
  const mean = (f: (i: number) => number): number => x.reduce((sum, _, i) => sum + f(i), 0) / n;
  const z = (value: number, expected: number, variance: number): number =>
    (abs(value - expected) / sqrt(variance)) * sqrt(n);
  // Variances of x, x², x³, x⁴: 1, 3 - 1, 15, 105 - 9.
  expect(
    z(
      mean((i) => x[i]!),
      0,
      1,
    ),
  ).toBeLessThan(Z);
  expect(
    z(
      mean((i) => x[i]! ** 2),
      1,
      2,
    ),
  ).toBeLessThan(Z);
  expect(
    z(
      mean((i) => x[i]! ** 3),
      0,
      15,
    ),
  ).toBeLessThan(Z);
  expect(
    z(
      mean((i) => x[i]! ** 4),
      3,
      96,
    ),
  ).toBeLessThan(Z);
  expect(
    z(
      mean((i) => x[i]! * x[(i + 1) % n]!),
      0,
      1,
    ),
  ).toBeLessThan(Z);
  // P(|x| > 1, 2, 3): abramowitz1972, table 26.1.
  for (const [threshold, tail] of [
    [1, 0.3173105078629141],
    [2, 0.04550026389635842],
    [3, 0.0026997960632601866],
  ] as const) {
    expect(
      z(
        mean((i) => Number(abs(x[i]!) > threshold)),
        tail,
        tail * (1 - tail),
      ),
    ).toBeLessThan(Z);
  }
});
