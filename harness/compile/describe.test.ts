import { cite } from '../statement/cite';
import { ours } from '../statement/ours';
import { toyFamily } from '../statement/testing/toy-family';
import { describe as described, isAbout, statementDigest } from './describe';
import { specWith, statementWith } from './testing/toy-whole';

const textsOf = (changes: object = {}) => {
  const statement = statementWith(changes);
  return described(statement, { kind: 'atLeast', of: { kind: 'at', observation: 'attention', step: '9' }, bound: '1' });
};
const region = [
  { symbol: 'K', law: 'count', from: 2, to: 6 },
  { symbol: 'B', law: 'constant', from: 8, to: 8 },
];
const { quiet } = toyFamily.assumptions;

describe('the texts of a theorem', () => {
  it('are those of its data, and what it does not state has none', () => {
    expect(textsOf({ horizon: undefined })).toStrictEqual({
      statement: 'Attention is large.',
      source: '[toy2024] lemma 1 (paraphrased)',
      bibKey: 'toy2024',
      family: 'toy',
      unit: 'one training',
      quantifier: 'the declared mixture of problems of toy, and each of its corner problems: low; high; fast; slow',
      assumptions: [{ name: 'quiet', region: 'noise: 0 … 0.1, uniform', paper: 'noise = O(1)' }],
      claim: 'attention at t = 9 ≥ 1',
      ...{ prompts: 0, kind: 'prob', delta: 0.05, margin: 0.05 },
      ours: [{ symbol: 'c', value: 0.1, reason: 'measured' }],
      ...{ paper: [], notChecked: [] },
    });
  });

  it('hold whatever it states beside that', () => {
    const paper = [{ symbol: 'd', hypothesis: 'd large', checked: 'd = 8' }];
    const loud = { ...quiet, region: { noise: '0 … 1', eta: '0.5' } };
    const family = { ...toyFamily, region, regionChosenAfter: ['gate-1'], assumptions: { loud } };
    const stated = { horizon: '24', horizonForm: 'at the horizon', prompts: 10, delta: 0.1, margin: 0.2 };
    const texts = textsOf({
      ...{ ...stated, family, forAll: { loud }, paper, notChecked: ['depth'], profile: 'nightly' },
      ...{ source: cite('b2020', 'part 2', 'verbatim'), measured: { start: 'weight', first: 'error' } },
    });
    expect(texts).toMatchObject({
      ...{ ...stated, paper, notChecked: ['depth'], profile: 'nightly', bibKey: 'b2020' },
      source: '[b2020] part 2 (verbatim)',
      region: 'K: 2 … 6; B: 8',
      regionChosenAfter: ['gate-1'],
      assumptions: [{ name: 'loud', region: 'noise: 0 … 1; eta: 0.5' }],
      claim: 'attention at t = 9 ≥ 1; where start = weight at t = 0, first = error at t = 0',
    });
    const { region: text, ...others } = textsOf({ family: { ...toyFamily, region } });
    expect([text, Object.hasOwn(others, 'regionChosenAfter')]).toEqual(['K: 2 … 6; B: 8', false]);
  });

  const one = { repeats: 4 };
  const designs = { repeats: 2, design: [{ batchSize: 8 }, { batchSize: 16 }, { batchSize: 32 }] };
  it.each([
    [one, 'one block of 4 trainings of one problem'],
    [{ ...one, share: ['init'] }, 'one block of 4 trainings of one problem, sharing init'],
    [designs, 'one block of 6 trainings of one problem (3 design points × 2)'],
    [
      { ...designs, share: ['init', 'data'] },
      'one block of 6 trainings of one problem (3 design points × 2), sharing init and data',
    ],
  ])('count the trainings of the block %j', (block, unit) => {
    expect(textsOf({ block }).unit).toBe(unit);
  });

  const stream = { quiet: 0.1, batchSize: 16 };
  const mixture = 'the declared mixture of problems of toy';
  const all = 'and each of its corner problems: low; high; fast; slow';
  it.each([
    [{ stream }, `${mixture} at quiet = 0.1, batchSize = 16, ${all}`],
    [{ at: 'reference' }, 'the reference problem of toy'],
    [{ at: 'reference', stream }, 'the reference problem of toy at quiet = 0.1, batchSize = 16'],
    [{ kind: 'forall' }, mixture],
    [{ kind: 'mean', corners: { without: 'cost' } }, mixture],
    [{ corners: { without: 'cost' } }, `${mixture}; without corner problems: cost`],
  ])('say what is quantified over by %j', (changes, quantifier) => {
    expect(textsOf(changes).quantifier).toBe(quantifier);
  });
});

describe('the digest of a statement', () => {
  const digest = (changes: object = {}) => statementDigest(textsOf(changes));

  it('is one of what is stated: 16 hex digits, which other words or another constant change', () => {
    expect(digest()).toMatch(/^[0-9a-f]{16}$/);
    expect(digest({ ...specWith() })).toBe(digest());
    const others = [
      ...[{ statement: 'Attention is not small.' }, { delta: 0.1 }, { horizon: '25' }],
      ...[{ ours: { c: ours(0.2, 'measured') } }, { ours: { c: ours(0.1, 'a guess') } }, { ours: {} }],
    ];
    expect(new Set([{}, ...others].map(digest)).size).toBe(1 + others.length);
  });

  it('leaves out the whole region, and when it and a constant were chosen', () => {
    expect(digest({ family: { ...toyFamily, region, regionChosenAfter: ['gate-1'] } })).toBe(digest());
    expect(digest({ ours: { c: ours(0.1, 'measured', 'gate-1') } })).toBe(digest());
  });

  it('tells whether what was stored is about a claim: same name, same statement', () => {
    const stored = { name: 'a', digest: digest() };
    const [same, other] = [textsOf(), textsOf({ delta: 0.1 })];
    expect(isAbout(stored, { name: 'a', description: same })).toBe(true);
    expect(isAbout(stored, { name: 'b', description: same })).toBe(false);
    expect(isAbout(stored, { name: 'a', description: other })).toBe(false);
  });
});
