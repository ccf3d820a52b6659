/** What `expect` says of arrays of numbers is what it would say without tools/equal-bytes.cjs. */
const { NaN: nan } = Number;
const of = (...values: readonly number[]) => Float64Array.from(values);

test.each([
  ['the same numbers', of(1, 0.5), of(1, 0.5)],
  ['not-a-numbers', of(nan), of(nan)],
  ['a part of a longer array', of(7, 1, 2, 7).subarray(1, 3), of(1, 2)],
  ['arrays within objects', { w: [of(1)] }, { w: [of(1)] }],
])('equal: %s', (_, a, b) => {
  expect(a).toEqual(b);
  expect(a).toStrictEqual(b);
});

test('not-a-numbers of other bits are equal, as they are to Jest', () => {
  const other = new Float64Array(Uint32Array.of(1, 0x7ff80000).buffer);
  expect([other[0], Buffer.from(other.buffer).equals(Buffer.from(of(nan).buffer))]).toEqual([nan, false]);
  expect(other).toEqual(of(nan));
});

test.each([
  ['a number that differs in its last bit', of(1, 1 + 2 ** -52), of(1, 1)],
  ['zeros of other signs', of(0), of(-0)],
  ['other lengths', of(1), of(1, 0)],
  ['other kinds', of(0), Float32Array.of(0)],
  ['other kinds of the same bytes', Int32Array.of(0), Uint32Array.of(0)],
  ['arrays within objects', { w: [of(1)] }, { w: [of(2)] }],
])('not equal: %s', (_, a, b) => {
  expect(a).not.toEqual(b);
  expect(a).not.toStrictEqual(b);
});
