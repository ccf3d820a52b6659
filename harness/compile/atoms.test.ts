import { dialled, perturbed, shifted, synthetic } from '../statement/controls';
import type { Part } from '../statement/gate';
import { ours } from '../statement/ours';
import { quantity } from '../statement/quantity';
import { above, all, atLeast, atMost, forEvery, meanAtMost, reaches, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import { compile } from './compile';
import { type ToySpec, toyClaim, toyNegatives } from './testing/toy-claims';

const ideal = {
  attention: { law: '1', noise: 'none' },
  error: { law: '0', noise: 'none' },
  weight: { law: '1', noise: 'none' },
} as const;

const base: ToySpec = {
  name: 'two bounds',
  statement: 'Attention is large, and the error small.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured') },
  prompts: 100,
  claim: ({ at }) => all(atLeast(at('96').attention, '1 - c'), atMost(at('96').error, '0.05')),
  controls: {
    ...toyNegatives,
    positive: synthetic({ doc: 'ideal', observations: ideal }),
  },
};

const gate = (changes: Partial<ToySpec> = {}) => compile(theorem({ ...base, ...changes }), 'toy.theorem.ts');
const { reference } = toyFamily;

/** What a part makes of measured numbers, one per request in the order of their names. */
const judged = (part: Part, ...values: readonly number[]) => part.judge(reference, [{ values }]);
const broken = (part: Part, ...values: readonly number[]) =>
  judged(part, ...values).atoms.map(({ violated }) => violated);

describe('the atoms of a claim', () => {
  it('are its relations, named with their direction', () => {
    const [main] = gate().parts;
    expect(main!.atoms.map(({ text }) => text)).toEqual(['attention at t = 96 ≥ 1 - c', 'error at t = 96 ≤ 0.05']);
    expect(broken(main!, 0.95, 0.01)).toEqual([false, false]);
    expect(broken(main!, 0.8, 0.01)).toEqual([true, false]);
    expect(broken(main!, 0.95, 0.06)).toEqual([false, true]);
  });

  it('are the values of forEvery, and both ends of a window', () => {
    const [main] = gate({
      claim: ({ at }) => forEvery('w', [1, 2], within(at('96').weight, '-w', 'w')),
    }).parts;
    expect(main!.atoms.map(({ text }) => text)).toEqual([
      'weight at t = 96 ≥ -w (w = 1)',
      'weight at t = 96 ≤ w (w = 1)',
      'weight at t = 96 ≥ -w (w = 2)',
      'weight at t = 96 ≤ w (w = 2)',
    ]);
    expect(broken(main!, 1.5)).toEqual([false, true, false, false]);
    expect(broken(main!, -3)).toEqual([true, false, true, false]);
    expect(judged(main!, -1.5)).toMatchObject({ x: 1, measured: -1.5, allowed: -1, factor: 1.5 });
  });

  it('show nothing after a divergence or where the quantity is no number, but a missed deadline does', () => {
    const [main] = gate({
      claim: ({ at, along }) =>
        all(
          atMost(quantity('e / w', { e: at('96').error, w: at('96').weight }), '1'),
          reaches(along({ from: '0', to: '96', points: 2 }).error, '0.1', '96'),
        ),
    }).parts;
    expect(main!.plan(reference).map(({ observation, at }) => `${observation}@${at}`)).toEqual([
      'error@0',
      'error@96',
      'weight@96',
    ]);
    expect(judged(main!, 0.5, 0.5, 0).atoms).toMatchObject([
      { violated: true, shows: false },
      { violated: true, shows: true, measured: Number.POSITIVE_INFINITY },
    ]);
    const gone = main!.judge(reference, [{ values: [], diverged: { step: 3, what: 'loss is NaN' } }]);
    expect(gone.atoms.map(({ violated, shows }) => [violated, shows])).toEqual([
      [true, false],
      [true, false],
    ]);
  });
});

describe('a near miss', () => {
  const near = (options: object, changes: Partial<ToySpec> = {}) =>
    gate({
      ...changes,
      controls: {
        ...base.controls,
        nearMiss: [dialled('quiet', 0.3, { doc: 'some noise', ...options })],
      },
    }).controls.find(({ kind }) => kind === 'nearMiss')!.near!;

  it('is read on 40 trials, and with twice of what is allowed', () => {
    const { trials, grade, graded } = near({});
    expect([trials, grade]).toEqual([40, 2]);
    // 1 − c becomes 1 − 2c, .05 becomes .1.
    expect(judged(graded[0]!, 0.79, 0.11)).toMatchObject({ x: 1, atoms: [{ allowed: 0.8 }, { allowed: 0.1 }] });
    expect(judged(graded[0]!, 0.81, 0.09).x).toBe(0);
  });

  it('relaxes a window by its half-width, a level by itself, and a bound of 0 by what is stated', () => {
    const windows = near({ grade: 3 }, { claim: ({ at }) => within(at('96').weight, '1', '2') });
    expect([broken(windows.graded[0]!, 0.1), broken(windows.graded[0]!, 2.9)]).toEqual([
      [false, false],
      [false, false],
    ]);
    expect([broken(windows.graded[0]!, -0.1), broken(windows.graded[0]!, 3.1)]).toEqual([
      [true, false],
      [false, true],
    ]);
    const zero = near({ by: 0.5 }, { claim: ({ at }) => above(at('96').weight, '0') });
    expect([broken(zero.graded[0]!, -0.4), broken(zero.graded[0]!, -0.6)]).toEqual([[false], [true]]);
    const level = near(
      {},
      { claim: ({ along }) => reaches(along({ from: '0', to: '8', points: 2 }).error, '0.1', '8') },
    );
    expect([broken(level.graded[0]!, 0.5, 0.15), broken(level.graded[0]!, 0.5, 0.25)]).toEqual([[false], [true]]);
  });

  it('of a mean is read on the whole budget, against a bound that is relaxed itself', () => {
    const changes: Partial<ToySpec> = {
      kind: 'mean',
      budget: 150,
      claim: ({ at }) => meanAtMost(at('96').error, '0.05', '0.05'),
    };
    const { trials, graded } = near({}, changes);
    expect([trials, graded[0]!.evidence]).toEqual([150, { kind: 'mean', delta: 0.1, margin: 0.05 }]);
  });

  it.each([
    ['trials', { trials: 10 }, /some noise|quiet = 0.3", trials: expected a whole number, 20 … 300, got 10/],
    ['grade', { grade: 1 }, /grade: expected a factor > 1, got 1/],
    ['by', { by: -1 }, /by: expected an amount ≥ 0/],
  ])('refuses a wrong %s', (_, options, message) => {
    expect(() => near(options)).toThrow(message);
  });
});

describe('a pin', () => {
  const pinned = (amount: number, options: object = {}, changes: Partial<ToySpec> = {}) =>
    gate({
      ...changes,
      controls: { ...base.controls, pins: [shifted(amount, { doc: 'moved', ...options })] },
    }).controls.find(({ kind }) => kind === 'pin')!;

  it('adds a literal number to what an atom measures, on the claim’s own trials', () => {
    const { name, parts } = pinned(-0.1, { of: 'attention' });
    expect(name).toBe('attention − 0.1');
    expect(parts[0]!.stream).toEqual(gate().parts[0]!.stream);
    expect(judged(parts[0]!, 0.95, 0.01).atoms).toMatchObject([
      { violated: true, measured: 0.95 - 0.1 },
      { violated: false, measured: 0.01 },
    ]);
  });

  it('can be for one value of forEvery', () => {
    const claim: ToySpec['claim'] = ({ at }) => forEvery('w', [1, 2], atMost(at('96').weight, 'w'));
    expect(broken(pinned(5, { when: { w: 2 } }, { claim }).parts[0]!, 0)).toEqual([false, true]);
  });

  it('moves every value of a curve', () => {
    const claim: ToySpec['claim'] = ({ along }) => reaches(along({ from: '0', to: '8', points: 2 }).error, '0.1', '8');
    expect(broken(pinned(0.2, {}, { claim }).parts[0]!, 0.5, 0.05)).toEqual([true]);
  });

  it('keeps the outcome of a mean in [0, 1]', () => {
    const changes: Partial<ToySpec> = { kind: 'mean', claim: ({ at }) => meanAtMost(at('96').error, '0.05', '0.05') };
    expect(judged(pinned(2, {}, changes).parts[0]!, 0.3).x).toBe(1);
  });

  it.each([
    ['an amount of 0', () => pinned(0), /amount: expected a number other than 0/],
    ['a foreign observation', () => pinned(1, { of: 'attenton' }), /of: expected an observation of toy .* attention/],
    [
      'another kind of control',
      () => gate({ controls: { ...base.controls, pins: [perturbed() as never] } }),
      /controls.pins: expected shifted/,
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('refuses a claim', () => {
  it.each([
    ['that is no relation', { claim: () => ({ kind: 'atLast' }) as never }, /expected a relation such as atMost/],
    [
      'that returns nothing',
      { claim: () => undefined as never },
      /expected a relation such as .*, got nothing \(the function/,
    ],
    [
      'whose accuracy is no constant',
      { accuracy: 'c + K' },
      /accuracy: expected constants only \(known here: c\), got the symbol K in "c \+ K"$/,
    ],
    [
      'whose accuracy is none, where there is none',
      { accuracy: 'K', ours: {} },
      /expected constants only \(known here: none\)/,
    ],
  ] satisfies [string, Partial<ToySpec>, RegExp][])('%s', (_, changes, message) => {
    expect(() => gate(changes)).toThrow(message);
  });
});
