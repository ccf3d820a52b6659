import { dialled } from '../statement/controls';
import { ours } from '../statement/ours';
import { firstTime, meanOver, type Quantity, quantity, slope, varianceOver } from '../statement/quantity';
import {
  above,
  all,
  atLeast,
  atMost,
  forEvery,
  meanAtMost,
  type Relation,
  reaches,
  within,
} from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { theorem } from '../statement/theorem';
import { attemptHash, canonical } from './canonical';
import { compile } from './compile';
import type { ToySpec } from './testing/toy-claims';
import { statementWith, toySpec } from './testing/toy-whole';

const base: ToySpec = {
  ...toySpec,
  ours: { c: ours(0.1, 'measured'), tau: ours(12, 'measured') },
  horizon: 'tau * K / eta',
};

function textOf(changes: Partial<ToySpec>): string {
  const { statement, relation } = compile(theorem({ ...base, ...changes }), 'toy.theorem.ts');
  return canonical(statement, relation);
}

describe('what a claim states', () => {
  const renamed = { ours: { d: ours(0.1, '·'), tau: base.ours!.tau! } };
  const same: [string, Partial<ToySpec>][] = [
    ['another name and other words', { name: 'other', statement: 'In other words.', notChecked: ['depth'] }],
    ['another reason for a constant', { ours: { ...base.ours, c: ours(0.1, 'guessed') } }],
    ['a constant by another name', { ...renamed, claim: ({ at }) => atLeast(at('horizon').attention, '1 - d') }],
    ['the number itself', { claim: ({ at }) => atLeast(at('horizon').attention, '0.9') }],
    ['another budget', { budget: 500 }],
    ['other controls', { controls: { ...base.controls, gross: [dialled('quiet', 2, { doc: 'more noise' })] } }],
    ['what was the default anyway', { delta: 0.05, margin: 0.05, at: 'region', kind: 'prob', stream: {} }],
  ];
  it.each(same)('stays the same with %s', (_, changes) => {
    expect(textOf(changes)).toBe(textOf({}));
  });

  const other: [string, Partial<ToySpec>][] = [
    ['a looser bound', { ours: { ...base.ours, c: ours(0.2, 'measured') } }],
    ['a later horizon', { ours: { ...base.ours, tau: ours(13, 'measured') } }],
    ['another direction', { claim: ({ at }) => atMost(at('horizon').attention, '1 - c') }],
    [
      'one more relation',
      { claim: ({ at }) => all(atLeast(at('horizon').attention, '1 - c'), atMost(at('horizon').attention, '2')) },
    ],
    ['a step of its own', { claim: ({ at }) => atLeast(at('12').attention, '1 - c') }],
    ['other values', { claim: ({ at }) => forEvery('w', [1, 3], within(at('horizon').attention, '-w', 'w')) }],
    ['a larger δ', { delta: 0.1 }],
    ['a larger margin', { margin: 0.1 }],
    ['no corners', { corners: { without: 'a reason' } }],
    ['the reference problem alone', { at: 'reference' }],
    ['trials at a dial', { stream: { quiet: 0.1 } }],
    ['more prompts', { prompts: 10 }],
    ['a bound that a trial measures', { measured: { start: 'attention' } }],
  ];

  it.each(other)('is another with %s', (_, changes) => {
    expect(textOf(changes)).not.toBe(textOf({}));
  });

  it('a slope over some of the design points is another statement, one over all keeps its text', () => {
    const block = { repeats: 1, design: [{ batchSize: 8 }, { batchSize: 16 }, { batchSize: 32 }] };
    const of = (between?: readonly [number, number]) =>
      textOf({
        block,
        corners: { without: 'cost' },
        claim: ({ at }) => atMost(slope(at('8').attention, 'B', between), '0'),
      });
    expect(of([8, 16])).not.toBe(of([16, 32]));
    expect(of()).not.toContain('between');
  });

  it('is another with a grid at equal ratios, and the same with equal distances said or left out', () => {
    const along = (spacing: object) =>
      textOf({ claim: (words) => atLeast(words.along({ from: '1', to: '9', points: 3, ...spacing }).attention, '0') });
    const [none, equal, log] = [{}, { spacing: 'equal' }, { spacing: 'log' }].map(along);
    expect([equal === none, log === none]).toEqual([true, false]);
  });

  it('is another attempt on another epoch', () => {
    const { statement, relation } = compile(theorem(base), 'toy.theorem.ts');
    const hashes = ['gate-1', 'gate-2', 'gate-1'].map((epoch) => attemptHash(statement, relation, epoch));
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect([hashes[0] === hashes[1], hashes[0] === hashes[2]]).toEqual([false, true]);
  });
});

describe('the text of what a claim states', () => {
  const claim = atLeast({ kind: 'at', observation: 'attention', step: 'horizon' }, '1 - c');
  const partsOf = (changes: object, relation: Relation = claim) =>
    JSON.parse(canonical(statementWith(changes), relation)) as Readonly<Record<string, unknown>>;
  const { corners, reference, assumptions } = toyFamily;

  it('has every number of it, and nothing that it leaves open', () => {
    expect(partsOf({})).toEqual({
      family: 'toy',
      region: { whole: [], assumed: { quiet: { noise: '0 … 0.1, uniform' } } },
      ...{ at: 'region', stream: {}, corners, kind: 'prob', delta: 0.05, margin: 0.05, prompts: 0 },
      ...{
        horizon: '24',
        block: 'none',
        claim: { atLeast: { observation: 'attention', at: 'horizon' }, bound: '0.9' },
      },
    });
  });

  it('has all else that it may state', () => {
    const whole = [{ symbol: 'eta/K', law: 'uniform', from: 0, to: 1, as: 'eta / K' }];
    const block = { repeats: 3, design: [{ quiet: 0, batchSize: 8 }], share: ['init', 'data'] };
    const stated = {
      family: { ...toyFamily, region: whole },
      at: 'reference',
      horizon: 'K / c',
      measured: { a: 'error' },
    };
    const parts = partsOf({ ...stated, block, kind: 'mean', stream: { quiet: 0.1 } });
    expect(parts).toMatchObject({
      region: { whole: [['eta/K', 'uniform', 0, 1]], assumed: { quiet: assumptions.quiet.region } },
      ...{ at: 'reference', reference, corners: {}, kind: 'mean', horizon: 'divide(K, 0.1)', measured: { a: 'error' } },
      ...{ stream: { quiet: 0.1 }, block: { ...block, share: ['data', 'init'] } },
    });
    expect(partsOf({ horizon: undefined }).horizon).toBe('none');
  });

  it('is the same in whatever order an author writes names', () => {
    const turned = <V>(record: Readonly<Record<string, V>>) => Object.fromEntries(Object.entries(record).reverse());
    const two = {
      quiet: { ...assumptions.quiet, region: { noise: '1', eta: '2' } },
      b: { ...assumptions.quiet, name: 'b' },
    };
    const made = (order: typeof turned) => {
      const quiet = { ...two.quiet, region: order(two.quiet.region) };
      const share = Object.keys(order({ init: 1, data: 1, more: 1 }));
      return canonical(
        statementWith({
          family: { ...toyFamily, corners: order(corners), assumptions: order<object>({ ...two, quiet }) },
          measured: order({ z: 'error', a: 'weight' }),
          stream: order({ quiet: 0, batchSize: 8 }),
          block: { repeats: 2, design: [order({ quiet: 0, batchSize: 8 })], share },
        }),
        atMost(quantity('a + b', order({ b: at('1'), a: at('2') })), '1'),
      );
    };
    expect(made(turned)).toBe(made((record) => ({ ...record })));
    expect(Object.keys(partsOf({ stream: { quiet: 0, batchSize: 8 } }).stream as object)).toEqual([
      'batchSize',
      'quiet',
    ]);
  });

  const at = (step: string) => ({ kind: 'at', observation: 'error', step }) as const;
  const along = (grid: object) =>
    ({ kind: 'along', observation: 'error', grid: { from: 'c', to: 'K', ...grid } }) as never;
  const curve = { observation: 'error', along: { from: '0.1', to: 'K', points: 3 } };
  const number = { observation: 'error', at: '2' };

  it.each<[string, Relation, unknown]>([
    ['all', all(claim, atMost(at('2'), 'c')), [partsOf({}).claim, { atMost: number, bound: '0.1' }]],
    [
      'forEvery',
      forEvery('j', ['c', 'K * c'], above(at('j'), 'j')),
      { every: 'j', values: ['0.1', 'multiply(K, 0.1)'], of: { above: { observation: 'error', at: 'j' }, bound: 'j' } },
    ],
    ['within', within(at('2'), 'c', '2 * c'), { within: number, low: '0.1', high: '0.2' }],
    ['reaches', reaches(along({ points: 3 }), 'c', '1 / c'), { reaches: curve, level: '0.1', deadline: '10' }],
    ['a mean', meanAtMost(at('2'), 'c'), { meanAtMost: number, bound: '0.1' }],
    ['a mean with a margin', meanAtMost(at('2'), 'c', '3 * c'), { meanAtMost: number, bound: '0.1', margin: '0.3' }],
  ])('spells %s', (_, relation, expected) => {
    expect(partsOf({}, relation).claim).toEqual(expected);
  });

  it.each<[string, Quantity, unknown]>([
    ['a step', at('2 / c'), { observation: 'error', at: '20' }],
    ['points', along({ points: 3 }), curve],
    ['distances', along({ every: '10 * c' }), { ...curve, along: { from: '0.1', to: 'K', every: '1' } }],
    ['ratios', along({ points: 3, spacing: 'log' }), { ...curve, along: { ...curve.along, spacing: 'log' } }],
    ['a mean', meanOver(at('2')), { meanOver: number }],
    ['a variance', varianceOver(at('2')), { varianceOver: number }],
    ['a time', firstTime(along({ points: 3 }), 'c'), { firstTime: curve, level: '0.1' }],
    ['a slope', slope(at('2'), 'c'), { slope: number, symbol: 'c' }],
    ['a local slope', slope(at('2'), 'B', [8, 9]), { slope: number, symbol: 'B', between: [8, 9] }],
    ['a slope in time', slope(along({ points: 3 }), 't / c'), { slope: curve, symbol: 'divide(t, 0.1)' }],
    ['a formula', quantity('x / c', { x: at('2') }), { formula: 'divide(x, 0.1)', of: { x: number } }],
  ])('spells %s of a quantity', (_, of, expected) => {
    expect(partsOf({}, atMost(of, '0')).claim).toEqual({ atMost: expected, bound: '0' });
  });
});
