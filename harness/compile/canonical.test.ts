import { dialled, synthetic } from '../statement/controls';
import { ours } from '../statement/ours';
import { slope } from '../statement/quantity';
import { all, atLeast, atMost, forEvery, within } from '../statement/relation';
import { theorem } from '../statement/theorem';
import { attemptHash, canonical } from './canonical';
import { compile } from './compile';
import { type ToySpec, toyClaim, toyNegatives } from './testing/toy-claims';

const base: ToySpec = {
  name: 'attention concentrates',
  statement: 'Attention is large.',
  ...toyClaim,
  ours: { c: ours(0.1, 'measured'), tau: ours(12, 'measured') },
  horizon: 'tau * K / eta',
  claim: ({ at }) => atLeast(at('horizon').attention, '1 - c'),
  controls: {
    ...toyNegatives,
    positive: synthetic({ doc: 'ideal', observations: { attention: { law: '1', noise: 'none' } } }),
  },
};

function textOf(changes: Partial<ToySpec>): string {
  const { statement, relation } = compile(theorem({ ...base, ...changes }), 'toy.theorem.ts');
  return canonical(statement, relation);
}

describe('what a claim states', () => {
  const same: [string, Partial<ToySpec>][] = [
    ['another name and other words', { name: 'other', statement: 'In other words.', notChecked: ['depth'] }],
    ['another reason for a constant', { ours: { ...base.ours, c: ours(0.1, 'guessed') } }],
    [
      'a constant by another name',
      {
        ours: { d: ours(0.1, '·'), tau: base.ours!.tau! },
        claim: ({ at }) => atLeast(at('horizon').attention, '1 - d'),
      },
    ],
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
