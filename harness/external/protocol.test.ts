import { arraysFromWire, arraysToWire, keyText, readAnswer } from './protocol';

const read = (line: object) => readAnswer('toy', JSON.stringify(line), 7, 'observe');

test('an answer is that to the request: neither to an earlier one nor to a later one', () => {
  expect(read({ id: 7, observe: { values: [1, 'NaN'] } })).toEqual({ values: [1, 'NaN'] });
  for (const id of [6, 8]) {
    expect(() => read({ id, observe: { values: [1] } })).toThrow(
      `toy: expected an answer to observe to request 7 as a line of JSON, got one to request ${id}`,
    );
  }
});

test('a key is 64 bits, the high word first', () => {
  expect(keyText([1, 2])).toBe('4294967298');
  expect(keyText([0, 1])).toBe('1');
  expect(keyText([0xffffffff, 0xffffffff])).toBe('18446744073709551615');
});

test('arrays keep their precision and every value on a line', () => {
  const arrays = {
    double: Float64Array.of(0.1, 1 / 3, 1e300, Number.NaN, Number.NEGATIVE_INFINITY),
    single: Float32Array.of(0.1, Number.POSITIVE_INFINITY),
  };
  const back = arraysFromWire(JSON.parse(JSON.stringify(arraysToWire(arrays))));
  expect(back).toEqual(arrays);
  expect(Object.values(back).map((values) => values.constructor.name)).toEqual(['Float64Array', 'Float32Array']);
});
