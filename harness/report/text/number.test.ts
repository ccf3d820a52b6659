import { number } from './number';
import { table } from './table';

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [0.05, '0.05'],
  [12.345, '12.3'],
  [12.35, '12.3'], // 12.35 is a little less
  [0.123456, '0.123'],
  [-0.9996, '-1'],
  [1234, '1230'],
  [999_999, '1000000'],
  [1_000_000, '1e+6'],
  [1_234_567, '1.23e+6'],
  [0.001, '0.001'],
  [0.000999, '9.99e-4'],
  [-2e-9, '-2e-9'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
  [Number.NaN, 'none'],
])('%p is shown as %s', (value, shown) => expect(number(value)).toBe(shown));

test('the first column of a table begins at the left, the others end at the right, whatever is wide', () => {
  const rows = [
    ['claim', 'trials', 'slack'],
    ['a', '7', '0.25'],
    ['注意 b', '1200', ''],
  ];
  expect(table(rows).split('\n')).toEqual([
    'claim   trials  slack', //
    'a            7   0.25',
    '注意 b    1200',
  ]);
});
