import { cite } from '../../statement/cite';
import { dialled } from '../../statement/controls';
import type { Part } from '../../statement/gate';
import { type ToyProblem, toyFamily } from '../../statement/testing/toy-family';
import type { TheoremSpec } from '../../statement/theorem';

export type ToySpec = TheoremSpec<typeof toyFamily>;

/** What claims over the toy have in common. */
export const toyClaim = {
  source: cite('toy2024', 'lemma 1'),
  family: toyFamily,
  forAll: ['quiet'],
} as const satisfies Partial<ToySpec>;

/** Controls that claims which want the toy quiet must fail on. */
export const toyNegatives = {
  gross: [dialled('quiet', 1, { doc: 'all noise' })],
  nearMiss: [dialled('quiet', 0.3, { doc: 'some noise' })],
};

/** A part judged on the toy's closed forms, in place of a training; `changed`: what is measured otherwise, as `attention@0`. */
export function judgeToy(part: Part, problem: ToyProblem, changed: Readonly<Record<string, number>> = {}) {
  const values = part.plan(problem).map(({ observation, at, prompts }) => {
    const about = { problem, step: at, prompts, key: [0, 0] as const };
    return (
      changed[`${observation}@${at}`] ??
      toyFamily.observations[observation as 'error'].measure(undefined as never, about)
    );
  });
  return part.judge(problem, [{ values }]);
}
