import { inner } from '../testing/vectors';
import { conceptDictionary } from './dictionary';
import { outsideDictionary } from './outside';
import { NO_DEPARTURES } from './problem';
import { referenceProblem } from './reference';

const problemOf = (insideSpan: number) => ({ ...referenceProblem, departures: { ...NO_DEPARTURES, insideSpan } });
const learned = conceptDictionary(referenceProblem, [1, 2]);
/** Sums of 40 products of numbers below 1, after two passes of Gram–Schmidt. */
const DIGITS = 13;

describe.each([
  ['words', 'b', 'd'],
  ['labels', 'd', 'b'],
] as const)('%s outside the span', (side, moved, kept) => {
  const beside = side === 'words' ? [...learned.a, ...learned.b, ...learned.nu] : [...learned.c, ...learned.d];

  test.each([0, 0.25, 1])('keep their length, and %d of its square along the learned feature', (inside) => {
    const dictionary = outsideDictionary(problemOf(inside), learned, side, [3, 4]);
    for (const [k, vector] of dictionary[moved].entries()) {
      const own = learned[moved][k]!;
      const square = inner(own, own);
      expect(inner(vector, vector)).toBeCloseTo(square, DIGITS);
      for (const other of beside) {
        expect(inner(vector, other)).toBeCloseTo(other === own ? Math.sqrt(inside) * square : 0, DIGITS);
      }
    }
  });

  test('are nothing but those features, and each has a direction of its own', () => {
    const dictionary = outsideDictionary(problemOf(0), learned, side, [3, 4]);
    expect({ ...dictionary, [moved]: learned[moved] }).toEqual(learned);
    expect(dictionary[kept]).toBe(learned[kept]);
    const [first, second] = dictionary[moved];
    expect(Math.abs(inner(first!, second!)) / inner(first!, first!)).toBeLessThan(0.9);
    const again = outsideDictionary(problemOf(0), learned, side, [3, 5]);
    expect(again[moved]).not.toEqual(dictionary[moved]);
  });
});

test('a space that learned features fill is refused', () => {
  const full = { ...referenceProblem, dX: 12, dY: 8 };
  const dictionary = conceptDictionary(full, [1, 2]);
  const outside = (side: 'words' | 'labels') => () => outsideDictionary(full, dictionary, side, [3, 4]);
  expect(outside('words')).toThrow(
    new RangeError('outside dictionary: expected more than 12 dimensions of words, got 12'),
  );
  expect(outside('labels')).toThrow(
    new RangeError('outside dictionary: expected more than 8 dimensions of labels, got 8'),
  );
});
