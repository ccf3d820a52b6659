import { UsageError } from '../base/usage-error';
import { parseShare, shareOf } from './share';

const pieces = Array.from({ length: 101 }, (_, i) => ({ steps: 1 + ((i * 37) % 50) }));
const sharesOf = (of: number) =>
  Array.from({ length: of }, (_, i) => shareOf(pieces, { shard: i + 1, of }, ({ steps }) => steps));

describe('shares', () => {
  it.each([1, 2, 3, 8, 200])('of %i hold every piece once', (of) => {
    const all = sharesOf(of).flat();
    expect(all).toHaveLength(pieces.length);
    expect(new Set(all)).toEqual(new Set(pieces));
  });

  it.each([2, 3, 8])('of %i cost the same but for less than two pieces, however unequal they are', (of) => {
    const costs = sharesOf(of).map((share) => share.reduce((sum, { steps }) => sum + steps, 0));
    expect(Math.max(...costs) - Math.min(...costs)).toBeLessThan(2 * 50);
  });

  it('are named i/n', () => {
    expect(parseShare('2/8')).toEqual({ shard: 2, of: 8 });
  });

  it.each(['0/3', '4/3', '1/0', '1', '1/2/3', 'a/b', '-1/3', '1/1000000', ''])('are refused otherwise: %s', (text) => {
    expect(() => parseShare(text)).toThrow(UsageError);
    expect(() => parseShare(text)).toThrow('--shard: expected i/n with 1 ≤ i ≤ n ≤ 100000, such as 2/8, got');
  });
});
