import { audit, BOUNDS } from './audit';
import type { Lexicon } from './lexicon';
import { vendored } from './vendored';

/** Words of four numbers: a concept along one axis about a point, with a known deviation along it and none elsewhere. */
function lexicon(): Lexicon {
  const vectors = new Map<string, Float64Array>();
  const side = (name: string, axis: number, sign: number) =>
    Array.from({ length: 16 }, (_, i) => {
      const word = `${name}${sign}${i}`;
      const vector = new Float64Array(4);
      vector[3] = 1;
      vector[axis] = sign * (1 + (i % 2 === 0 ? 0.2 : -0.2));
      vectors.set(word, vector);
      return word;
    });
  const concept = (name: string, axis: number) => ({
    name,
    doc: name,
    paired: false,
    plus: side(name, axis, 1),
    minus: side(name, axis, -1),
  });
  const identity = Array.from({ length: 4 }, (_, i) => new Float64Array(4).map((_, j) => Number(i === j)));
  return {
    name: 'planted',
    dimensions: 4,
    concepts: [concept('first', 0), { ...concept('second', 1), labels: ['first10', 'first-10'] }],
    cloud: { mean: new Float64Array(4), axes: identity, variances: new Float64Array(4).fill(1) },
    has: (word) => vectors.has(word),
    vector: (word) => vectors.get(word)!,
  };
}

const space = { dimensions: 4, centred: true, whitening: 1 };

test('a planted concept: what was planted is measured', () => {
  const [first, second] = audit(lexicon(), { space, n: 1 });
  expect(first!.noise.measured).toBeGreaterThan(0.15);
  expect(first!.noise.measured).toBeLessThan(0.3);
  expect(first!.noise.inside).toBe(false);
  expect(first!.spread.measured).toBeCloseTo(first!.noise.measured / 2, 10); // one coordinate of four
  // Class means (1, 0, 0, 1) and (−1, 0, 0, 1): orthogonal.
  expect(first!.kappaX).toEqual({ measured: expect.closeTo(0, 10), inside: expect.any(Boolean) });
  expect(first!.tilt).toEqual({ measured: expect.closeTo(0, 10), inside: true });
  expect(first!.coherence).toEqual({ measured: expect.closeTo(0, 10), inside: true, with: expect.any(String) });
  expect([first!.oracleError, first!.size]).toEqual([0, 1]);
  expect(first).not.toHaveProperty('kappaY');
  expect(second!.kappaY).toEqual({ measured: expect.closeTo((1 - 1.44) / (1 + 1.44), 10), inside: false });
});

test('means of n words scatter like 1/√n where words are drawn apart', () => {
  const noise = (n: number) =>
    audit(vendored(), { space: { ...space, dimensions: 100 }, n }).map((concept) => concept.noise.measured);
  const [one, four] = [noise(1), noise(4)];
  // The mean over held-out words is off the training words' mean, so less than half is won; it is never lost.
  four.forEach((value, i) => {
    expect(value).toBeLessThan(one[i]!);
    expect(value).toBeGreaterThan(0.4 * one[i]! * 0.8);
  });
  expect(BOUNDS.noise).toBe(0.1);
});
