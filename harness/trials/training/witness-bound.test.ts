import type { Family } from '../../statement/family';
import { witnessBound } from './witness-bound';

const bounded = (bound: () => unknown): Family =>
  ({ name: 'toy', observations: { error: { witnessBound: bound } } }) as unknown as Family;
const request = { observation: 'error', prompts: 4 };

test.each([0, 1e-3])('a bound: %s', (bound) => {
  expect(
    witnessBound(
      bounded(() => bound),
      request,
    ),
  ).toBe(bound);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1n, undefined, Promise.resolve(1)])('no bound: %p', (bound) => {
  expect(() =>
    witnessBound(
      bounded(() => bound),
      request,
    ),
  ).toThrow(
    /^family toy, observation error, witnessBound\(\): expected a finite number ≥ 0, got .+ \(state how far rounding may move it\)$/,
  );
});

test('a bound that throws is the family’s', () => {
  const family = bounded(() => {
    throw new Error('boom');
  });
  expect(() => witnessBound(family, request)).toThrow('family toy, observation error, witnessBound(): boom');
});
