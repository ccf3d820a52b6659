import { orthonormalFrame, scaledBy } from '../frame';
import { Random } from '../random';
import type { WordConcept } from './concept';
import { type Direction, directionOf, norm } from './geometry';
import { conceptNamed, type Lexicon } from './lexicon';
import type { LanguageProblem } from './problem';
import { wordsIn } from './space';
import { type Sides, type Split, shuffled, splitOf } from './split';
import { twinOf } from './twins';
import { vendored } from './vendored';

/** Vectors of every feature: 2k is the side −1 of concept k, 2k + 1 its side +1. */
export type FeatureVectors = readonly (readonly Float64Array[])[];

/** All vectors of a problem. */
export interface Material {
  /** Of the trained concepts, from training words alone. */
  readonly directions: readonly Direction[];
  readonly training: FeatureVectors;
  readonly heldOut: FeatureVectors;
  /** Of the new concepts: the words that would be held out. */
  readonly novel: FeatureVectors;
  readonly novelDirections: readonly Direction[];
  /** Label vectors of every feature. [2 K1][dY] */
  readonly labels: readonly Float64Array[];
  /** Standard deviation of the noise that is added beside, on every coordinate. */
  readonly sigma: number;
}

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { round, sqrt } = Math;

/** What the mean |b| of the trained concepts is scaled to: the middle of bu2024's region, √((1 − κ)/2) at κ = .2. */
export const MEAN_B = 0.63;

/**
 * The vectors of a problem: words are split, mapped into the space, scaled so that the mean |b| is that of the theory's problems.
 * The split depends on the problem's own seed, twins and label vectors on the key. Pure function of (problem, key, lexicon).
 */
export function materialOf(
  problem: LanguageProblem,
  key: readonly [number, number],
  lexicon: Lexicon = vendored(),
): Material {
  const random = new Random(key);
  const made = (names: readonly string[]) =>
    names.map((name) => splitConcept(problem, conceptNamed(lexicon, name), random, lexicon));
  const [trained, novel] = [made(problem.concepts), made(problem.novel)];
  const unscaled = trained.map(({ training }) => directionOf(training));
  const size = unscaled.reduce((sum, { b }) => sum + norm(b), 0) / unscaled.length;
  const scale = scaledBy(MEAN_B / size);
  const scaled = (sides: Sides<Float64Array>) => [sides.minus.map(scale), sides.plus.map(scale)];
  const directions = (splits: readonly Split<Float64Array>[]) =>
    splits.map(({ training }) => directionOf({ plus: training.plus.map(scale), minus: training.minus.map(scale) }));
  return {
    directions: directions(trained),
    training: trained.flatMap(({ training }) => scaled(training)),
    heldOut: trained.flatMap(({ heldOut }) => scaled(heldOut)),
    novel: novel.flatMap(({ heldOut }) => scaled(heldOut)),
    novelDirections: directions(novel),
    labels: labelsOf(problem, lexicon, random),
    sigma: problem.departures.noise * MEAN_B,
  };
}

function splitConcept(
  problem: LanguageProblem,
  concept: WordConcept,
  twins: Random,
  lexicon: Lexicon,
): Split<Float64Array> {
  const { departures, split } = problem;
  const at = lexicon.concepts.indexOf(concept);
  const random = new Random([split, at]);
  const { paired, glosses } = concept;
  const named = departures.glosses === 1 && glosses ? { ...glosses, paired: false } : { ...concept, paired };
  const vector = mapped(problem, lexicon);
  const real = { plus: named.plus.map(vector), minus: named.minus.map(vector) };
  const dealt = departures.scrambled === 1 ? scrambled(random, real) : real;
  const words = departures.twin === 0 ? dealt : twinOf(twins, dealt, departures.twin === 1);
  const { training, heldOut } = splitOf(random, words, named.paired && departures.scrambled === 0);
  return { training: spoiled(capped(training, departures.vocabulary), departures.wrongWords), heldOut };
}

/** All words of both sides, dealt anew. */
function scrambled(random: Random, { plus, minus }: Sides<Float64Array>): Sides<Float64Array> {
  const all = [...plus, ...minus];
  const order = shuffled(random, all.length).map((i) => all[i]!);
  return { plus: order.slice(0, plus.length), minus: order.slice(plus.length) };
}

function capped({ plus, minus }: Sides<Float64Array>, most: number): Sides<Float64Array> {
  return most === 0 ? { plus, minus } : { plus: plus.slice(0, most), minus: minus.slice(0, most) };
}

/** A fraction of either side changes places. */
function spoiled({ plus, minus }: Sides<Float64Array>, fraction: number): Sides<Float64Array> {
  const n = round(fraction * Math.min(plus.length, minus.length));
  return { plus: [...minus.slice(0, n), ...plus.slice(n)], minus: [...plus.slice(0, n), ...minus.slice(n)] };
}

function labelsOf(problem: LanguageProblem, lexicon: Lexicon, random: Random): Float64Array[] {
  const { concepts, departures, dY, kappaY } = problem;
  if (departures.labels === 0) return orthogonalLabels(random, concepts.length, dY, kappaY);
  const vector = mapped(problem, lexicon);
  const named = concepts.map((_, k) => conceptNamed(lexicon, concepts[departures.labels === 2 ? 0 : k]!));
  return named.flatMap(({ name, labels }) => {
    if (!labels) throw new RangeError(`language problem: expected label words of ${name}, got none`);
    return [labels[1], labels[0]].map((word) => unit(vector(word)));
  });
}

/** `c_k ∓ d_k`, all orthogonal, |c ± d| = 1 and `<c + d, c − d>` = κ, as in bu2024. */
function orthogonalLabels(random: Random, K: number, dY: number, kappa: number): Float64Array[] {
  const frame = orthonormalFrame(random, 2 * K, dY);
  const [c, d] = [sqrt((1 + kappa) / 2), sqrt((1 - kappa) / 2)];
  return Array.from({ length: 2 * K }, (_, i) => {
    const [first, second] = [frame[i >> 1]!, frame[K + (i >> 1)]!];
    return first.map((x, j) => c * x + (i % 2 === 1 ? d : -d) * second[j]!);
  });
}

const unit = (v: Float64Array): Float64Array => scaledBy(1 / norm(v))(v);

const mapped = ({ dX, departures }: LanguageProblem, lexicon: Lexicon) =>
  wordsIn(lexicon, { dimensions: dX, centred: departures.centred === 1, whitening: departures.whitening });
