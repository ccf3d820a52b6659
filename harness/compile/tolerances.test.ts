import { family, gateOf, spec } from '../baseline/testing/runs';
import { shifted } from '../statement/controls';
import { type At, meanOver, type Quantity, quantity } from '../statement/quantity';
import { above, all, atMost, forEvery, meanAtMost, type Relation } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import type { Words } from '../statement/words';
import { compile } from './compile';
import { tolerancesOf } from './tolerances';

// The toy: horizon = 12 K / eta. Reference K = 4, eta = 0.5; corner fast has eta = 2.
const limits = (changes: object, place = 'reference') =>
  tolerancesOf(gateOf(changes)).places.find(({ name }) => name === place)!.limits;

const atMostOne = (of: Quantity): Relation => atMost(of, 'j');
const difference = (of: At) => quantity('a - b', { a: meanOver(of), b: meanOver(of) });

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

  it('say what a control does, and not what is said of it', () => {
    const pins = [shifted(-0.2, { of: 'attention', doc: 'a pin', name: 'attention falls' })];
    const { controls } = tolerancesOf(gateOf({ controls: { ...spec.controls, pins } }));
    expect(controls.map(({ settings }) => settings && JSON.parse(settings))).toEqual([
      '',
      { kind: 'dialled', dials: { quiet: 1 }, at: 'reference' },
      { kind: 'dialled', dials: { quiet: 0.3 }, at: 'reference' },
      { kind: 'shifted', amount: -0.2, of: 'attention' },
      { kind: 'synthetic', observations: (spec.controls.positive as { observations: object }).observations },
    ]);
  });

  it('have no block, measured symbols or counterexamples where the claim has none', () => {
    const keys = ['at', 'stream', 'parts', 'regions', 'places', 'controls'];
    expect(Object.keys(tolerancesOf(gateOf())).sort()).toEqual(keys.sort());
  });

  it('have the block, and what is averaged over it', () => {
    const block = { repeats: 2, design: [{}], share: ['init'] };
    const claim = ({ at, along }: Words<typeof toyFamily>) => {
      const [low, curve] = [at('1').error, along({ from: '2', to: '4', points: 2 }).error];
      return forEvery('j', [1], all(...[meanOver(low), meanOver(meanOver(curve)), difference(low)].map(atMostOne)));
    };
    const whole = tolerancesOf(gateOf({ block, claim, corners: { without: 'cost' } }));
    expect(whole.block).toEqual(block);
    expect(whole.places[0]!.limits.map(({ of, curve, steps, values }) => [of, curve, steps, values])).toEqual([
      ['mean over the block of error at t = 1 (j = 1)', false, [1], [1]],
      ['mean over the block of mean over the block of error along t (j = 1)', true, [2, 4], [1, 1]],
      [
        'a - b with a = mean over the block of error at t = 1, b = mean over the block of error at t = 1 (j = 1)',
        false,
        [1, 1],
        [1],
      ],
    ]);
  });

  it('evaluate a bound of what a trial measures at a value that it can take', () => {
    const claim = ({ at }: Words<typeof toyFamily>) => atMost(at('1').weight, '2 * w + 4 * e');
    const measured = { w: 'weight', e: 'error' };
    const { places, ...whole } = tolerancesOf(gateOf({ measured, claim }));
    expect(whole.measured).toEqual(measured);
    expect(places[0]!.limits[0]!.values).toEqual([2 * 0.5 + 4 * 0.5]);
  });

  it('have the whole region that a family declares, and the problems that are kept', () => {
    const region = [{ symbol: 'K', law: 'count', from: 2, to: 6 }];
    const problem = toyFamily.corners.low;
    const kept = { claim: spec.name, family: 'toy', problem, trials: 40, violations: 20, level: 0.05, token: 'x' };
    const changed = { ...spec, family: family({ region }) as typeof toyFamily };
    const { regions, certified } = tolerancesOf(compile(theorem(changed), 'a.theorem.ts', [kept]));
    expect(regions).toEqual({ quiet: { noise: '0 … 0.1, uniform' }, 'the whole region': { K: '2 … 6' } });
    expect(certified).toEqual(['{"K":2,"eta":0.5,"B":8,"noise":0}']);
  });
});
