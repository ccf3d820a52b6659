import * as fc from 'fast-check';
import type { Family } from '../../statement/family';
import { coin } from '../testing/coin';
import { drawProblem } from './draw';
import { memberSeeds, rootOf, type StreamId, seedsOf, unitSeed } from './seeds';

const id: StreamId = { family: 'coin', source: 'region', dials: { b: 1, a: 2 }, epoch: 'e' };
const family = coin as unknown as Family;

describe('seeds', () => {
  it('do not depend on the order of dials, and on everything else', () => {
    expect(rootOf({ ...id, dials: { a: 2, b: 1 } })).toBe(rootOf(id));
    const block = { repeats: 2, design: [{}], share: ['init', 'dictionary'] };
    const others = [
      { ...id, family: 'dice' },
      { ...id, source: 'reference' },
      { ...id, dials: { a: 2 } },
      { ...id, epoch: 'f' },
      { ...id, block },
      { ...id, block: { ...block, repeats: 3 } },
    ];
    expect(new Set([id, ...others].map(rootOf)).size).toBe(7);
    expect(rootOf({ ...id, block: { ...block, share: ['dictionary', 'init'] } })).toBe(rootOf({ ...id, block }));
  });

  it('never change: these were computed by hand with sha256sum', () => {
    // printf '%s' '["purpose","00","init"]' | sha256sum
    expect(
      seedsOf('00')('init')
        .map((word) => word.toString(16).padStart(8, '0'))
        .join(''),
    ).toBe('09a512071c90a28f');
  });

  it('are those of the block for shared purposes, and of the member for all others', () => {
    const seed = unitSeed(rootOf(id), 0);
    const [a, b] = [memberSeeds(seed, 0, ['init']), memberSeeds(seed, 1, ['init'])];
    expect(a('init')).toEqual(b('init'));
    expect(a('init')).toEqual(seedsOf(seed)('init'));
    expect(a('batches')).not.toEqual(b('batches'));
    expect(a('batches')).not.toEqual(seedsOf(seed)('batches'));
  });
});

describe('a drawn problem', () => {
  const draw = (index: number, over: Partial<Family> = {}) =>
    drawProblem({ ...family, ...over }, { source: 'region', dials: {} }, unitSeed(rootOf(id), index));

  it('is a pure function of the seed', () => {
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('is drawn without bias: the ends of a range get their share and no more', () => {
    const problems = fc.integer({ min: 0, max: 99 }) as unknown as Family['problems'];
    const values = Array.from({ length: 4000 }, (_, i) => draw(i, { problems, check: () => {} }) as number);
    // 4 of 100 values: mean 160, standard deviation 12.4; |z| > 4.5 has probability 7e-6. With bias it would be 1,400.
    const ends = values.filter((value) => value < 2 || value > 97).length;
    expect(Math.abs(ends - 160) / Math.sqrt(4000 * 0.04 * 0.96)).toBeLessThan(4.5);
    const mean = values.reduce((sum, value) => sum + value, 0) / 4000;
    expect(Math.abs(mean - 49.5) / (28.87 / Math.sqrt(4000))).toBeLessThan(4.5);
  });

  it('carries the dials, and is refused where the family refuses it', () => {
    const seed = unitSeed('r', 0);
    expect(drawProblem(family, { source: 'corner:small', dials: { p: 0.5 } }, seed)).toMatchObject({ p: 0.5, size: 0 });
    expect(() => drawProblem(family, { source: 'region', dials: { p: 2 } }, seed)).toThrow(/expected 0 ≤ p ≤ 1, got 2/);
    expect(() => drawProblem(family, { source: 'region', dials: { q: 2 } }, seed)).toThrow(/one of its dials .*got q/);
    expect(() => drawProblem(family, { source: 'corner:no', dials: {} }, seed)).toThrow(/corner:small.*got corner:no/);
  });
});
