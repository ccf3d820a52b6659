import { BadInput } from './bad-input';
import { cosine, type Direction, directionOf, innerProduct, norm } from './geometry';

/** One labelled example of a pool. */
export interface Example {
  readonly text: string;
  readonly label: 1 | -1;
  readonly vector: Float64Array;
}

/** An example with its signed margin: how far it lies on its label's side along b̂, in units of |b̂|; 1 is its class mean. */
export interface Ranked extends Example {
  readonly margin: number;
}

/** What is chosen from a pool, and what is odd about it. */
export interface RankedSelection {
  /** The L/2 examples of either label with the largest signed margin, the largest first. */
  readonly chosen: readonly Ranked[];
  /** Examples on the other label's side: their labels look wrong. The least margin first. */
  readonly doubtful: readonly Ranked[];
  readonly plus: number;
  readonly minus: number;
  /** Share of |b̂|² that lies in the span of the known concepts; undefined where none are known. */
  readonly known?: number;
}

/**
 * Demonstrations by signed margin: b̂ from the pool's class means, then the examples that lie farthest on their label's side. Low
 * noise along b is what attention and MLP of bu2024's model read; no model and no query is asked. An example's own share in its
 * class mean is taken out before it is judged.
 *
 * Throws BadInput: an odd L, fewer than L/2 or two examples of a label.
 */
export function selectByMargin(pool: readonly Example[], L: number, known: readonly Direction[] = []): RankedSelection {
  const of = (label: number) => pool.filter((example) => example.label === label);
  const [plus, minus] = [of(1), of(-1)];
  if (L < 2 || L % 2 !== 0) throw new BadInput('select', 'an even number of demonstrations, at least 2', `${L}`);
  const least = Math.max(2, L / 2);
  if (Math.min(plus.length, minus.length) < least) {
    const got = `${plus.length} and ${minus.length}`;
    throw new BadInput('select', `at least ${least} examples of either label`, got);
  }
  const ranked = rankedByMargin(pool);
  const b = () => directionOf({ plus: plus.map(({ vector }) => vector), minus: minus.map(({ vector }) => vector) }).b;
  return {
    chosen: bestOfEither(ranked, L),
    doubtful: ranked.filter(({ margin }) => margin < 0).reverse(),
    ...{ plus: plus.length, minus: minus.length },
    ...(known.length > 0 ? { known: shareInSpan(b(), known) } : {}),
  };
}

/** All of a pool, the largest signed margin first. Two examples of either label at least. */
export function rankedByMargin(pool: readonly Example[]): readonly Ranked[] {
  const sums = [1, -1].map((label) => sumOf(pool.filter((example) => example.label === label))) as [Sum, Sum];
  const ranked = pool.map((example) => ({ ...example, margin: marginOf(example, ...sums) }));
  return ranked.sort((x, y) => y.margin - x.margin);
}

/** The first L/2 of either label, those of +1 before those of −1. */
export const bestOfEither = <E extends Example>(ranked: readonly E[], L: number): readonly E[] =>
  [1, -1].flatMap((label) => ranked.filter((example) => example.label === label).slice(0, L / 2));

/** ⟨x − a, b⟩ e/|b|², a and b from the other examples. @param sums of the vectors of either label, with their numbers */
function marginOf({ label, vector }: Example, plus: Sum, minus: Sum): number {
  const [own, other] = label === 1 ? [plus, minus] : [minus, plus];
  let [along, square] = [0, 0];
  for (let i = 0; i < vector.length; i++) {
    const mine = (own.sum[i]! - vector[i]!) / (own.n - 1);
    const theirs = other.sum[i]! / other.n;
    along += (vector[i]! - (mine + theirs) / 2) * (mine - theirs);
    square += (mine - theirs) ** 2;
  }
  return (2 * along) / square;
}

interface Sum {
  readonly n: number;
  readonly sum: Float64Array;
}

function sumOf(examples: readonly Example[]): Sum {
  const sum = new Float64Array(examples[0]!.vector.length);
  for (const { vector } of examples) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  return { n: examples.length, sum };
}

function shareInSpan(b: Float64Array, known: readonly Direction[]): number {
  const frame: Float64Array[] = [];
  for (const direction of known) {
    const rest = direction.b.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of frame) {
        const along = innerProduct(rest, unit);
        for (let i = 0; i < rest.length; i++) rest[i]! -= along * unit[i]!;
      }
    }
    const size = norm(rest);
    if (size > 1e-9 * norm(direction.b)) frame.push(rest.map((x) => x / size));
  }
  return frame.reduce((sum, unit) => sum + cosine(b, unit) ** 2, 0);
}
