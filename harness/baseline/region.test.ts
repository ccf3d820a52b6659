import * as fc from 'fast-check';
import { compareRegions } from './region';

describe('two printed regions', () => {
  it.each([
    ['0.02 … 0.1, log-uniform', '0.02 … 0.1, log-uniform', 'same'],
    ['0.02 … 0.1, log-uniform', '0.01 … 0.2, log-uniform', 'wider'],
    ['0.02 … 0.1, log-uniform', '0.01 … 0.09, log-uniform', 'shrank'],
    ['0.02 … 0.1, log-uniform', '0.01 … 0.2, uniform', 'unclear'],
    ['32 … 96, even', '32 … 96', 'wider'],
    ['32 … 96', '32 … 96, even', 'unclear'],
    ['0', '0 … 0.5, uniform', 'wider'],
    ['3', '2 … 4, even', 'unclear'],
    ['4', '2 … 4, even', 'wider'],
    ['0.5', '0 … 4', 'unclear'],
    ['0 … 0.5, uniform', '0.2', 'shrank'],
    ['0', '0.1', 'shrank'],
    ['1e-4', '0.0001', 'same'],
    ['≤ 0.002', '≤ 0.003', 'wider'],
    ['≤ 0.002', '≤ 0.001', 'shrank'],
    ['≥ 2', '≥ 3', 'shrank'],
    ['0.001', '≤ 0.002', 'wider'],
    ['{2, 4}', '{2, 4, 8}', 'wider'],
    ['2, 4, 8', '2, 4', 'shrank'],
    ['fresh', 'fresh', 'same'],
    ['fresh', 'cycled', 'unclear'],
    ['⌈12/α′⌉', '⌈14/α′⌉', 'unclear'],
    ['0', 'anything', 'unclear'],
  ])('%s, then %s: %s', (was, is, expected) => {
    expect(compareRegions(was, is)).toBe(expected);
  });

  it('are compared as the sets of whole numbers that they are', () => {
    const law = fc.record({ from: fc.integer({ min: -6, max: 6 }), length: fc.nat(6), even: fc.boolean() });
    const entry = law.map(({ from, length, even }) => ({
      from: even ? 2 * from : from,
      length: even ? 2 * length : length,
      even,
    }));
    const text = ({ from, length, even }: { from: number; length: number; even: boolean }) =>
      `${from} … ${from + length}${even ? ', even' : ''}`;
    const members = ({ from, length, even }: { from: number; length: number; even: boolean }) =>
      Array.from({ length: length + 1 }, (_, i) => from + i).filter((n) => !even || n % 2 === 0);
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const inside = members(a).every((n) => members(b).includes(n));
        const said = compareRegions(text(a), text(b));
        // What is called wider contains every old value; what lost one never is.
        return inside || ['shrank', 'unclear'].includes(said);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
