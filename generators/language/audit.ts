import { Random } from '../random';
import { bagOf } from './bags';
import { cosine, type Direction, directionOf, innerProduct, norm, scatterOf } from './geometry';
import type { Lexicon } from './lexicon';
import { type Space, spaceOf } from './space';
import { splitOf } from './split';

/** One assumption about one concept: what is measured, and whether it lies in the region that the theory's claims are checked in. */
export interface AuditFinding {
  readonly measured: number;
  readonly inside: boolean;
}

/** What holds of a concept. Means over splits; scatter and errors on held-out words. */
export interface ConceptAudit {
  readonly name: string;
  readonly doc: string;
  /** Words of the plus and of the minus side. */
  readonly words: readonly [number, number];
  /** |b| in units of the mean over concepts. */
  readonly size: number;
  /** Of means of n words: the root mean square deviation along b, over |b|. */
  readonly noise: AuditFinding;
  /** The same per coordinate. */
  readonly spread: AuditFinding;
  /** Cosine of the two class means. */
  readonly kappaX: AuditFinding;
  /** Cosine of a and b: the theory has them orthogonal. */
  readonly tilt: AuditFinding;
  /** Largest |cosine| with the b of another concept, and whose. */
  readonly coherence: AuditFinding & { readonly with: string };
  /** Cosine of the two label words, where there are any. */
  readonly kappaY?: AuditFinding;
  /** Error of sign⟨x − a, b⟩ on means of n held-out words. */
  readonly oracleError: number;
}

/** How an audit is made. */
export interface AuditSettings {
  readonly space: Space;
  /** Words that are averaged. */
  readonly n: number;
}

/** Bounds of bu2024's gate region (ours; coherence and tilt are 0 there, and what sampling explains is let pass). */
export const BOUNDS = { noise: 0.1, kappa: 0.4, lean: 0.1 } as const;

/** Splits over which is averaged, and means of words that are drawn a side and split. */
const SPLITS = 4;
const DRAWS = 100;

/** Every assumption of bu2024's region that one can measure on words, per concept. Throws RangeError for too few words for n. */
export function audit(lexicon: Lexicon, { space, n }: AuditSettings): ConceptAudit[] {
  const map = spaceOf(lexicon, space);
  const measured = lexicon.concepts.map((concept, at) => {
    const sides = {
      plus: concept.plus.map((w) => map(lexicon.vector(w))),
      minus: concept.minus.map((w) => map(lexicon.vector(w))),
    };
    const labels = concept.labels?.map((word) => map(lexicon.vector(word)));
    const splits = Array.from({ length: SPLITS }, (_, i) => onSplit(new Random([at, i]), sides, concept.paired, n));
    return { concept, whole: directionOf(sides), labels, splits };
  });
  const size = average(measured.map(({ whole }) => norm(whole.b)));
  return measured.map(({ concept, whole, labels, splits }, at) => {
    const { name, doc, plus, minus } = concept;
    const others = measured.map((other, i) => ({
      name: other.concept.name,
      c: i === at ? 0 : cosine(whole.b, other.whole.b),
    }));
    const nearest = others.reduce((most, other) => (Math.abs(other.c) > Math.abs(most.c) ? other : most));
    return {
      ...{ name, doc, words: [plus.length, minus.length] as const, size: norm(whole.b) / size },
      noise: below(average(splits.map(({ along }) => along)), BOUNDS.noise),
      spread: below(average(splits.map(({ perCoordinate }) => perCoordinate)), BOUNDS.noise),
      kappaX: between(kappa(whole), 0, BOUNDS.kappa),
      tilt: below(cosine(whole.a, whole.b), BOUNDS.lean),
      coherence: { ...below(nearest.c, BOUNDS.lean), with: nearest.name },
      ...(labels ? { kappaY: between(cosine(labels[0]!, labels[1]!), 0, BOUNDS.kappa) } : {}),
      oracleError: average(splits.map(({ wrong }) => wrong)),
    };
  });
}

function onSplit(random: Random, sides: { plus: Float64Array[]; minus: Float64Array[] }, paired: boolean, n: number) {
  const { training, heldOut } = splitOf(random, sides, paired);
  const direction = directionOf(training);
  const bags = (side: readonly Float64Array[]) =>
    n === 1 ? side : Array.from({ length: DRAWS }, () => bagOf(random, side, n));
  const { along, perCoordinate, wrong } = scatterOf(direction, {
    plus: bags(heldOut.plus),
    minus: bags(heldOut.minus),
  });
  const size = norm(direction.b);
  return { along: along / size, perCoordinate: perCoordinate / size, wrong };
}

/** `<mu^+, mu^->` of the two class means as unit vectors. */
function kappa({ a, b }: Direction): number {
  const [plus, minus] = [1, -1].map((sign) => a.map((x, i) => x + sign * b[i]!));
  return innerProduct(plus!, minus!) / (norm(plus!) * norm(minus!));
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const below = (measured: number, most: number): AuditFinding => ({ measured, inside: Math.abs(measured) <= most });
const between = (measured: number, low: number, high: number): AuditFinding => ({
  measured,
  inside: measured >= low && measured <= high,
});
