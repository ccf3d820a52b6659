import type { ControlKind } from '../evidence/verdict';
import { type ControlSpec, dialled, perturbed, shifted, synthetic, withSymbols } from '../statement/controls';
import { meanOver, quantity, slope } from '../statement/quantity';
import { all, atLeast, atMost, forEvery, meanAtMost } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { compileControls, controlOf } from './compile-controls';
import type { ToySpec } from './testing/toy-claims';
import { piecesWith, toySpec } from './testing/toy-whole';

const { reference } = toyFamily;
const { controls } = toySpec;
const doc = 'as it says';
const weighs: ToySpec['claim'] = ({ at }) => atLeast(at('horizon').weight, '100 * c');
const law = (text: string) => ({ law: text, noise: 'none' }) as const;

const controlsOf = (changes: object) => {
  const { statement, pieces } = piecesWith(changes);
  return compileControls(statement, pieces);
};
const controlFrom = (control: ControlSpec, kind: Exclude<ControlKind, 'untrained'>, changes: object = {}) => {
  const { statement, pieces } = piecesWith({ claim: weighs, ...changes });
  return controlOf(statement, pieces, control, kind);
};
const judged = (control: ReturnType<typeof controlFrom>, value: number) =>
  control.parts[0]!.judge(reference, [{ values: [value] }]);

describe('the controls of a claim', () => {
  const all = { ...controls, gross: [withSymbols({ c: 0 }, { doc })], pins: [shifted(1, { doc })] };

  it('stand in the order in which they are shown', () => {
    expect(controlsOf({ controls: all }).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      ...['untrained untrained', 'gross c = 0', 'nearMiss quiet = 0.3', 'pin all + 1', 'positive synthetic attention'],
    ]);
  });

  it('have one untrained, on the trials of the claim, unless it says why not', () => {
    const [untrained] = controlsOf({ stream: { quiet: 0.1 } });
    expect(untrained).toStrictEqual({
      ...{ name: 'untrained', kind: 'untrained', doc: 'the same trials, measured at step 0' },
      parts: [expect.objectContaining({ stream: { family: toyFamily, source: 'region', dials: { quiet: 0.1 } } })],
    });
    expect(untrained!.parts[0]!.plan(reference)).toEqual([{ observation: 'attention', at: 0, prompts: 0 }]);
    const without = { controls: { ...controls, untrained: { without: 'it starts there' } } };
    expect([without, { kind: 'forall' }].map((changes) => controlsOf(changes)[0]!.kind)).toEqual(['gross', 'gross']);
  });

  it('have names of their own', () => {
    const twice = { ...controls, positive: dialled('quiet', 0.3, { doc }) };
    expect(() => controlsOf({ controls: twice })).toThrow(
      'toy.theorem.ts, controls: expected one control of each name, got two called "quiet = 0.3" (give one a name)',
    );
    const like = { ...controls, gross: [dialled('quiet', 1, { doc, name: 'untrained' })] };
    expect(() => controlsOf({ controls: like })).toThrow('got two called "untrained"');
  });
});

describe('what a control changes', () => {
  it('are problems, where it turns dials: beside those of the claim, at a place of its own', () => {
    const control = controlFrom(dialled('quiet', 0.4, { doc }), 'gross', { stream: { quiet: 0.1, batchSize: 16 } });
    expect(control).toStrictEqual({ name: 'quiet = 0.4', kind: 'gross', doc, parts: [expect.anything()] });
    const dials = { quiet: 0.4, batchSize: 16 };
    expect(control.parts[0]!.stream).toStrictEqual({ family: toyFamily, source: 'reference', dials });
    expect(controlFrom(dialled('quiet', 0.4, { doc, at: 'region' }), 'gross').parts[0]!.stream.source).toBe('region');
  });

  it('are shared seeds of a block, where it says so of one', () => {
    const block = { repeats: 2, design: [{}], share: ['init'] };
    const claim: ToySpec['claim'] = ({ at }) => atLeast(meanOver(at('9').weight), '1');
    const streamOf = (share: object, changes: object) =>
      controlFrom(dialled('quiet', 1, { doc, ...share }), 'gross', { claim, ...changes }).parts[0]!.stream;
    expect(streamOf({ share: [] }, { block }).block).toEqual({ ...block, share: [] });
    expect(streamOf({}, { block }).block).toEqual(block);
    expect(Object.keys(streamOf({ share: ['init'] }, { claim: weighs }))).toEqual(['family', 'source', 'dials']);
  });

  it('are constants, tolerances or amounts, on the claim’s own trials', () => {
    const symbols = controlFrom(withSymbols({ c: 0.2 }, { doc }), 'gross');
    const push = controlFrom(perturbed({ factor: 2, doc }), 'gross', { claim: identity, kind: 'forall' });
    const shift = controlFrom(shifted(-3, { doc }), 'pin');
    expect(judged(symbols, 15)).toMatchObject({ x: 1, measured: 15, allowed: 20 });
    expect(judged(push, 0)).toMatchObject({ x: 1, measured: 0.5 });
    expect(judged(shift, 12)).toMatchObject({ x: 1, measured: 9, allowed: 10 });
    expect([push.moved, shift.moved, Object.hasOwn(symbols, 'moved')]).toEqual(['tolerances', 'amount', false]);
    for (const one of [symbols, shift]) expect(one.parts[0]!.stream).toMatchObject({ source: 'region', dials: {} });
  });
  const identity: ToySpec['claim'] = ({ at }) => atMost(at('horizon').weight, '0.25');
});

describe('a pin', () => {
  const two: ToySpec['claim'] = ({ at }) => forEvery('j', [1, 2], forEvery('T', ['horizon'], both(at('T'))));
  const both = ({ weight, attention }: ReturnType<Parameters<ToySpec['claim']>[0]['at']>) =>
    all(atLeast(weight, 'j'), atLeast(attention, '0'));
  const moved = (options: object) => {
    const { parts } = controlFrom(shifted(-0.5, { doc, ...options }), 'pin', { claim: two });
    return parts[0]!.judge(reference, [{ values: [0.75, 8] }]).atoms.map(({ measured }) => measured);
  };

  it.each([
    [{}, [7.5, 0.25, 7.5, 0.25]],
    [{ of: 'weight' }, [7.5, 0.75, 7.5, 0.75]],
    [{ when: { j: 2 } }, [8, 0.75, 7.5, 0.25]],
    [{ when: { j: 2, T: 'horizon' } }, [8, 0.75, 7.5, 0.25]],
    [{ of: 'attention', when: { T: 'horizon', j: 1 } }, [8, 0.25, 8, 0.75]],
    [{ when: { T: '24' } }, [8, 0.75, 8, 0.75]],
    [{ when: { k: 1 } }, [8, 0.75, 8, 0.75]],
  ])('moves the atoms that %j speaks of', (options, measured) => {
    expect(moved(options)).toEqual(measured);
  });

  it('moves an atom of which it moves one of several observations', () => {
    const claim: ToySpec['claim'] = ({ at }) =>
      atLeast(quantity('a + b', { a: at('8').weight, b: at('8').error }), '0');
    const { parts } = controlFrom(shifted(-3, { doc, of: 'weight' }), 'pin', { claim, prompts: 9 });
    expect(parts[0]!.judge(reference, [{ values: [1, 7] }]).measured).toBe(5);
  });
});

describe('a near miss', () => {
  const near = (options: object, changes: object = {}) =>
    controlFrom(dialled('quiet', 0.3, { doc, ...options }), 'nearMiss', changes);

  it('is read on as many trials as it says, and no more than the claim has', () => {
    expect(near({}).near).toMatchObject({ trials: 40, grade: 2 });
    expect(near({ trials: 30, grade: 3 }, { budget: 50 }).near).toMatchObject({ trials: 30, grade: 3 });
    expect(near({ trials: 70 }, { budget: 50 }).near!.trials).toBe(50);
    expect(Object.hasOwn(near({}).near!, 'synthetic')).toBe(false);
    expect(Object.hasOwn(controlFrom(dialled('quiet', 1, { doc }), 'gross'), 'near')).toBe(false);
  });

  it('is judged a second time with what is allowed scaled, on the same trials', () => {
    const control = near({ grade: 4, by: 1 });
    const [graded] = control.near!.graded;
    // A weight of 10 is asked for, and a fourth of it is enough then; where 0 is asked for, -1 is.
    expect([9, 2.5, 2.4].map((value) => graded!.judge(reference, [{ values: [value] }]).x)).toEqual([0, 0, 1]);
    expect(judged(control, 9).x).toBe(1);
    expect([graded!.stream, graded!.evidence]).toEqual([control.parts[0]!.stream, control.parts[0]!.evidence]);
    const zero = near({ by: 1 }, { claim: ({ at }: Parameters<ToySpec['claim']>[0]) => atLeast(at('9').weight, '0') });
    expect([-1, -1.1].map((value) => zero.near!.graded[0]!.judge(reference, [{ values: [value] }]).x)).toEqual([0, 1]);
  });

  it('of a mean is read on the whole budget, with a larger bound that leaves room for its margin', () => {
    const claim: ToySpec['claim'] = ({ at }) => forEvery('j', [0.25, 0.75], meanAtMost(at('9').attention, 'j'));
    const { near: reading, parts } = near({ trials: 30, grade: 1.5 }, { claim, kind: 'mean', margin: 0.0625 });
    expect(reading!.trials).toBe(300);
    expect(reading!.graded.map(({ evidence }) => evidence)).toEqual([
      ...[0.375, 0.875].map((delta) => ({ kind: 'mean', delta, margin: 0.0625 })),
    ]);
    expect(parts.map(({ evidence }) => evidence.delta)).toEqual([0.25, 0.75]);
  });
});

describe('made-up numbers', () => {
  const of = (observations: object, kind: 'positive' | 'nearMiss', changes: object = {}) =>
    controlFrom(synthetic({ doc, observations: observations as never, grade: 4 }), kind, changes);

  it('come from the laws at the reference problem, as the claim dials it, and are judged without a training', () => {
    const control = of({ weight: law('t + B + noise') }, 'positive', { stream: { batchSize: 16, quiet: 0.5 } });
    expect(control.parts[0]!.stream).toMatchObject({ source: 'reference', dials: { batchSize: 16, quiet: 0.5 } });
    expect(control.synthetic!(0, 7)).toMatchObject({ x: 0, measured: 24 + 16 + 0.5, allowed: 10 });
    expect(Object.hasOwn(control, 'near')).toBe(false);
  });

  it('are judged twice in a near miss', () => {
    const { near, synthetic: draw } = of({ weight: law('3') }, 'nearMiss');
    expect([draw!(0, 0).x, near!.synthetic!(0, 0).x]).toEqual([1, 0]);
  });

  it('are drawn for the part that is asked for, with other numbers for each index and name', () => {
    const claim: ToySpec['claim'] = ({ at }) =>
      all(meanAtMost(at('9').error, '0.5'), meanAtMost(at('9').weight, '0.5'));
    const observations = { error: { law: '0.25', noise: { absolute: '0.01' } }, weight: law('0.75') };
    const changes = { claim, kind: 'mean', prompts: 10 };
    const { synthetic: draw, near } = of(observations, 'nearMiss', changes);
    expect([draw!(1, 0).measured, near!.synthetic!(1, 0).measured]).toEqual([0.75, 0.75]);
    const values = [0, 1, 0].map((index) => draw!(0, index).measured);
    expect([values[0] === values[2], values[0] === values[1]]).toEqual([true, false]);
    expect(near!.synthetic!(0, 1).measured).toBe(values[1]);
    const named = of(observations, 'positive', { ...changes, name: 'another claim' }).synthetic!(0, 0).measured;
    expect(named).not.toBe(values[0]);
  });

  it('are as many as a block has trainings, each design point with its symbols', () => {
    const block = { repeats: 3, design: [{ batchSize: 8 }, { batchSize: 32 }] };
    const claim: ToySpec['claim'] = ({ at }) => atLeast(slope(meanOver(at('9').weight), 'B'), '1.9');
    const draw = (control: ReturnType<typeof of>) => control.synthetic!(0, 0).measured;
    expect(draw(of({ weight: law('B^2') }, 'positive', { block, claim }))).toBeCloseTo(2, 12);
    const each: ToySpec['claim'] = ({ at }) => atLeast({ kind: 'varianceOver', of: at('9').weight }, '0');
    const noisy = { weight: { law: '1', noise: { absolute: '2' } } };
    const spread = draw(of(noisy, 'positive', { claim: each, block: { repeats: 2000 } }));
    // The variance of 2000 draws of variance 4 has a standard deviation of at most 4 √(2/1999) = .13; five fail once in 1.7 million.
    expect(Math.abs(spread - 4)).toBeLessThan(0.65);
  });

  it('are drawn once on the spot: what their laws lack is told before anything is trained', () => {
    expect(() => of({ error: law('1') }, 'positive')).toThrow(
      'toy.theorem.ts, control "synthetic error": expected a law for weight, got laws for error',
    );
    expect(() => of({ weight: law('width') }, 'positive')).toThrow(/"synthetic weight": expected a symbol among/);
  });
});
