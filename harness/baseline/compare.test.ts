import { dialled } from '../statement/controls';
import { ours } from '../statement/ours';
import { quantity } from '../statement/quantity';
import { above, atLeast, atMost, forEvery, meanAtMost, reaches, within } from '../statement/relation';
import { toyFamily } from '../statement/testing/toy-family';
import { compareRuns } from './compare';
import { sentences } from './sentences';
import { decidedResult, family, gateOf, runOf, spec } from './testing/runs';

// biome-ignore lint/suspicious/noExplicitAny: claims of a toy, whose words the harness types by its family
type Words = any;

const compared = (was: object, is: object) =>
  sentences(
    compareRuns(runOf([gateOf(was)]), runOf([gateOf(is)]), () => true),
    'accepted.json',
  );

/** The failures without name and cure, which all of them have. */
const failures = (was: object, is: object) =>
  compared(was, is).failures.map((text) => {
    const [, said] =
      /^baseline, settles: expected (.*) \(restore it, or accept it: copy reports\/verdicts\.json of a full run over accepted\.json in a commit that says why\)$/.exec(
        text,
      ) ?? [];
    return said ?? text;
  });

const error = (relation: (words: Words) => unknown) => ({ claim: relation });
const curve = (points: number, to = 'horizon') => ({ from: '0', to, points });
const region = (noise: string) => ({
  family: family({ assumptions: { quiet: { ...toyFamily.assumptions.quiet, region: { noise } } } }),
});

/** One statement and another that claims less (in a way that can be told), with what has to be said. */
const looser: [string, object, object, RegExp][] = [
  ['a larger δ', {}, { delta: 0.06 }, /^δ 0.05, got δ 0.06$/],
  ['a larger margin', {}, { margin: 0.1 }, /^margin 0.05, got margin 0.1$/],
  ['fewer prompts', {}, { prompts: 199 }, /^fresh prompts per measurement: 200, got .* 199$/],
  ['a smaller budget', {}, { budget: 150 }, /^a budget of 200, got a budget of 150$/],
  [
    'a lower bound from below',
    error(({ at }) => atLeast(at('9').attention, '0.9')),
    error(({ at }) => atLeast(at('9').attention, '0.8')),
    /^attention at t = 9 ≥ 0.9 at the reference problem and 4 more, got attention at t = 9 ≥ 0.8$/,
  ],
  [
    'a higher bound from above, at one corner only',
    error(({ at }) => atMost(at('9').error, '0.3')),
    error(({ at }) => atMost(at('9').error, '0.3 + max(0, K - 5)')),
    /^error at t = 9 ≤ 0.3 at corner high, got error at t = 9 ≤ 1.3$/,
  ],
  [
    'a curve whose bound is higher at one step',
    error(({ along }) => atMost(along(curve(3, '8')).error, '0.3')),
    error(({ along }) => atMost(along(curve(3, '8')).error, '0.3 + max(0, t - 7)')),
    /\(t = 8\) ≤ 0.3 at the reference problem and 4 more, got .* ≤ 1.3$/,
  ],
  [
    'a curve whose bound is lower at one step and higher at a later one',
    error(({ along }) => atMost(along(curve(3, '8')).error, '0.3')),
    error(({ along }) => atMost(along(curve(3, '8')).error, '0.2 + max(0, t - 7)')),
    /\(t = 8\) ≤ 0.3 at the reference problem and 4 more, got .* ≤ 1.2$/,
  ],
  [
    'a curve that is bounded at fewer steps',
    error(({ along }) => atMost(along({ from: '0', to: '8', every: '2' }).error, '0.3')),
    error(({ along }) => atMost(along({ from: '0', to: '8', every: '4' }).error, '0.3')),
    /^error along t, bounded at 5 steps from 0 to 8 at .*, got 3 steps from 0 to 8$/,
  ],
  [
    'a wider window',
    error(({ at }) => within(at('9').weight, '1', '2')),
    error(({ at }) => within(at('9').weight, '0.5', '2')),
    /^weight at t = 9 ≥ 1 at .*, got weight at t = 9 ≥ 0.5$/,
  ],
  [
    'one side of a window',
    error(({ at }) => within(at('9').weight, '1', '2')),
    error(({ at }) => atMost(at('9').weight, '2')),
    /^a bound on weight at t = 9, ≥ at .*, got none$/,
  ],
  [
    'a bound that may be met',
    error(({ at }) => above(at('9').weight, '1')),
    error(({ at }) => atLeast(at('9').weight, '1')),
    /^weight at t = 9 > 1 at .*, got ≥ 1$/,
  ],
  [
    'a later deadline',
    error(({ along }) => reaches(along(curve(5, '8')).error, '0.3', '4')),
    error(({ along }) => reaches(along(curve(5, '8')).error, '0.3', '6')),
    /by the deadline 4 at .*, got .* by the deadline 6$/,
  ],
  [
    'a higher level',
    error(({ along }) => reaches(along(curve(5, '8')).error, '0.3', '4')),
    error(({ along }) => reaches(along(curve(5, '8')).error, '0.4', '4')),
    /reaches 0.3 at .*, got .* reaches 0.4$/,
  ],
  [
    'a higher mean',
    { kind: 'mean', claim: ({ at }: Words) => meanAtMost(at('9').error, '0.3') },
    { kind: 'mean', claim: ({ at }: Words) => meanAtMost(at('9').error, '0.4') },
    /^error at t = 9 ≤ 0.3 at .*, got .* ≤ 0.4$/,
  ],
  [
    'fewer values of forEvery',
    error(({ at }) => forEvery('j', [2, 3], atMost(at('4 * j').error, '1'))),
    error(({ at }) => forEvery('j', [2], atMost(at('4 * j').error, '1'))),
    /^a bound on error at t = 4 \* j \(j = 3\), ≤ at .*, got none$/,
  ],
  [
    'a region that shrank',
    {},
    region('0 … 0.05, uniform'),
    /^the region 0 … 0.1, uniform \(quiet, noise\), got 0 … 0.05/,
  ],
  ['no corners', {}, { corners: { without: 'too slow' } }, /^a claim about corner low, got none$/],
];

describe('a statement that claims less fails, and is named', () => {
  it.each(looser)('%s', (_, was, is, said) => {
    expect(failures(was, is)[0]).toMatch(said);
  });

  const several = ['no corners'];
  it.each(looser.filter(([name]) => !several.includes(name)))('%s: nothing else is named', (_, was, is) => {
    expect(failures(was, is)).toHaveLength(1);
  });

  // The reverse is worse, too: at the other step.
  const oneWay = ['no corners', 'a curve whose bound is lower at one step and higher at a later one'];
  it.each(looser.filter(([name]) => !oneWay.includes(name)))(
    '%s: the reverse is noted, and no failure',
    (_, was, is) => {
      const { failures: none, notes } = compared(is, was);
      expect(none).toEqual([]);
      expect(notes.length).toBeGreaterThan(0);
    },
  );
});

describe('what cannot be compared fails', () => {
  const unclear: [string, object, object, RegExp][] = [
    [
      'another step',
      error(({ at }) => atMost(at('9').error, '1')),
      error(({ at }) => atMost(at('8 + 0').error, '1')),
      /got none/,
    ],
    [
      'another horizon',
      {},
      { horizon: '6 * K / eta', ours: spec.ours },
      /attention at t = horizon at t = 96 at .*, got t = 48/,
    ],
    ['other trials', {}, { stream: { batchSize: 16 } }, /^trials at the dials {}, got {"batchSize":16}, a change/],
    [
      'another kind',
      { kind: 'prob', delta: 0 },
      { kind: 'forall', delta: 0, controls: identity() },
      /^a claim of kind prob, got forall/,
    ],
    [
      'another corner problem',
      {},
      { family: family({ corners: { ...toyFamily.corners, low: { ...toyFamily.reference, K: 3 } } }) },
      /^K = 2 at corner low, got K = 3/,
    ],
    ['a constant in a control only', {}, { ours: { ...spec.ours, unused: ours(1, 'x') } }, /^$/],
  ];

  it.each(unclear.slice(0, -1))('%s', (_, was, is, said) => {
    const all = failures(was, is);
    expect(all.some((text) => said.test(text))).toBe(true);
  });

  it('a constant that is new alone does not', () => {
    expect(failures(...(unclear.at(-1)!.slice(1, 3) as [object, object]))).toEqual([]);
  });

  it('a constant of ours that no compared bound shows', () => {
    const measured = (c: number) => ({ ours: { ...spec.ours, spare: ours(c, 'measured') } });
    expect(failures(measured(1), measured(2))).toEqual([
      'the constant spare = 1, got spare = 2, a change that cannot be compared',
    ]);
  });

  it('a constant that made its bound stricter, and what is measured another thing', () => {
    const scaled = (c: number) => ({
      ours: { ...spec.ours, c: ours(c, 'measured') },
      claim: ({ at }: Words) => atMost(quantity('e * c', { e: at('9').error }), '1 - c'),
    });
    expect(failures(scaled(0.1), scaled(0.2))).toEqual([
      'the constant c = 0.1, got c = 0.2, a change that cannot be compared',
    ]);
  });

  it('but not a constant that made every bound it enters stricter', () => {
    const allowed = (c: number) => ({
      ours: { ...spec.ours, c: ours(c, 'measured') },
      claim: ({ at }: Words) => atLeast(at('horizon').attention, '1 - c'),
    });
    expect(failures(allowed(0.1), allowed(0.05))).toEqual([]);
    expect(failures(allowed(0.05), allowed(0.1))).toEqual([
      'attention at t = horizon ≥ 0.95 at the reference problem and 4 more, got attention at t = horizon ≥ 0.9',
      'the constant c = 0.05, got c = 0.1, a change that cannot be compared',
    ]);
  });
});

function identity(): object {
  return { ...spec.controls, gross: [{ kind: 'perturbed', factor: 10, doc: 'pushed' }] };
}

describe('a run against an accepted one', () => {
  const two = [gateOf(), gateOf({ name: 'other' }, 'b.theorem.ts')];
  const said = (is: ReturnType<typeof runOf>, onDisk = true) =>
    compareRuns(runOf(two), is, () => onDisk).map(({ claim, change }) => [claim, change.kind, change.was]);
  const only = (complete: boolean, file = 'a.theorem.ts') => ({ ...runOf([gateOf({}, file)]), complete });

  it('is silent about the same', () => {
    expect(said(runOf(two))).toEqual([]);
  });

  it('misses a claim after a complete run, or when its file is gone or holds another', () => {
    const gone = [['other', 'weaker', 'a claim in b.theorem.ts']];
    expect(said(only(true))).toEqual(gone);
    expect(said(only(false))).toEqual([]);
    expect(said(only(false), false)).toEqual(gone);
    expect(said(only(false, 'b.theorem.ts'))).toEqual(gone);
  });

  it('accepts a claim that is new', () => {
    const more = [...two, gateOf({ name: 'third' }, 'c.theorem.ts')];
    expect(said(runOf(more))).toEqual([['third', 'stricter', 'none']]);
  });

  it('orders verdicts from corroborated to error', () => {
    const verdicts = ['corroborated', 'inconclusive', 'vacuous', 'falsified', 'error'] as const;
    const run = (verdict: (typeof verdicts)[number]) => runOf([gateOf()], [decidedResult(gateOf(), { verdict })]);
    for (const [i, was] of verdicts.entries()) {
      for (const [j, is] of verdicts.entries()) {
        const kinds = compareRuns(run(was), run(is), () => true).map(({ change }) => change.kind);
        expect(kinds).toEqual(i === j ? [] : [i < j ? 'weaker' : 'stricter']);
      }
    }
  });

  it('names a control that is gone, or does something else', () => {
    const nearMiss = (severity: number) => ({
      controls: {
        ...spec.controls,
        nearMiss: [dialled('quiet', severity, { name: 'noisy', doc: 'x' })],
      },
    });
    const twoGross = {
      controls: { ...spec.controls, gross: [...spec.controls.gross!, dialled('quiet', 2, { doc: 'x' })] },
    };
    expect(failures(twoGross, {})).toEqual(['the control gross "quiet = 2", got none']);
    expect(failures({}, twoGross)).toEqual([]);
    expect(failures(nearMiss(0.3), nearMiss(0.9))[0]).toMatch(/"noisy" with .*0\.3.*, got .*0\.9.*, a change/);
  });

  it('names a claim that went from the region to the reference problem once', () => {
    expect(failures({}, { at: 'reference' })).toEqual(['trials at the region, got the reference']);
    expect(failures({ at: 'reference' }, {})).toEqual([]);
  });
});
