import { LAWS, uniforms } from './boundary-laws';

/** sfc32 by its definition, in integers without bound: words of a, b, c and a counter, 16 of them thrown away. */
function* words(seed: bigint): Generator<number> {
  const cut = (x: bigint) => x & 0xffffffffn;
  let [a, b, c, counter] = [0x9e3779b9n, 0x243f6a88n, cut(seed), 1n];
  for (let i = 0; ; i += 1) {
    const word = cut(a + b + counter);
    counter = cut(counter + 1n);
    [a, b, c] = [b ^ (b >> 9n), cut(c + cut(c << 3n)), cut(cut((c << 21n) | (c >> 11n)) + word)];
    if (i >= 16) yield Number(word) / 2 ** 32;
  }
}

test.each([0, 1, 7, 0x7fffffff, -5])('uniform numbers of seed %d are those of the definition', (seed) => {
  const [next, twin] = [uniforms(seed), words(BigInt(seed))];
  for (let i = 0; i < 500; i += 1) expect(next()).toBe(twin.next().value);
});

test('laws have the mean they say, at every third of a uniform number', () => {
  expect([0, 0.19, 0.2, 0.9].map((u) => LAWS.twoPoint(0.2, u))).toEqual([1, 1, 0, 0]);
  expect([0, 0.5, 0.75].map((u) => LAWS.uniform(0.25, u))).toEqual([0, 0.25, 0.375]);
  expect([0.1, 0.4, 0.9].map((u) => LAWS.threePoint(0.25, u))).toEqual([0, 0.25, 0.5]);
});
