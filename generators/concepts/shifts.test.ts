import { atTest } from './at-test';
import { conceptDictionary } from './dictionary';
import { mergedDictionary } from './merged';
import { type Departures, NO_DEPARTURES } from './problem';
import { referenceProblem } from './reference';
import { switchedDictionary } from './switched';

const learned = conceptDictionary(referenceProblem, [1, 2]);

test('merging sums the features of the first concepts and keeps the others', () => {
  const merged = mergedDictionary(learned, 3);
  for (const kind of ['a', 'b', 'c', 'd'] as const) {
    const [first, second, third, fourth] = learned[kind];
    expect(merged[kind]).toEqual([first!.map((value, i) => value + second![i]! + third![i]!), fourth]);
  }
  expect(merged.nu).toBe(learned.nu);
  expect(mergedDictionary(learned, 1)).toEqual(learned);
  expect(mergedDictionary(learned, 4).a).toHaveLength(1);
});

test.each([0, 5, Number.NaN])('merging %d of 4 concepts is refused', (n) => {
  expect(() => mergedDictionary(learned, n)).toThrow(
    new RangeError(`merged dictionary: expected 1 … 4 concepts to merge, got ${n}`),
  );
});

test('switching exchanges the words of the first two concepts and nothing else', () => {
  const { a, b, ...labels } = switchedDictionary(learned);
  for (const [found, kind] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    const [first, second, ...rest] = learned[kind];
    expect(found).toEqual([second, first, ...rest]);
  }
  expect(labels).toEqual({ c: learned.c, d: learned.d, nu: learned.nu });
});

test('a single concept cannot be switched', () => {
  const single = conceptDictionary({ ...referenceProblem, K1: 1 }, [1, 2]);
  expect(() => switchedDictionary(single)).toThrow('switched dictionary: expected at least 2 concepts, got 1');
});

describe('the problem at test', () => {
  const at = (departures: Partial<Departures>) =>
    atTest({ ...referenceProblem, sigma: 0.3, p: 0.25, departures: { ...NO_DEPARTURES, ...departures } });

  test('is the problem itself without departures, to the last bit', () => {
    for (const sigma of [0, 0.05, 0.1, 1 / 3]) {
      expect(atTest({ ...referenceProblem, sigma })).toEqual({ ...referenceProblem, sigma });
    }
  });

  test('has the noise, the polysemy and the length that departures name', () => {
    expect(at({ testNoise: 0.4 }).sigma).toBeCloseTo(0.5, 15);
    expect(at({ testPolysemy: 0.5 }).p).toBe(0.75);
    expect(at({ testPolysemy: 0.9 }).p).toBe(1);
    expect(at({ testLength: 64 }).L).toBe(64);
  });

  test('flips no query label and keeps what training prompts have', () => {
    const { departures } = at({ queryFlips: 0.4, flips: 0.1, positives: 0.25, coherence: 0.5 });
    expect(departures).toEqual({ ...NO_DEPARTURES, flips: 0.1, positives: 0.25, coherence: 0.5 });
  });
});
