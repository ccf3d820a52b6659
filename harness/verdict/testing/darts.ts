import { compile } from '../../compile/compile';
import { cite } from '../../statement/cite';
import { dialled, synthetic } from '../../statement/controls';
import type { Observation } from '../../statement/family';
import { all, atLeast, atMost } from '../../statement/relation';
import { type TheoremSpec, theorem } from '../../statement/theorem';
import { type Coin, coin } from '../../trials/testing/coin';

/** Before any training a gap is 3; afterwards uniform on [p, p + 1], where p is what the assumption `honest` is violated by. */
const gap = {
  doc: 'how far off',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  prompted: false,
  witnessBound: () => 0,
  measure: (_, { problem, step, key }) => (step === 0 ? 3 : problem.p + key[0] / 2 ** 32),
} satisfies Observation<Coin, Awaited<ReturnType<typeof coin.train>>>;

/** The coin with a quantity that is no 0 or 1, on one engine. */
export const darts = {
  ...coin,
  name: 'darts',
  engines: ['fused'],
  observations: { ...coin.observations, gap },
} as const;

/** −.5 ≤ gap ≤ 1.1 at step 10: true, and as the dial goes to 1 violated from above with probability p − .1. */
export const dartsClaim = {
  name: 'darts',
  statement: 'The gap is small.',
  source: cite('toy2024', 'lemma 1'),
  family: darts,
  forAll: ['honest'],
  at: 'reference',
  horizon: 'steps',
  claim: ({ at }) => all(atMost(at('horizon').gap, '1.1'), atLeast(at('horizon').gap, '-0.5')),
  controls: {
    gross: [dialled('honest', 1, { doc: 'off by one' })],
    nearMiss: [dialled('honest', 0.85, { doc: 'off by .85' })],
    positive: synthetic({ doc: 'none', observations: { gap: { law: '0', noise: 'none' } } }),
  },
} as const satisfies TheoremSpec<typeof darts>;

/** The claim with changes, as a gate. */
export const dartsGate = (changes: Partial<TheoremSpec<typeof darts>> = {}) =>
  compile(theorem({ ...dartsClaim, ...changes }), 'darts.theorem.ts');
