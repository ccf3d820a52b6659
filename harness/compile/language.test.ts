import { shifted, synthetic } from '../statement/controls';
import { ours } from '../statement/ours';
import { meanOver, slope } from '../statement/quantity';
import { atLeast, atMost, forEvery, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import { compile } from './compile';
import { judgeToy, type ToySpec, toyClaim, toyNegatives } from './testing/toy-claims';
import { tolerancesOf } from './tolerances';

const base: ToySpec = {
  name: 'it grows',
  statement: 'The weight grows.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured') },
  horizon: '25 * K',
  claim: ({ at }) => atLeast(at('horizon').weight, '1'),
  controls: {
    ...toyNegatives,
    positive: synthetic({
      doc: 'as it is',
      observations: {
        weight: { law: 'eta * t', noise: 'none' },
        attention: { law: '0.5', noise: { absolute: '0.01' } },
      },
    }),
  },
};
const { reference } = toyFamily;
const gate = (changes: Partial<ToySpec>) => compile(theorem({ ...base, ...changes }), 'toy.theorem.ts');
const stepsOf = (changes: Partial<ToySpec>) =>
  gate(changes)
    .parts[0]!.plan(reference)
    .map(({ at }) => at);

describe('a grid at equal ratios', () => {
  const along = (grid: object): Partial<ToySpec> => ({
    claim: ({ along }) => atLeast(along({ from: '1', to: 'horizon', points: 5, ...grid }).weight, '0'),
  });

  it('has steps at equal ratios, rounded, both ends among them', () => {
    expect(stepsOf(along({ spacing: 'log' }))).toEqual([1, 3, 10, 32, 100]);
    expect(stepsOf(along({ spacing: 'equal' }))).toEqual(stepsOf(along({})));
  });

  it('begins at step 0 where it says so, and counts steps that fall together once', () => {
    expect(stepsOf(along({ from: '0', spacing: 'log', points: 6 }))).toEqual([0, 1, 3, 10, 32, 100]);
    expect(stepsOf(along({ to: '4', spacing: 'log', points: 9 }))).toEqual([1, 2, 3, 4]);
  });

  it('is printed as such', () => {
    expect(gate(along({ spacing: 'log' })).description.claim).toContain('t = 1 … horizon (5 points at equal ratios)');
  });

  it.each([
    [{ spacing: 'logarithmic' }, /along: expected spacing 'equal' or 'log', got "logarithmic"/],
    [{ spacing: 'log', points: undefined, every: '2' }, /expected `points` with spacing 'log', got `every`/],
  ])('is refused with %j', (grid, message) => {
    expect(() => gate(along(grid))).toThrow(message);
  });
});

describe('an exponent in time', () => {
  const grid = { from: '10', to: 'horizon', points: 8, spacing: 'log' } as const;
  const exponent: ToySpec['claim'] = ({ along }) => within(slope(along(grid).weight, 't'), '0.9', '1.1');

  it('is the slope over the grid of a curve, of one training', () => {
    const [part] = gate({ claim: exponent }).parts;
    expect(judgeToy(part!, reference)).toMatchObject({ x: 0, measured: expect.closeTo(1, 12) as number });
    const squares = part!.plan(reference).map(({ at }) => at ** 2);
    expect(part!.judge(reference, [{ values: squares }])).toMatchObject({
      x: 1,
      measured: expect.closeTo(2, 12) as number,
    });
  });

  it('may be taken against another formula of the step', () => {
    const logs: ToySpec['claim'] = ({ along }) => within(slope(along(grid).weight, 'log(t) / c'), '0.9', '1.1');
    const [part] = gate({ claim: logs }).parts;
    const values = part!.plan(reference).map(({ at }) => 3 * Math.log(at));
    expect(part!.judge(reference, [{ values }]).measured).toBeCloseTo(1, 12);
  });

  it('is one of a mean over a block, too', () => {
    const claim: ToySpec['claim'] = ({ along }) => within(slope(meanOver(along(grid).weight), 't'), '0.9', '1.1');
    const [part] = gate({ claim, block: { repeats: 2 } }).parts;
    const members = [1, 3].map((scale) => ({ values: part!.plan(reference).map(({ at }) => scale * at ** 2) }));
    expect(part!.judge(reference, members).measured).toBeCloseTo(2, 12);
  });

  it('is refused where the formula has no logarithm', () => {
    const claim: ToySpec['claim'] = ({ along }) => atMost(slope(along({ ...grid, from: '0' }).weight, 't'), '1');
    expect(() => gate({ claim })).toThrow(
      /"t" to be positive along the grid of slope.* got 0, 1, .*begin the grid at a later step/,
    );
  });

  it('asks for a block where a number is to change with a symbol', () => {
    expect(() => gate({ claim: ({ at }) => atMost(slope(at('8').weight, 'B'), '1') })).toThrow(/a block for .*slope/);
  });
});

describe('symbols that a trial measures', () => {
  const measured = { start: 'attention' };
  const claim: ToySpec['claim'] = ({ at }) => atLeast(at('horizon').weight, '100 * start');

  it('are read at step 0 of the same training, and bound it', () => {
    const [part] = gate({ measured, claim }).parts;
    expect(part!.plan(reference).map(({ observation, at }) => `${observation}@${at}`)).toEqual([
      'attention@0',
      'weight@100',
    ]);
    expect(judgeToy(part!, reference)).toMatchObject({ x: 1, measured: 50, allowed: 60 });
    expect(judgeToy(part!, reference, { 'attention@0': 0.25 })).toMatchObject({ x: 0, measured: 50, allowed: 25 });
  });

  it('stay what they are at step 0 in every control, and are drawn first where numbers are made up', () => {
    const { controls } = gate({
      measured,
      claim,
      controls: {
        ...base.controls,
        pins: [shifted(-1, { of: 'weight', doc: 'less' })],
        positive: synthetic({
          doc: 'just as much as is asked',
          observations: {
            weight: { law: '100 * start', noise: 'none' },
            attention: { law: '0.5', noise: { absolute: '0.1' } },
          },
        }),
      },
    });
    const pin = controls.find(({ kind }) => kind === 'pin')!.parts[0]!;
    expect(judgeToy(pin, reference)).toMatchObject({ measured: 49, allowed: 60 });
    const drawn = Array.from({ length: 20 }, (_, i) => controls.at(-1)!.synthetic!(0, i));
    for (const { measured: weight, allowed } of drawn) expect(weight).toBe(allowed);
    expect(new Set(drawn.map(({ allowed }) => allowed)).size).toBe(20);
  });

  it('are printed, and a part of what --baseline compares', () => {
    const made = gate({ measured, claim });
    expect(made.description.claim).toBe('weight at t = horizon ≥ 100 * start; where start = attention at t = 0');
    expect(tolerancesOf(made)).toMatchObject({ measured, places: [{ limits: [{ values: [50] }] }, {}, {}, {}, {}] });
  });

  it.each<[string, Partial<ToySpec>, RegExp]>([
    [
      'a horizon',
      { measured, claim, horizon: '25 * K * start' },
      /measured: expected bounds alone to use it, got a step that uses start/,
    ],
    [
      'a step',
      { measured, claim: ({ at }) => atLeast(at('99 * start').weight, '0.4') },
      /measured: expected bounds alone to use it, got a step that uses start \(state the horizon/,
    ],
    ['a taken name', { measured: { K: 'weight' } }, /measured: expected names other than K, .*, got K \(rename/],
    [
      'no observation',
      { measured: { start: 'wieght' } },
      /measured\.start: expected an observation of toy \(.*\), got wieght \(.*weight/,
    ],
    ['a block', { measured, block: { repeats: 2 } }, /measured: expected none in a claim over blocks/],
  ])('are refused in %s', (_, changes, message) => {
    expect(() => gate(changes)).toThrow(message);
  });
});

describe('forEvery', () => {
  const claim: ToySpec['claim'] = ({ at }) =>
    forEvery('T', ['horizon / 4', 'horizon'], atLeast(at('T').weight, '0.5 * T'));

  it('takes formulas of the horizon, which are other steps at another problem', () => {
    expect(stepsOf({ claim })).toEqual([25, 100]);
    const [part] = gate({ claim }).parts;
    expect(part!.plan(toyFamily.corners.low).map(({ at }) => at)).toEqual([13, 50]);
    expect(judgeToy(part!, reference)).toMatchObject({ x: 0, factor: 1 });
    const late = judgeToy(part!, reference, { 'weight@100': 40 });
    expect(late).toMatchObject({ x: 1, measured: 40, allowed: 50, note: 'T = horizon' });
    expect(late.atoms!.map(({ violated }) => violated)).toEqual([false, true]);
  });

  it('may stand below another, and use its symbol', () => {
    const inner = forEvery('s', ['k * horizon'], atLeast({ kind: 'at', observation: 'weight', step: 's' }, '0'));
    expect(stepsOf({ claim: () => forEvery('k', [0.5, 1], inner) })).toEqual([50, 100]);
  });

  it('has atoms that a pin names by the text of the formula', () => {
    const pin = shifted(-20, { doc: 'less', when: { T: 'horizon' } });
    const { controls } = gate({ claim, controls: { ...base.controls, pins: [pin] } });
    const { atoms } = judgeToy(controls.find(({ kind }) => kind === 'pin')!.parts[0]!, reference);
    expect(atoms!.map(({ measured }) => measured)).toEqual([12.5, 30]);
  });

  it('names a symbol that nobody knows', () => {
    const unknown: ToySpec['claim'] = ({ at }) => forEvery('T', ['horizont / 4'], atLeast(at('T').weight, '0'));
    expect(() => gate({ claim: unknown })).toThrow(
      /forEvery: expected a symbol among .*, got horizont in "horizont \/ 4"/,
    );
  });
});

test('a horizon may be spoken of in words of one’s own', () => {
  const horizonForm = 'for t → ∞, looked at up to a finite T';
  expect(gate({ horizonForm }).description.horizonForm).toBe(horizonForm);
  expect(() => gate({ horizonForm: ' ' })).toThrow(/horizonForm: expected words such as `at the horizon`/);
});
