import { dialled, synthetic, withSymbols } from '../statement/controls';
import type { MemberResult } from '../statement/gate';
import { ours } from '../statement/ours';
import { firstTime, meanOver, quantity, slope, varianceOver } from '../statement/quantity';
import { all, atLeast, atMost, forEvery, meanAtMost, reaches } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import { compile } from './compile';
import type { Certified } from './counterexamples';
import { compileSuite } from './suite';
import { judgeToy, type ToySpec, toyClaim, toyNegatives } from './testing/toy-claims';

const file = 'theorems/toy/concentrates.theorem.ts';

const ideal = {
  attention: { law: '1', noise: 'none' },
  error: { law: '0.5 * 2^(-t/8)', noise: { binomial: 256 } },
  weight: { law: 't', noise: { absolute: '1 / sqrt(B)' } },
} as const;

const base: ToySpec = {
  name: 'attention concentrates',
  statement: 'With probability ≥ 1 − δ the attention is ≥ 1 − c at the horizon.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured'), tau: ours(12, 'measured') },
  horizon: 'tau * K / eta',
  claim: ({ at }) => atLeast(at('horizon').attention, '1 - c'),
  controls: {
    ...toyNegatives,
    positive: synthetic({ doc: 'ideal', observations: ideal }),
  },
};

const gate = (changes: Partial<ToySpec> = {}) => compile(theorem({ ...base, ...changes }), file);
const single = (...values: number[]): MemberResult[] => [{ values }];

describe('a claim over single trainings', () => {
  const [main, ...corners] = gate().parts;

  it('plans the horizon of each problem', () => {
    expect(main!.plan(toyFamily.reference)).toEqual([{ observation: 'attention', at: 96, prompts: 0 }]);
    expect(main!.plan(toyFamily.corners.fast)).toEqual([{ observation: 'attention', at: 24, prompts: 0 }]);
  });

  it('adds a part for every corner', () => {
    expect(corners.map((part) => part.stream.source)).toEqual([
      'corner:low',
      'corner:high',
      'corner:fast',
      'corner:slow',
    ]);
    expect(corners.map(({ evidence }) => evidence)).toEqual(corners.map(() => main!.evidence));
  });

  it('judges by the shortfall from the top of the range', () => {
    const passed = main!.judge(toyFamily.reference, single(0.96));
    expect(passed).toMatchObject({ x: 0, measured: 0.96, allowed: 0.9 });
    expect(passed.factor).toBeCloseTo(0.4, 12);
    const failed = main!.judge(toyFamily.reference, single(0.7));
    expect(failed.x).toBe(1);
    expect(failed.factor).toBeCloseTo(3, 12);
  });

  it('counts a divergence as a violation that names its step', () => {
    const members = [{ values: [Number.NaN], diverged: { step: 84, what: 'loss is NaN' } }];
    expect(main!.judge(toyFamily.reference, members)).toMatchObject({
      x: 1,
      note: 'loss is NaN at step 84',
      factor: Infinity,
    });
  });

  it('refuses a value that is not finite without a divergence, by name', () => {
    expect(() => main!.judge(toyFamily.reference, single(Number.NaN))).toThrow(
      `${file}, observation attention: expected a finite value at step 96, got NaN`,
    );
  });

  it('witnesses one training at the reference problem', () => {
    expect(gate().witness.stream).toMatchObject({ source: 'reference', dials: {} });
  });
});

describe('controls', () => {
  it('measures the untrained model on the same stream at step 0', () => {
    const [part] = gate().controls.find((control) => control.kind === 'untrained')!.parts;
    expect(part!.plan(toyFamily.reference)).toEqual([{ observation: 'attention', at: 0, prompts: 0 }]);
    expect(part!.stream).toEqual(gate().parts[0]!.stream);
    expect(judgeToy(part!, toyFamily.reference).x).toBe(1);
  });

  it('cuts the horizon without changing the stream', () => {
    const cut = withSymbols({ tau: 0.5 }, { doc: 'too early' });
    const { parts } = gate({ controls: { ...base.controls, nearMiss: [cut] } }).controls[2]!;
    expect(parts[0]!.plan(toyFamily.reference)[0]!.at).toBe(4);
    expect(judgeToy(parts[0]!, toyFamily.reference).x).toBe(1);
  });
});

const prompts = 1280;
describe('claims over curves and blocks', () => {
  it('finds hitting times for every level, the worst first', () => {
    const claim: ToySpec['claim'] = ({ along }) =>
      forEvery(
        'eps',
        ['2^-2', '2^-4'],
        reaches(along({ from: '0', to: 'horizon', every: '1' }).error, 'eps', '9 * log2(0.5 / eps)'),
      );
    const { parts } = gate({ claim, prompts, accuracy: '2^-6' });
    // error(t) = 2^(-1 - t/8) reaches 2^-2 at t = 8 and 2^-4 at t = 24; deadlines are 9 and 27: both at 8/9 of them.
    expect(judgeToy(parts[0]!, toyFamily.reference)).toMatchObject({ x: 0, factor: 8 / 9 });
    const late = judgeToy(parts[0]!, { ...toyFamily.reference, noise: 0.1 });
    expect(late).toMatchObject({ x: 1, measured: Infinity, factor: Infinity });
    expect(late.note).toContain('eps = 0.0625');
  });

  it('averages a block before it interpolates, and fits slopes over design points', () => {
    const block = { repeats: 2, design: [{ batchSize: 8 }, { batchSize: 32 }], share: ['init'] };
    const claim: ToySpec['claim'] = ({ at }) => atMost(slope(varianceOver(at('8').weight), 'B'), '-0.5');
    const [part] = gate({ block, claim, corners: { without: 'cost' } }).parts;
    // Variances over repeats: (±2)² · 2 = 8 and (±1)² · 2 = 2, so the slope is ln(2/8)/ln(32/8) = −1.
    const members = [3, 7, 4, 6].map((value) => ({ values: [value] }));
    expect(part!.judge(toyFamily.reference, members).measured).toBeCloseTo(-1, 12);
  });

  it('reads the symbols of each design point in formulas that a slope goes over, as the text says, and one horizon', () => {
    const block = { repeats: 1, design: [{ batchSize: 8 }, { batchSize: 32 }] };
    const claim: ToySpec['claim'] = ({ at }) =>
      atMost(slope(quantity('w * horizon / (B * batches)', { w: at('8').weight }), 'B'), '0');
    const ours = { batches: { value: 1, reason: 'a unit' } };
    const [part] = gate({ block, claim, ours, horizon: '64 / B', corners: { without: 'cost' } }).parts;
    const members = [5, 5].map((value) => ({ values: [value] }));
    expect(part!.judge(toyFamily.reference, members).measured).toBeCloseTo(-1, 12);
  });

  it('fits a local exponent over the design points of its interval alone, and says so', () => {
    const block = { repeats: 1, design: [8, 16, 32].map((batchSize) => ({ batchSize })) };
    const claim: ToySpec['claim'] = ({ at }) => atMost(slope(meanOver(at('8').weight), 'B', [16, 32]), '0');
    const [part] = gate({ block, claim, corners: { without: 'cost' } }).parts;
    const members = [1000, 8, 2].map((value) => ({ values: [value] }));
    expect(part!.judge(toyFamily.reference, members).measured).toBeCloseTo(-2, 12);
    expect(part!.atoms[0]!.text).toContain('against B in [16, 32]');
  });

  it('compares increments of crossing times in a formula', () => {
    const claim: ToySpec['claim'] = ({ along }) => {
      const error = meanOver(along({ from: '0', to: '80', every: '4' }).error);
      const at = (level: string) => firstTime(error, level);
      return atMost(quantity('(T6 - T4) / (T4 - T2)', { T2: at('2^-2'), T4: at('2^-4'), T6: at('2^-6') }), '1.25');
    };
    const [part] = gate({ claim, prompts, block: { repeats: 2 }, corners: { without: 'cost' } }).parts;
    const steps = part!.plan(toyFamily.reference);
    const exponential = [1.2, 0.8].map((scale) => ({ values: steps.map(({ at }) => scale * 2 ** (-1 - at / 8)) }));
    expect(part!.judge(toyFamily.reference, exponential)).toMatchObject({ x: 0 });
    expect(part!.judge(toyFamily.reference, exponential).measured).toBeCloseTo(1, 9);
    const stuck = exponential.map(({ values }) => ({ values: values.map((value) => value + 0.02) }));
    expect(part!.judge(toyFamily.reference, stuck)).toMatchObject({ x: 1, factor: Infinity });
  });

  it('makes a part of every mean, with its own bound and margin', () => {
    const claim: ToySpec['claim'] = ({ at }) => forEvery('j', [2, 3], meanAtMost(at('8 * j').error, '2^-j', '2^-j'));
    const { parts, controls } = gate({ kind: 'mean', at: 'reference', claim, prompts, ...{ controls: meanControls } });
    expect(parts.map((part) => [part.label, part.evidence])).toEqual([
      ['j = 2', { kind: 'mean', delta: 0.25, margin: 0.25 }],
      ['j = 3', { kind: 'mean', delta: 0.125, margin: 0.125 }],
    ]);
    expect(judgeToy(parts[1]!, toyFamily.reference)).toMatchObject({ x: 0.0625, allowed: 0.125, factor: 0.5 });
    const draws = Array.from({ length: 400 }, (_, i) => controls.at(-1)!.synthetic!(0, i).x as number);
    // Binomial(256, 1/8)/256 has a standard error of .0207/20 over 400 draws; 5 of them fail once in 1.7 million seeds.
    expect(Math.abs(draws.reduce((a, b) => a + b) / 400 - 0.125)).toBeLessThan(5 * 0.00104);
    expect(new Set(draws).size).toBeGreaterThan(10);
  });

  const meanControls: ToySpec['controls'] = {
    ...base.controls,
    positive: synthetic({
      doc: 'halving',
      observations: { error: { law: '0.5 * 2^(-t/8)', noise: { binomial: 256 } } },
    }),
  };

  it('reports the worst of several relations', () => {
    const claim: ToySpec['claim'] = ({ at, along }) =>
      all(
        atLeast(at('horizon').attention, '0.5'),
        atLeast(along({ from: '8', to: 'horizon', points: 3 }).attention, '0.7'),
      );
    const [part] = gate({ claim }).parts;
    // attention(8) = 0.8: shortfall 0.2 of 0.3 allowed.
    const outcome = judgeToy(part!, toyFamily.reference);
    expect(outcome.note).toBe('t = 8');
    expect(outcome.factor).toBeCloseTo(2 / 3, 12);
  });
});

describe('what is compiled', () => {
  const certified = (claim: string): Certified => ({
    ...{ claim, family: 'toy', problem: toyFamily.reference, trials: 60, violations: 30, level: 0.001, token: 'toy/1' },
  });

  it('has the counterexamples to it among all that are kept', () => {
    const known = [certified('another'), certified(base.name)];
    const made = compile(theorem(base), file, known);
    expect(made.certified).toEqual([known[1]]);
    expect(made.parts.at(-1)!.label).toBe('counterexample 1');
    expect(gate().certified).toEqual([]);
    expect(gate().parts).toHaveLength(5);
  });

  it('says why nothing could contradict it, where nothing could', () => {
    const vain = gate({ claim: ({ at }) => atMost(at('horizon').attention, '1') });
    expect(vain.vacuity).toMatch(
      /^claim: expected a bound that some value violates, got attention at t = horizon ≤ 1 for/,
    );
    expect(Object.hasOwn(gate(), 'vacuity')).toBe(false);
  });

  it('makes other controls, as if its file had them', () => {
    const control = gate().controlFrom!(dialled('quiet', 0.2, { doc: 'less noise' }), 'nearMiss');
    expect(control).toMatchObject({ name: 'quiet = 0.2', kind: 'nearMiss', near: { trials: 40 } });
  });

  it('needs 20 prompts over the accuracy, whatever its formula rounds', () => {
    // In doubles, 20/(.7 − .6) is 200.00000000000003.
    expect(20 / (0.7 - 0.6)).toBeGreaterThan(200);
    expect(gate({ accuracy: '0.7 - 0.6', prompts: 200 }).statement.prompts).toBe(200);
    expect(() => gate({ accuracy: '0.7 - 0.6', prompts: 199 })).toThrow(/20\/accuracy = 200 prompts, got 199 \(raise/);
    expect(() => gate({ accuracy: '3', prompts: 6 })).toThrow(/20\/accuracy = 7 prompts, got 6/);
  });

  it('reads what a trial measures at a value that its observation can take', () => {
    const weight = { ...toyFamily.observations.weight, range: [2, 3] as const };
    const family = { ...toyFamily, observations: { ...toyFamily.observations, weight } };
    const root = (of: string) => () =>
      gate({ family, measured: { w: 'weight' }, claim: ({ at }) => atMost(at('1').attention, of) });
    expect(root('sqrt(w - 2)')).not.toThrow();
    expect(root('sqrt(w - 2.5)')).toThrow(/a bound that is a number/);
  });

  it.each([undefined, null, 'text', 7])('is no theorem of %p', (spec) => {
    const got = { undefined: 'nothing', text: '"text"' }[String(spec)] ?? String(spec);
    expect(() => compile({ spec } as never, file)).toThrow(`${file}: expected theorem({ … }), got ${got}`);
  });
});

describe('errors name file, field and cure', () => {
  const refused = (changes: Partial<ToySpec>) => () => gate(changes);
  const noNumber = /claim: expected a bound that is a number, got NaN \(correct its formula\)/;
  const cases: [string, Partial<ToySpec>, RegExp][] = [
    [
      'unknown symbol',
      { horizon: 'tau * K1 / eta' },
      /horizon: expected a symbol among K, eta, B, noise, c, tau, prompts, got K1 in "tau \* K1/,
    ],
    ['a constant of mathjs', { ours: { c: ours(0.1, 'x') } }, /got tau in/],
    ['horizon 0', { horizon: '0 * tau' }, /horizon: expected at least 1 step, got "0 \* tau" = 0 \(raise/],
    ['infinite horizon', { horizon: 'tau / 0' }, /expected a step between 0 and 10000000, got Infinity/],
    ['no formula', { horizon: 'tau *' }, /horizon: expected a formula, got "tau \*": /],
    [
      'unknown observation',
      { claim: ({ at }) => atMost((at('1') as never as { acc: undefined }).acc, '1') },
      /expected an observation of toy \(error, attention, weight\), got acc/,
    ],
    [
      'too few prompts',
      { prompts: 100, accuracy: '2^-6' },
      /prompts: expected at least 20\/accuracy = 1280 prompts, got 100/,
    ],
    ['family', { family: { ...toyFamily, engines: [] as never } }, /family toy, engines: expected at least one name/],
    ['no bound', { claim: ({ at }) => atMost(at('1').weight, 'sqrt(K - 5)') }, noNumber],
    ['no bound at a corner', { claim: ({ at }) => atMost(at('1').weight, 'sqrt(K - 3)') }, noNumber],
    [
      'no bound of the second atom, where the first has no time',
      {
        prompts,
        claim: ({ at, along }) =>
          all(reaches(along({ from: '0', to: '8', points: 3 }).error, 'c', '8'), atMost(at('1').weight, 'sqrt(K - 5)')),
      },
      noNumber,
    ],
    [
      'no bound with dials',
      { stream: { batchSize: 2 }, claim: ({ at }) => atMost(at('1').weight, 'sqrt(B - 4)') },
      noNumber,
    ],
    ['delta', { delta: 1 }, /delta: expected 0 ≤ delta < 1, got 1/],
    ['unreduced block', { block: { repeats: 4 } }, /expected meanOver\(…\) or varianceOver/],
  ];
  it.each(cases)('%s', (_, changes, message) => {
    expect(refused(changes)).toThrow(message);
    expect(refused(changes)).toThrow(/^theorems\/toy\/concentrates\.theorem\.ts/);
  });

  it('refuses two theorems in a file, two of one name, and a key that does not resolve', () => {
    const [one, two] = [theorem(base), theorem({ ...base, name: 'other' })];
    expect(() => compileSuite({ a: { default: one, two } })).toThrow(
      'a: expected one theorem as default export, got 2 theorems',
    );
    expect(() => compileSuite({ a: { default: one }, b: { default: one } })).toThrow(/b, name: expected a unique name/);
    expect(() => compileSuite({ a: { default: one } }, '@article{x2020,\n}')).toThrow(
      /a key of references.bib \(x2020\), got toy2024/,
    );
    expect(compileSuite({ b: { default: two }, a: { default: one } }, '@misc{toy2024, }').map((g) => g.file)).toEqual([
      'a',
      'b',
    ]);
  });
});
