/**
 * B1 of other models: whether the 0–1 error falls exponentially. Under an exponential law the second two factors of four take as long
 * as the first two; under a power law t^−a they take 4^(1/a) times as long.
 *
 * @module
 */
import { atMost, cite, meanOver, ours, theorem } from '../../../harness';
import { cappedLaws, noTimesUntrained, slowingOf } from '../../bu2024/decay/laws-of-decay';
import { corners, forAll, type Model, notChecked, paper } from '../controls';
import { architectures } from '../family';

interface DecaySpec {
  readonly model: Model;
  /** How often the error is measured, as a formula: about a tenth of the time that it takes. */
  readonly every: string;
  /** Units of m K1/η after which a block counts as a violation. */
  readonly cap: number;
  /** What the ratio was in calibration. */
  readonly calibration: string;
}

const TRAININGS = 8;
const PROMPTS = 128;

const { powerLaw, exponential } = cappedLaws({ observation: 'error', words: 'error' }, PROMPTS);

/** A claim that the error of a model falls exponentially. */
export function decay({ model, every, cap, calibration }: DecaySpec) {
  return theorem({
    name: `the error of the model ${model.words} falls exponentially`,
    statement: `With probability at least 1 − δ over blocks of ${TRAININGS} trainings of the reference problem by the model ${model.words}, the time in which the mean 0–1 error falls from 2^−4 to 2^−6 is at most g times the time from 2^−2 to 2^−4.`,
    source: cite('bu2024', 'exponential 0–1 convergence, asked of other models; open question 2', 'reconstructed'),
    family: architectures,
    forAll,
    stream: model.stream,
    at: 'reference',
    corners,
    ours: {
      g: ours(1.7, `an exponential has 1 and a power law of order 2 has 2; ${calibration}`),
      cap: ours(cap, 'units of m K1/η after which a block counts as a violation'),
    },
    horizon: 'cap * unit',
    horizonForm: 'some t ≤ T',
    prompts: PROMPTS,
    block: { repeats: TRAININGS },
    claim: ({ along }) => {
      const error = meanOver(along({ from: '0', to: 'horizon', every }).error);
      return atMost(slowingOf(error), 'g');
    },
    delta: 0.05,
    margin: 0.25,
    profile: 'nightly',
    controls: {
      untrained: noTimesUntrained,
      gross: [powerLaw(1)],
      nearMiss: [powerLaw(2)],
      positive: exponential,
    },
    paper,
    notChecked: [...notChecked, 'other problems than the reference', 'errors below 2^−6'],
  });
}
