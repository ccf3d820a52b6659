import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEAST_WORDS } from './concept';
import { conceptNamed } from './lexicon';
import { spaceOf } from './space';
import { vendored } from './vendored';

const lexicon = vendored();

test('the file is the one that the notice names', () => {
  const folder = join(__dirname, 'data');
  const hash = createHash('sha256').update(readFileSync(join(folder, 'words.json'), 'utf8').replaceAll('\r\n', '\n'));
  expect(readFileSync(join(folder, 'NOTICE.md'), 'utf8')).toContain(hash.digest('hex'));
});

test('every word, label word and gloss has a vector, and no word is on both sides', () => {
  expect(lexicon.concepts).toHaveLength(21);
  for (const { plus, minus, labels, glosses, paired } of lexicon.concepts) {
    const all = [...plus, ...minus, ...labels!, ...(glosses?.plus ?? []), ...(glosses?.minus ?? [])];
    expect(all.filter((word) => !lexicon.vector(word).every(Number.isFinite))).toEqual([]);
    expect(plus.filter((word) => minus.includes(word))).toEqual([]);
    expect(Math.min(plus.length, minus.length)).toBeGreaterThanOrEqual(LEAST_WORDS);
    expect(new Set(plus).size).toBe(plus.length);
    if (paired) expect(plus.length).toBe(minus.length);
  }
});

test('vectors are those of the embedding, to half a step of a byte', () => {
  const cat = [...lexicon.vector('cat')].slice(0, 3);
  const published = [0.23088, 0.28283, 0.6318]; // glove.6B.100d
  cat.forEach((value, i) => {
    expect(Math.abs(value - published[i]!)).toBeLessThan(0.02);
  });
});

test('axes are orthonormal to the precision of 32 bits, so whitening needs no inverse', () => {
  const { axes, variances } = lexicon.cloud;
  for (const [i, u] of axes.entries()) {
    for (const [j, v] of axes.entries()) {
      expect(Math.abs(u.reduce((sum, x, k) => sum + x * v[k]!, 0) - Number(i === j))).toBeLessThan(1e-6);
    }
  }
  expect([...variances]).toEqual([...variances].sort((a, b) => b - a));
});

test('spaces: rotation keeps distances, whitening divides by deviations, fewer dimensions are the first ones', () => {
  const [u, v] = [lexicon.vector('cat'), lexicon.vector('tree')];
  const rotated = spaceOf(lexicon, { dimensions: 100, centred: false, whitening: 0 });
  const distance = (x: Float64Array, y: Float64Array) => Math.hypot(...x.map((value, i) => value - y[i]!));
  expect(distance(rotated(u), rotated(v))).toBeCloseTo(distance(u, v), 5);
  const white = spaceOf(lexicon, { dimensions: 10, centred: true, whitening: 1 })(u);
  const turned = spaceOf(lexicon, { dimensions: 100, centred: true, whitening: 0 })(u);
  white.forEach((value, i) => {
    expect(value).toBeCloseTo(turned[i]! / Math.sqrt(lexicon.cloud.variances[i]!), 10);
  });
  expect(spaceOf(lexicon, { dimensions: 2, centred: true, whitening: 0 })(lexicon.cloud.mean)).toEqual(
    new Float64Array(2),
  );
  expect(() => spaceOf(lexicon, { dimensions: 101, centred: true, whitening: 0 })).toThrow(
    'at most 100 dimensions, got 101',
  );
});

test('names that are not there', () => {
  expect(() => lexicon.vector('zzz')).toThrow('expected a word that it has, got zzz');
  expect(() => conceptNamed(lexicon, 'x')).toThrow('expected a concept among opinion-adjectives');
});
