import * as fc from 'fast-check';
import type { Dial, Family, Observation, Seeds, Training } from '../statement/family';

/** A problem whose trainings are draws: `rate` of the first kind, `other` of a second one. */
interface Draws {
  readonly rate: number;
  readonly other: number;
}

interface DrawsTraining extends Training {
  readonly seeds: Seeds;
}

/** What is measured of a violation, and of none: so far beyond 1, and on this side of it, that bounds × 2 hold of both. */
const VIOLATED = 1.5;
const HELD = 0.5;
const STEPS = 1;

const dial = (key: keyof Draws): Dial<Draws> => ({
  doc: `the rate of ${key}`,
  physical: (severity) => `${key} = ${severity}`,
  apply: (problem, severity) => ({ ...problem, [key]: severity }),
});

const drawn = (
  name: string,
  of: (problem: Draws) => number,
  values: readonly [number, number],
  untrained = values[1],
) => {
  const observation: Observation<Draws, DrawsTraining> = {
    doc: `${values[1]} with the probability ${name}, else ${values[0]}; before any step ${untrained}`,
    range: [0, untrained],
    prompted: false,
    witnessBound: () => 0,
    measure: (_, { problem, step, key }) => {
      if (step === 0) return untrained;
      return key[0] / 2 ** 32 < of(problem) ? values[1] : values[0];
    },
  };
  return observation;
};

/**
 * A family like any other, but that a training is a draw: its region, its corners and its rates are known, and so is the truth of
 * every claim about it.
 *
 * @param region rates over the region, and at the reference problem
 * @param corner rates at the first of four corners
 * @param corners rates at the three others
 */
export function drawsFamily(name: string, region: Draws, corner: Draws, corners: Draws): Family {
  const family: Family<Draws, DrawsTraining> = {
    name,
    problems: fc.record({ rate: fc.constant(region.rate), other: fc.constant(region.other) }),
    reference: region,
    corners: { first: corner, second: corners, third: { ...corners }, fourth: { ...corners } },
    check: () => {},
    symbols: ({ rate, other }) => ({ rate, other }),
    assumptions: {
      draws: {
        name: 'draws',
        doc: 'a known rate',
        paper: 'none',
        region: { rate: `${region.rate}` },
        dial: dial('rate'),
      },
    },
    dials: { other: dial('other') },
    engines: ['draws'],
    prepare: () => Promise.resolve({ fingerprint: 'draws', describe: 'draws' }),
    train: (_, seeds) => Promise.resolve(train(seeds)),
    observations: {
      excess: drawn('rate', ({ rate }) => rate, [HELD, VIOLATED], 2 * VIOLATED),
      share: drawn('rate', ({ rate }) => rate, [0, 1]),
      otherShare: drawn('other', ({ other }) => other, [0, 1]),
    },
    arrays: () => Promise.resolve({ arrays: {}, json: {} }),
  };
  return family as unknown as Family;
}

function train(seeds: Seeds): DrawsTraining {
  let step = 0;
  return {
    engine: 'draws',
    seeds,
    get step() {
      return step;
    },
    advance: (to) => {
      step = Math.min(to, step + STEPS);
      return undefined;
    },
    // What tells one training from another.
    parameters: () => ({ w: Float64Array.from([...seeds('init'), step]) }),
    load: (_, to) => {
      step = to;
    },
  };
}
