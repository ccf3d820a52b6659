import { gateOf } from '../baseline/testing/runs';
import { above, atMost, forEvery, meanAtMost } from '../statement/relation';
import { tolerancesOf } from './tolerances';

// The toy: horizon = 12 K / eta. Reference K = 4, eta = 0.5; corner fast has eta = 2.
const limits = (changes: object, place = 'reference') =>
  tolerancesOf(gateOf(changes)).places.find(({ name }) => name === place)!.limits;

describe('tolerances of a claim', () => {
  it('are one-sided bounds, evaluated at each problem', () => {
    for (const [place, horizon] of [
      ['reference', 96],
      ['fast', 24],
    ] as const) {
      const grid = [0, 1, 2, 3, 4].map((i) => (i * horizon) / 4);
      expect(limits({}, place)).toEqual([
        { of: 'attention at t = horizon', side: '≥', curve: false, steps: [horizon], values: [0.9] },
        {
          of: 'error along t',
          side: '≤',
          curve: true,
          steps: grid,
          values: grid.map((t) => expect.closeTo(0.6 + t / 1000, 12)),
        },
        { of: 'weight at t = horizon', side: '≥', curve: false, steps: [horizon], values: [0] },
        { of: 'weight at t = horizon', side: '≤', curve: false, steps: [horizon], values: [100 + horizon] },
        {
          of: 'error along t',
          side: 'reaches',
          curve: false,
          steps: grid,
          values: [0.25],
          deadline: horizon,
        },
      ]);
    }
  });

  it('have an entry for every value of forEvery', () => {
    const claim = ({ at }: { at: (step: string) => { error: never } }) =>
      forEvery('j', [2, 3], meanAtMost(at('4 * j').error, '2^-j'));
    expect(limits({ kind: 'mean', claim }).map(({ of, steps, values }) => [of, steps, values])).toEqual([
      ['error at t = 4 * j (j = 2)', [8], [0.25]],
      ['error at t = 4 * j (j = 3)', [12], [0.125]],
    ]);
  });

  it('tell strict bounds from others', () => {
    const sideOf = (relation: typeof above | typeof atMost) =>
      limits({ claim: ({ at }: { at: (step: string) => { weight: never } }) => relation(at('1').weight, '-9') })[0]!
        .side;
    expect([sideOf(above), sideOf(atMost)]).toEqual(['>', '≤']);
  });

  it('are those of the trials: dials are turned, and there are no corners without a region', () => {
    const { places, at, stream } = tolerancesOf(gateOf({ at: 'reference', stream: { batchSize: 16 } }));
    expect(places.map(({ name, symbols }) => [name, symbols.B])).toEqual([['reference', 16]]);
    expect([at, stream]).toEqual(['reference', { batchSize: 16 }]);
    expect(tolerancesOf(gateOf()).places.map(({ name }) => name)).toEqual(['reference', 'low', 'high', 'fast', 'slow']);
  });

  it('name parts, regions and controls', () => {
    const { parts, regions, controls } = tolerancesOf(gateOf({ delta: 0.02, margin: 0.03 }));
    expect(parts[0]).toEqual({ label: 'mixture', delta: 0.02, margin: 0.03 });
    expect(parts.slice(1).map(({ delta, margin }) => [delta, margin])).toEqual(Array(4).fill([0.02, 0.03]));
    expect(regions).toEqual({ quiet: { noise: '0 … 0.1, uniform' } });
    expect(controls.map(({ kind, name }) => [kind, name])).toEqual([
      ['untrained', 'untrained'],
      ['gross', 'quiet = 1'],
      ['nearMiss', 'quiet = 0.3'],
      ['positive', 'synthetic attention, error, weight'],
    ]);
    expect(controls[2]!.settings).not.toMatch(/some noise|0\.9/);
  });
});
