import { orthonormalFrame, scaledBy } from '../frame';
import { mean, norm } from '../language/geometry';
import { conceptNamed, type Lexicon } from '../language/lexicon';
import type { FeatureVectors } from '../language/material';
import { wordsIn } from '../language/space';
import { shuffled } from '../language/split';
import { twinsOf } from '../language/twins';
import { vendored } from '../language/vendored';
import { Random } from '../random';
import { CATEGORIES } from './names';
import type { CategoryProblem } from './problem';

/** All vectors of a problem. */
export interface CategoryMaterial {
  /** Means of the categories over their training words: what stands where the paper has its patterns. [M1][dX] */
  readonly mu: Float64Array[];
  /** [M1][words][dX] */
  readonly training: FeatureVectors;
  readonly heldOut: FeatureVectors;
  /** Held-out words of the categories that nobody trains on. */
  readonly novel: FeatureVectors;
  /** Label embedding: a unit vector of length dY. */
  readonly q: Float64Array;
}

type Inputs = readonly Float64Array[];

/**
 * The vectors of a problem: words in whitened space, half of each category held out, scaled so that category means have norm beta in
 * the mean. The split depends on the problem's own seed; twins and q on the key. Pure function of (problem, key, lexicon).
 */
export function categoryMaterial(
  problem: CategoryProblem,
  key: readonly [number, number],
  lexicon: Lexicon = vendored(),
): CategoryMaterial {
  const { categories, novel, split, dX, dY, beta, departures } = problem;
  const random = new Random(key);
  const [q] = orthonormalFrame(random, 1, dY);
  const vector = wordsIn(lexicon, { dimensions: dX, centred: true, whitening: 1 });
  const worded = (names: readonly string[]) => names.map((name) => wordsOf(lexicon, name).map(vector));
  const inDomain = dealt(new Random([split, CATEGORY_COUNT]), worded(categories), departures.scrambled === 1);
  const all = [...inDomain, ...worded(novel)];
  const drawn = departures.twin === 0 ? all : all.flatMap((words) => twinsOf(random, [words], departures.twin === 1));
  const halves = [...categories, ...novel].map((name, i) => halvesOf(drawn[i]!, split, name));
  const means = halves.slice(0, categories.length).map(({ training }) => mean(training));
  const scale = scaledBy((beta * means.length) / means.reduce((sum, mu) => sum + norm(mu), 0));
  const scaled = (of: 'training' | 'heldOut', from: number, to?: number) =>
    halves.slice(from, to).map((half) => half[of].map(scale));
  return {
    mu: means.map(scale),
    training: scaled('training', 0, categories.length),
    heldOut: scaled('heldOut', 0, categories.length),
    novel: scaled('heldOut', categories.length),
    q: q!,
  };
}

const NAMES = Object.keys(CATEGORIES);
const CATEGORY_COUNT = NAMES.length;

function wordsOf(lexicon: Lexicon, name: string): readonly string[] {
  const [concept, side] = CATEGORIES[name]!;
  return conceptNamed(lexicon, concept)[side];
}

/** A random half of a category, the same in whatever problem it is. */
function halvesOf(words: Inputs, split: number, name: string): { training: Inputs; heldOut: Inputs } {
  const order = shuffled(new Random([split, NAMES.indexOf(name)]), words.length).map((i) => words[i]!);
  const half = words.length >> 1;
  return { training: order.slice(0, half), heldOut: order.slice(half) };
}

/** The words of all categories, dealt anew where they are to be scrambled. */
function dealt(random: Random, groups: readonly Inputs[], scrambled: boolean): readonly Inputs[] {
  if (!scrambled) return groups;
  const all = groups.flat();
  const order = shuffled(random, all.length).map((i) => all[i]!);
  const ends = groups.map((_, g) => groups.slice(0, g + 1).reduce((sum, { length }) => sum + length, 0));
  return groups.map(({ length }, g) => order.slice(ends[g]! - length, ends[g]!));
}
