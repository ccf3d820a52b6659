import * as fc from 'fast-check';
import { type ComparedRun, compareRuns } from './compare';
import { decidedResult, gateOf, runOf } from './testing/runs';

/** A verdict file that can be changed. */
type Draft = { -readonly [key in keyof ComparedRun]: ComparedRun[key] } & {
  // biome-ignore lint/suspicious/noExplicitAny: any member of the file may be changed
  claims: any[];
};

/** One way to change a claim for the worse, by an amount; what names it; and whether its reverse is provably stricter. */
interface Mutation {
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly change: (claim: any, amount: number, draft: Draft) => void;
  readonly named: RegExp;
  readonly oneWay?: true;
}

// biome-ignore lint/suspicious/noExplicitAny: as above
const limit = (claim: any, place: number, i: number) => claim.tolerances.places[place].limits[i];

// The limits of the fixture: 0 attention ≥, 1 curve of errors ≤, 2 and 3 a window of weights, 4 reaches.
const mutations: readonly Mutation[] = [
  { kind: 'δ', change: (claim, by) => (claim.tolerances.parts[0].delta += by), named: /^δ / },
  { kind: 'margin', change: (claim, by) => (claim.tolerances.parts[0].margin += by), named: /^margin / },
  {
    kind: 'margin of a corner',
    change: (claim, by) => (claim.tolerances.parts[2].margin += by),
    named: /^margin \(corner/,
  },
  { kind: 'lower bound', change: (claim, by) => (limit(claim, 0, 0).values[0] -= by), named: /^attention .* ≥/ },
  { kind: 'upper bound of a curve', change: (claim, by) => (limit(claim, 1, 1).values[3] += by), named: /^error .* ≤/ },
  { kind: 'low end', change: (claim, by) => (limit(claim, 2, 2).values[0] -= by), named: /^weight .* ≥/ },
  { kind: 'high end', change: (claim, by) => (limit(claim, 3, 3).values[0] += by), named: /^weight .* ≤/ },
  { kind: 'level of reaches', change: (claim, by) => (limit(claim, 4, 4).values[0] += by), named: / reaches / },
  { kind: 'deadline', change: (claim, by) => (limit(claim, 0, 4).deadline += by), named: /by the deadline/ },
  { kind: 'step', change: (claim) => limit(claim, 0, 0).steps[0]++, named: /^attention .* at t = 96/, oneWay: true },
  { kind: 'bound', change: (claim) => void claim.tolerances.places[0].limits.shift(), named: /^a bound on attention/ },
  {
    kind: 'step of a curve',
    change: (claim) => {
      limit(claim, 0, 1).steps.splice(2, 1);
      limit(claim, 0, 1).values.splice(2, 1);
    },
    named: /bounded at 5 steps/,
  },
  { kind: 'corner', change: (claim) => void claim.tolerances.places.pop(), named: /^the corner slow/ },
  {
    kind: 'problem',
    change: (claim, by) => (claim.tolerances.places[1].symbols.K += by),
    named: /^K = /,
    oneWay: true,
  },
  { kind: 'prompts', change: (claim) => claim.about.prompts--, named: /^fresh prompts/ },
  { kind: 'budget', change: (claim) => claim.budget--, named: /^a budget/ },
  { kind: 'level', change: (claim, by) => (claim.alphaC += by), named: /^the level of corroboration/ },
  { kind: 'level of falsification', change: (claim, by) => (claim.alphaF += by), named: /^the level of falsification/ },
  { kind: 'ours', change: (claim, by) => (claim.about.ours[0].value += by), named: /^the constant c/, oneWay: true },
  { kind: 'statement kind', change: (claim) => (claim.about.kind = 'forall'), named: /kind prob/, oneWay: true },
  { kind: 'family', change: (claim) => (claim.about.family = 'other'), named: /^the family toy/, oneWay: true },
  {
    kind: 'dials',
    change: (claim, by) => (claim.tolerances.stream = { quiet: by }),
    named: /^trials at the dials/,
    oneWay: true,
  },
  { kind: 'block', change: (claim) => (claim.tolerances.block = { repeats: 2 }), named: /^blocks/, oneWay: true },
  {
    kind: 'region',
    change: (claim, by) => (claim.tolerances.regions.quiet.noise = `0 … ${0.1 - by / 100}, uniform`),
    named: /^the region 0 … 0\.1, uniform/,
  },
  {
    kind: 'law',
    change: (claim) => (claim.tolerances.regions.quiet.noise = '0 … 0.1, normal'),
    named: /^the region/,
    oneWay: true,
  },
  { kind: 'family region', change: (claim) => delete claim.tolerances.regions.quiet, named: /^a region of quiet/ },
  {
    kind: 'assumption',
    change: (claim) => claim.about.assumptions.push({ name: 'new', region: 'x: 0', paper: 'x' }),
    named: /^no assumption of that name/,
  },
  { kind: 'control', change: (claim) => void claim.tolerances.controls.pop(), named: /^the control positive/ },
  {
    kind: 'control settings',
    change: (claim) => (claim.tolerances.controls[1].settings = 'x'),
    named: /^the control gross/,
    oneWay: true,
  },
  {
    kind: 'verdict',
    change: (claim, by) => (claim.verdict = by < 0.5 ? 'inconclusive' : 'falsified'),
    named: /^the verdict corroborated/,
  },
  {
    kind: 'claim',
    change: (claim, _, draft) => void draft.claims.splice(draft.claims.indexOf(claim), 1),
    named: /^a claim in/,
  },
];

/** Of the run as a whole. */
const ofTheRun: readonly [string, (draft: Draft) => void, RegExp][] = [
  ['epoch', (draft) => (draft.epoch = 'lucky-7'), /^the epoch gate-1/],
];

const gates = ['a', 'b', 'c'].map((name) => gateOf({ name }, `${name}.theorem.ts`));
const draftOf = (run: ComparedRun): Draft => structuredClone(run) as Draft;
const accepted = runOf(gates);
const fresh = (): Draft => draftOf(accepted);
const failing = (was: Draft, is: Draft) =>
  compareRuns(was, is, () => true).filter(({ change }) => change.kind !== 'stricter');

const cases = fc.record({
  which: fc.nat(mutations.length - 1),
  claim: fc.nat(gates.length - 1),
  // In (0, 1): larger than what rounding is allowed, smaller than what the fixture's numbers can take.
  amount: fc.integer({ min: 1, max: 999 }).map((n) => n / 1000),
});

function mutated({ which, claim, amount }: { which: number; claim: number; amount: number }) {
  const draft = fresh();
  mutations[which]!.change(draft.claims[claim], amount, draft);
  return { draft, mutation: mutations[which]!, name: gates[claim]!.name };
}

describe('a verdict file against another', () => {
  it('is as good as itself', () => {
    expect(compareRuns(fresh(), fresh(), () => true)).toEqual([]);
  });

  it('with one thing worse: that is named, at that claim, and nothing else', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { draft, mutation, name } = mutated(one);
        const found = failing(fresh(), draft);
        expect(found.map(({ claim }) => claim)).toEqual([name]);
        expect(found[0]!.change.was).toMatch(mutation.named);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('with one thing better does not fail, and says so', () => {
    const bothWays = cases.filter(({ which }) => !mutations[which]!.oneWay);
    fc.assert(
      fc.property(bothWays, (one) => {
        const { draft } = mutated(one);
        expect(failing(draft, fresh())).toEqual([]);
        expect(compareRuns(draft, fresh(), () => true).length).toBeGreaterThan(0);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it.each(mutations.map(({ kind }, which) => [kind, which] as const))('every kind is tried: %s', (_, which) => {
    const { draft, mutation } = mutated({ which, claim: 1, amount: 0.25 });
    expect(failing(fresh(), draft).map(({ change }) => change.was)).toEqual([expect.stringMatching(mutation.named)]);
    if (mutation.oneWay) expect(failing(draft, fresh())).toHaveLength(1);
  });

  it.each(ofTheRun)('another %s fails once, for the run', (_, change, named) => {
    const draft = fresh();
    change(draft);
    const found = failing(fresh(), draft);
    expect(found).toEqual([{ change: expect.objectContaining({ was: expect.stringMatching(named) }) }]);
  });

  it('of the laxer profile fails once, of the stricter one does not', () => {
    const levels = { alphaC: 0.01 / 64, alphaF: 0.0001 / 128 };
    const nightly: Draft = {
      ...draftOf(
        runOf(
          gates,
          gates.map((gate) => decidedResult(gate, levels)),
        ),
      ),
      profile: 'nightly',
    };
    expect(failing(nightly, fresh()).map(({ change }) => change.was)).toEqual(['the profile nightly']);
    expect(failing(fresh(), nightly)).toEqual([]);
  });

  it('takes the last bits of a formula for rounding', () => {
    const draft = fresh();
    for (const one of limit(draft.claims[0], 0, 1).values.keys()) limit(draft.claims[0], 0, 1).values[one] *= 1 + 1e-12;
    expect(compareRuns(fresh(), draft, () => true)).toEqual([]);
  });
});
