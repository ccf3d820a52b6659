import { turn } from '../statement/dials';
import type { Family } from '../statement/family';
import type { Request } from '../statement/gate';

/** Draws of the region that are trained. */
const DRAWS = 4;
/** Steps of a training, after which it is observed. */
const STEPS = 60;
/** Fresh prompts of an observation: no multiple of a block in which an engine may work, so that a rest is tried, too. */
const PROMPTS = 70;

/** One training of the slice. */
interface SliceTraining {
  /** For people and for the file: `corner:crowded`, `region 2`, `reference lowNoise=1`. */
  readonly name: string;
  readonly source: string;
  readonly index: number;
  readonly dials: Readonly<Record<string, number>>;
  readonly requests: readonly Request[];
}

/**
 * The trainings of a family that stand for all of them: its reference problem, its corners, a few draws, and its reference problem
 * with each assumption violated in turn, since a violation is what other branches of an engine are for. Each gives all of these
 * observations, but for the costly ones, which the reference problem alone gives.
 */
export function sliceOf(
  family: Family,
  observations: readonly string[],
  costly: readonly string[],
): readonly SliceTraining[] {
  const training = (name: string, source: string, index = 0, dials: SliceTraining['dials'] = {}) => {
    const left = name === 'reference' ? [] : costly;
    const requests = observations.filter((one) => !left.includes(one)).map((one) => request(family, one));
    return { name, source, index, dials, requests };
  };
  const fixed = ['reference', ...Object.keys(family.corners).map((name) => `corner:${name}`)];
  return [
    ...fixed.map((source) => training(source, source)),
    ...Array.from({ length: DRAWS }, (_, index) => training(`region ${index}`, 'region', index)),
    ...violable(family).map((name) => training(`reference ${name}=1`, 'reference', 0, { [name]: 1 })),
  ];
}

/** Some violations are worse than a reference problem has room for. */
function violable(family: Family): readonly string[] {
  return Object.keys(family.assumptions).filter((name) => {
    try {
      family.check(turn(family, family.reference, { [name]: 1 }));
      return true;
    } catch {
      return false;
    }
  });
}

function request({ observations }: Family, observation: string): Request {
  return { observation, at: STEPS, prompts: observations[observation]?.prompted ? PROMPTS : 0 };
}
