import { ours } from '../statement/ours';
import { toyFamily } from '../statement/testing/toy-family';
import { whole } from '../statement/whole';
import { evaluate, scopeOf, type Variant } from './scope';

const spec = {
  name: 'toy',
  family: toyFamily,
  ours: { c: ours(0.25, 'measured'), tau: ours(12, 'measured') },
  horizon: 'tau * K / eta',
  prompts: 200,
};
const symbols = (changes: object = {}, variant?: Variant, problem = toyFamily.reference) =>
  Object.fromEntries(scopeOf(whole({ ...spec, ...changes } as never, 'a.ts'), problem, variant));

describe('the symbols of a claim at a problem', () => {
  // The reference problem of the toy: K = 4, eta = 0.5, B = 8, noise = 0.
  test('are the family’s, ours, the number of prompts, and the horizon', () => {
    expect(symbols()).toEqual({ K: 4, eta: 0.5, B: 8, noise: 0, c: 0.25, tau: 12, prompts: 200, horizon: 96 });
    expect(symbols({}, {}, toyFamily.corners.fast)).toMatchObject({ eta: 2, horizon: 24 });
  });

  test('have no horizon where the claim has none', () => {
    expect(symbols({ horizon: undefined, prompts: undefined })).toEqual({
      ...{ K: 4, eta: 0.5, B: 8, noise: 0, c: 0.25, tau: 12 },
      prompts: 0,
    });
  });

  test('take other values of constants from a control, also 0, and the horizon moves with them', () => {
    expect(symbols({}, { symbols: { tau: 1 } })).toMatchObject({ c: 0.25, tau: 1, horizon: 8 });
    expect(symbols({}, { symbols: { c: 0 } })).toMatchObject({ c: 0, tau: 12, horizon: 96 });
  });

  test('a horizon is one step at least', () => {
    expect(symbols({ horizon: 'c' }).horizon).toBe(1);
    expect(symbols({ horizon: '1' }).horizon).toBe(1);
    expect(() => symbols({ horizon: 'noise * c' })).toThrow(
      'a.ts, horizon: expected at least 1 step, got "noise * c" = 0 (raise the constant of the horizon)',
    );
    expect(() => symbols({ horizon: '-c' })).toThrow('a.ts, horizon "-c": expected a step between 0 and 10000000, got');
  });
});

describe('a formula', () => {
  const scope = new Map([
    ['eta', 0.5],
    ['K', 4],
    ['horizons', 2],
  ]);

  test('has a value where all of its symbols have one', () => {
    expect(evaluate('K / eta + 1', scope, 'toy')).toBe(9);
  });

  test.each([
    ['etta', 'did you mean eta?'],
    ['horizon', 'state `horizon`'],
    ['t', 'only a bound along a curve knows the step t'],
    ['lambda', 'state lambda in `ours`, or as a symbol of the family'],
  ])('names what has a value where %s has none, and the cure', (symbol, cure) => {
    expect(() => evaluate(`K * ${symbol}`, scope, 'toy')).toThrow(
      `toy: expected a symbol among eta, K, horizons, got ${symbol} in "K * ${symbol}" (${cure})`,
    );
  });
});
