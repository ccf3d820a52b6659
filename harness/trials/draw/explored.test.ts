import * as fc from 'fast-check';
import type { Family } from '../../statement/family';
import { toyFamily } from '../../statement/testing/toy-family';
import { drawProblem } from './draw';
import { exploredProblem, exploredSource, isExplored, seedSource, shrinksOf } from './explored';
import { unitOf } from './members';

const problems = fc.record(
  { K: fc.integer({ min: 2, max: 60 }), L: fc.integer({ min: 0, max: 500 }).map((j) => j / 8) },
  { noNullPrototype: true }, // else the prototype shrinks too
);
const family = { ...toyFamily, problems } as unknown as Family;
const draw = (seed: number, path: string) => ({
  ...(exploredProblem(family, exploredSource({ seed, path })) as object),
});

describe('an explored problem', () => {
  it.each([1, 2, 3])('is the one that fast-check itself reports, seed %d', (seed) => {
    const property = fc.property(problems, ({ K, L }) => K < 17 || L < 20);
    const { counterexample, counterexamplePath } = fc.check(property, { seed, numRuns: 1000 });
    expect(counterexamplePath!.split(':').length).toBeGreaterThan(2);
    expect(draw(seed, counterexamplePath!)).toEqual(counterexample![0]);
    expect(draw(seed, counterexamplePath!)).toEqual({ K: 17, L: 20 });
  });

  it('has the shrinks of its arbitrary, in their order', () => {
    const shrinks = shrinksOf(family, 5, '3', 100);
    const all = Array.from({ length: shrinks }, (_, i) => draw(5, `3:${i}`));
    // An independent walk: K towards 2, then L towards 0, each by halves of what is left.
    const { K, L } = draw(5, '3') as { K: number; L: number };
    const halves = (gap: number): number[] => (gap > 0 ? [gap, ...halves(Math.floor(gap / 2))] : []);
    expect(all).toEqual([
      ...halves(K - 2).map((gap) => ({ K: K - gap, L })),
      ...halves(8 * L).map((gap) => ({ K, L: (8 * L - gap) / 8 })),
    ]);
    expect(shrinks).toBeGreaterThan(6);
    expect(shrinksOf(family, 5, '3', 4)).toBe(4);
  });

  it('lies at the ends of ranges far more often than even draws', () => {
    // Even draws: 2 of 59 and 2 of 501 values, 3.8 %. Of 400, 40 or more have probability < 1e-7.
    const ends = Array.from({ length: 400 }, (_, i) => draw(9, `${i}`) as { K: number; L: number });
    const atEnd = ends.filter(({ K, L }) => K === 2 || K === 60 || L === 0 || L === 62.5);
    expect(atEnd.length).toBeGreaterThan(40);
  });

  it('keeps the seeds of its draw while it shrinks, and shares none with other draws', () => {
    const seeds = (path: string, index: number) => {
      const stream = { family: 'toy', source: exploredSource({ seed: 5, path }), dials: {}, epoch: 'e' };
      return unitOf(family, stream, index).members[0]!.seeds('init');
    };
    expect(seeds('3:0', 7)).toEqual(seeds('3', 7));
    expect(seeds('3:1', 7)).toEqual(seeds('3', 7));
    const others = [seeds('3', 7), seeds('3', 8), seeds('4', 7), seeds('30', 7)];
    expect(new Set(others.map(String)).size).toBe(4);
  });

  it('is refused where fast-check offers none, and where it is named badly', () => {
    const source = 'explored:5:3:999';
    const message = `toy: expected a path of draws and shrinks, got ${source}`;
    expect(() => drawProblem(family, { source, dials: {} }, '')).toThrow(new Error(message));
    expect(() => drawProblem(family, { source: 'explored:5:3:999:0', dials: {} }, '')).toThrow(/a path of draws/);
    expect(shrinksOf(family, 5, '3:999', 10)).toBe(0);
    const names = [
      'explored:5',
      'explored:-1:3',
      'explored:5:',
      'explored:5:3:',
      'explored:5:3.1',
      'corner:explored:5:3',
    ];
    expect(names.filter(isExplored)).toEqual([]);
    expect(seedSource('corner:explored:5:3')).toBe('corner:explored:5:3');
  });
});
