import { exp, ln } from '../math';
import type { Lexicon } from './lexicon';

/** How vectors of an embedding become words of a problem. */
export interface Space {
  /** Principal axes that are kept, the largest variances first. */
  readonly dimensions: number;
  /** Whether the mean of the frequent words is subtracted. */
  readonly centred: boolean;
  /** Every axis is divided by its standard deviation to this power: 1 whitens, 0 only rotates. */
  readonly whitening: number;
}

/** Taken out once: Jest runs tests in a context whose globals are slow to look up. */
const { sqrt } = Math;

/** base^exponent by logarithms of our own: the same bits on every machine. */
const power = (base: number, exponent: number): number => (exponent === 0 ? 1 : exp(exponent * ln(base)));

/** The map of vectors into a space: along principal axes, centred, whitened. Throws RangeError for more dimensions than there are. */
export function spaceOf(
  { cloud, dimensions: d }: Lexicon,
  { dimensions, centred, whitening }: Space,
): (vector: ArrayLike<number>) => Float64Array {
  if (dimensions > d) throw new RangeError(`space: expected at most ${d} dimensions, got ${dimensions}`);
  const scales = cloud.variances.map((variance) => 1 / power(sqrt(variance), whitening));
  const centre = centred ? cloud.mean : new Float64Array(d);
  return (vector) =>
    Float64Array.from({ length: dimensions }, (_, i) => {
      const axis = cloud.axes[i]!;
      let sum = 0;
      for (let j = 0; j < d; j++) sum += axis[j]! * (vector[j]! - centre[j]!);
      return sum * scales[i]!;
    });
}

/** Words as vectors of a space; those of the last space are kept, since trials of a family share it. */
export function wordsIn(lexicon: Lexicon, space: Space): (word: string) => Float64Array {
  const name = JSON.stringify(space);
  if (last?.name !== name || last.lexicon !== lexicon) {
    last = { name, lexicon, map: spaceOf(lexicon, space), known: new Map() };
  }
  const { map, known } = last;
  return (word) => {
    const found = known.get(word) ?? map(lexicon.vector(word));
    known.set(word, found);
    return found;
  };
}

let last:
  | { name: string; lexicon: Lexicon; map: (v: ArrayLike<number>) => Float64Array; known: Map<string, Float64Array> }
  | undefined;
