import type { Description } from '../../compile/describe';
import type { ClaimResult } from '../../verdict/results/result';
import { shownBriefly, shownText } from './shown-text';

const part = (label: string, delta = 0.05, margin = 0.05) => ({ label, delta, margin });
const four = ['a', 'b', 'c', 'd'].map((name) => part(`corner ${name}`));
const result = (changes: object = {}) =>
  ({
    ...{ verdict: 'corroborated', file: 'theorems/a/b.theorem.ts', profile: 'pr', alphaC: 6.25e-4, alphaF: 1.25e-5 },
    ...{ parts: [part('mixture'), ...four], attempts: { attempt: 1, codes: 1 } },
    ...changes,
  }) as unknown as ClaimResult;
const about = (kind = 'prob', delta = 0.05) => ({ kind, delta }) as Description;

test.each([
  [
    'a rate over the region',
    result(),
    about(),
    'P(violation) ≤ 0.05 · shown: < 0.1 over the mixture and at each of four corners, level 6.25e-4 (attempt 1)',
  ],
  [
    'corners at which less was shown, and a counterexample of before',
    result({ parts: [part('mixture'), part('corner a', 0.1, 0.1), part('counterexample 1')] }),
    about(),
    'P(violation) ≤ 0.05 · shown: < 0.1 over the mixture and < 0.2 at one corner and at one earlier counterexample, level 6.25e-4 (attempt 1)',
  ],
  [
    'one problem, in several codes',
    result({ parts: [part('reference')], attempts: { attempt: 3, codes: 4 } }),
    about(),
    'P(violation) ≤ 0.05 · shown: < 0.1 at the reference problem, level 6.25e-4 (attempt 3, 4 codes)',
  ],
  [
    'an identity: the rate that was shown, not that nothing violates',
    result({ parts: [part('mixture', 0)] }),
    about('forall', 0),
    'no violation · shown: P(violation) < 0.05 over the mixture, level 6.25e-4 (attempt 1)',
  ],
  [
    'means',
    result({ parts: [part('mean', 0.2, 0.1)] }),
    about('mean'),
    'mean ≤ 0.2 · shown: mean < 0.3, level 6.25e-4 (attempt 1)',
  ],
  [
    'a nightly run',
    result({ profile: 'nightly' }),
    about(),
    'P(violation) ≤ 0.05 · shown: < 0.1 over the mixture and at each of four corners, level 6.25e-4 per night (attempt 1)',
  ],
  [
    'a falsified claim',
    result({ verdict: 'falsified' }),
    about(),
    'P(violation) ≤ 0.05 · contradicted, level 1.25e-5 (attempt 1)',
  ],
  [
    'an open one that is not counted',
    result({ verdict: 'inconclusive', attempts: undefined }),
    about(),
    'P(violation) ≤ 0.05 · nothing shown (attempts not counted)',
  ],
  [
    'one that is not recorded',
    result({ verdict: 'vacuous', attempts: { codes: 0 } }),
    about(),
    'P(violation) ≤ 0.05 · nothing shown (not gated: what it states is not recorded)',
  ],
  [
    'an exploratory one',
    result({ verdict: 'inconclusive', attempts: undefined, file: 'theorems/a/b.exploratory.ts' }),
    about(),
    'P(violation) ≤ 0.05 · nothing shown',
  ],
])('%s', (_, of, statement, text) => {
  expect(shownText(of, statement)).toBe(text);
});

test('in few words, with the weakest part and what a merge did', () => {
  const moved = { attempt: 2, codes: 1, recordedAs: 1 };
  expect(shownBriefly(result({ parts: [part('mixture'), part('corner a', 0.1, 0.1)] }), about())).toBe(
    'shown: P < 0.2, attempt 1',
  );
  expect(shownBriefly(result({ attempts: moved }), about())).toBe(
    'shown: P < 0.1, attempt 2, recorded as attempt 1 and put later by a merge',
  );
});
