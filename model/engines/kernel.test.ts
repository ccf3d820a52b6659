import { type KernelExports, loadKernel } from './kernel';
import { philox4x32, xoshiro128 } from './testing/kernel-twin';

jest.setTimeout(120_000);

let kernel: KernelExports;
let base: number;
beforeAll(() => {
  kernel = loadKernel().instantiate();
  kernel.memory.grow(8);
  base = (Number(kernel.heapBase.value) + 63) & ~63;
});

const words = (at: number, n: number) => Array.from(new Uint32Array(kernel.memory.buffer, at, n));
const floats = (at: number, n: number) => new Float32Array(kernel.memory.buffer, at, n);

/** Random123, kat_vectors: counter, key, answer. */
const KNOWN_ANSWERS: [number[], number[], number[]][] = [
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

describe('random words', () => {
  test.each(KNOWN_ANSWERS)('philox of %p under %p', (counter, key, answer) => {
    const [c0, c1, c2, c3] = counter as [number, number, number, number];
    kernel.philox(base, 4, c0, c1, c2, c3, key[0]!, key[1]!);
    expect(words(base, 4)).toEqual(answer);
    expect(philox4x32(counter, key)).toEqual(answer);
  });

  test('a stream is four lanes of xoshiro128++ from philox states', () => {
    kernel.seed(base, 0xdeadbeef, 7, 12, 0x6e6f6973, 3);
    kernel.fill(base, base + 64, 300);
    kernel.fill(base, base + 64 + 16 * 300, 7); // goes on where it stopped
    const drawn = words(base + 64, 4 * 307);
    for (let lane = 0; lane < 4; lane++) {
      const twin = xoshiro128(philox4x32([lane, 12, 0x6e6f6973, 3], [0xdeadbeef, 7]));
      expect(drawn.filter((_, i) => i % 4 === lane)).toEqual(Array.from({ length: 307 }, () => twin.next().value));
    }
  });
});

describe('elementary functions', () => {
  const points = (n: number, from: number, to: number) =>
    Float32Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
  const worst = (x: Float32Array, apply: (at: number, n: number) => void, exact: (x: number) => number) => {
    floats(base, x.length).set(x);
    apply(base, x.length);
    return floats(base, x.length).reduce((most, y, i) => Math.max(most, Math.abs(y / exact(x[i]!) - 1)), 0);
  };

  test('exp is accurate to 2e-7 from the smallest normal number to the largest', () => {
    expect(worst(points(40_000, -87.2, 88.2), kernel.exp4Each, Math.exp)).toBeLessThan(2e-7);
    expect(worst(points(40_000, -1, 1), kernel.exp4Each, Math.exp)).toBeLessThan(2e-7);
  });

  test('exp at the ends: 1, 0, infinity is clamped, NaN stays', () => {
    floats(base, 8).set([0, -88, -Infinity, Number.NaN, 1e30, -1e30, -0, 1]);
    kernel.exp4Each(base, 8);
    const [one, low, none, nan, high, lower, minus, e] = floats(base, 8);
    expect([one, low, none, nan, lower, minus]).toEqual([1, 0, 0, Number.NaN, 0, 1]);
    expect(high).toBeGreaterThan(2e38);
    expect(e).toBeCloseTo(Math.E, 6);
  });

  test('log(1 + e) keeps its relative accuracy down to tiny e', () => {
    const tiny = Float32Array.from({ length: 40_000 }, (_, i) => 2 ** (-(i + 1) / 400));
    expect(worst(points(40_000, 1e-3, 1), kernel.log1pEach, Math.log1p)).toBeLessThan(4e-7);
    expect(worst(tiny, kernel.log1pEach, Math.log1p)).toBeLessThan(4e-7);
  });
});

describe('normals', () => {
  const SIZE = 4000;

  /** Box–Muller in float64 on the same words, from the definition: quadrants instead of swaps and sign bits. */
  function twin(w: number, a: number): [number, number] {
    const radius = Math.sqrt(-2 * Math.log((Math.fround(w >>> 1) + 0.5) / 2 ** 31));
    const angle = (Math.PI / 4) * (((a << 2) | 0) / 2 ** 31);
    const cosine = radius * Math.cos(angle) * (a >>> 31 ? -1 : 1);
    const sine = radius * Math.sin(angle);
    return (a >>> 30) & 1 ? [cosine, sine] : [sine, cosine];
  }

  test.each([1, 0.25, 3])('are Box–Muller of their words times σ = %p, to 1e-5 σ', (sigma) => {
    kernel.seed(base, 1, 2, 3, 4, 5);
    kernel.fill(base, base + 64, SIZE / 4);
    const drawn = words(base + 64, SIZE);
    kernel.seed(base, 1, 2, 3, 4, 5);
    floats(base + 64, SIZE).fill(0);
    kernel.addNormals(base, base + 64, SIZE, sigma);
    const normals = floats(base + 64, SIZE);
    for (let i = 0; i < SIZE; i += 8) {
      for (let lane = 0; lane < 4; lane++) {
        const [first, second] = twin(drawn[i + lane]!, drawn[i + 4 + lane]!);
        expect(Math.abs(normals[i + lane]! - sigma * first)).toBeLessThan(1e-5 * sigma);
        expect(Math.abs(normals[i + 4 + lane]! - sigma * second)).toBeLessThan(1e-5 * sigma);
      }
    }
  });

  test('do not depend on how many are drawn at once, and are added', () => {
    kernel.seed(base, 9, 9, 9, 9, 9);
    floats(base + 64, 1600).fill(0);
    kernel.addNormals(base, base + 64, 1600, 0.5);
    const longer = floats(base + 64, 1600).slice(0, 72);
    kernel.seed(base, 9, 9, 9, 9, 9);
    floats(base + 64, 72).fill(3);
    kernel.addNormals(base, base + 64, 72, 0.5);
    expect(floats(base + 64, 72)).toEqual(longer.map((x) => Math.fround(3 + x)));
  });

  /** Fixed seed. Each of the seven statistics is within 4 standard errors (6e-5 each), so the false-alarm rate is below 5e-4. */
  test('have the moments, tails and independence of N(0, 1)', () => {
    const [rounds, n] = [100, 20_000];
    const sums = { one: 0, two: 0, three: 0, four: 0, lag: 0, tail3: 0, tail4: 0 };
    for (let t = 0; t < rounds; t++) {
      kernel.seed(base, 77, 88, t, 1, 0);
      floats(base + 64, n).fill(0);
      kernel.addNormals(base, base + 64, n, 1);
      const x = floats(base + 64, n);
      for (let i = 0; i < n; i++) {
        const v = x[i]!;
        sums.one += v;
        sums.two += v * v;
        sums.three += v ** 3;
        sums.four += v ** 4;
        if (i >= 4) sums.lag += v * x[i - 4]!; // the other of its pair, or its neighbour in the lane
        if (Math.abs(v) > 3) sums.tail3++;
        if (Math.abs(v) > 4) sums.tail4++;
      }
    }
    const N = rounds * n;
    const z = (sum: number, mean: number, variance: number) => (sum - N * mean) / Math.sqrt(N * variance);
    const [p3, p4] = [0.002699796, 6.334248e-5];
    const scores = [
      z(sums.one, 0, 1),
      z(sums.two, 1, 2),
      z(sums.three, 0, 15),
      z(sums.four, 3, 96),
      z(sums.lag, 0, 1),
      z(sums.tail3, p3, p3),
      z(sums.tail4, p4, p4),
    ];
    for (const score of scores) expect(Math.abs(score)).toBeLessThan(4);
  });
});
