import type { StoredClaim } from '../../../verdict/results/verdicts-file';
import { worstTrials } from './worst-trials';

const stream = { family: 'coin', source: 'region', dials: {}, epoch: 'e' };
const part = (label: string, factor: readonly number[], x: readonly (number | 'unknown')[] = factor.map(() => 0)) => ({
  label,
  stream: { ...stream, source: label },
  outcomes: { x, factor, measured: factor.map((one) => 10 * one), allowed: factor.map(() => 10) },
});
const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
const claim = {
  engine: 'fused',
  code: '0123456789abcdef',
  parts: [part('region', [0.5, 2, none, 0.5], [0, 1, 'unknown', 0]), part('reference', [infinity, 0.7, infinity])],
} as unknown as StoredClaim;

test('the worst come first, of all parts; ties in their order; what is unknown is left out', () => {
  const found = worstTrials(claim, 5).map(({ part: label, index, factor }) => [label, index, factor]);
  expect(found).toEqual([
    ['reference', 0, infinity],
    ['reference', 2, infinity],
    ['region', 1, 2],
    ['reference', 1, 0.7],
    ['region', 0, 0.5],
  ]);
  expect(worstTrials(claim, 100)).toHaveLength(6);
});

test('each has what was measured on it, and its own token', () => {
  expect(worstTrials(claim, 3)[2]).toEqual({
    ...{ part: 'region', index: 1, measured: 20, allowed: 10, factor: 2 },
    token: 'coin/region/-/-/e/1/fused/0123456789ab',
  });
});
