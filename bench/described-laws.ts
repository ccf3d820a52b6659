import type { Dictionary } from '../generators/concepts/dictionary';
import type { ConceptProblem } from '../generators/concepts/problem';
import type { PatternPrompts } from '../model/engines/pattern-law';

/** An array in row-major order. */
export interface Tabled {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A law of prompts as a peer draws them: numbers, and the features that tokens are sums of. */
export interface DescribedLaw {
  readonly numbers: Readonly<Record<string, number | string>>;
  readonly tables: Readonly<Record<string, Tabled>>;
}

/** Rows `words` [2 K1 + K2, dX] (a − b, a + b of every concept, then the irrelevant ones) and `labels` [2 K1, dY]. */
export function describeConcepts(problem: ConceptProblem, { a, b, c, d, nu }: Dictionary): DescribedLaw {
  const { K1, K2, p, pNu, sigma, L, dX, dY } = problem;
  const direction = Float64Array.from({ length: dY }, (_, i) => d.reduce((sum, row) => sum + row[i]!, 0));
  return {
    numbers: { kind: 'concepts', K1, K2, p, pNu, sigma, L, dX, dY },
    tables: {
      words: rows([...signedPairs(a, b), ...nu]),
      labels: rows(signedPairs(c, d)),
      direction: { shape: [dY], data: direction },
    },
  };
}

/** Rows `features` [M1 + M2 + 1, dX + dY]: relevant and irrelevant patterns behind which the label has its place, then the label. */
export function describePatterns({ mu, nu, q, tasks, contexts, alpha, K }: PatternPrompts): DescribedLaw {
  const [dX, d] = [mu[0]!.length, mu[0]!.length + q.length];
  const token = (row: ArrayLike<number>, at = 0) => {
    const all = new Float64Array(d);
    all.set(row, at);
    return all;
  };
  const label = token(q, dX);
  return {
    numbers: { kind: 'patterns', relevant: mu.length, irrelevant: nu.length, alpha, K, L: contexts, dX: d, dY: d },
    tables: {
      features: rows([...[...mu, ...nu].map((row) => token(row)), label]),
      tasks: rows(tasks.map((task) => Float64Array.from(task))),
      direction: { shape: [d], data: label },
    },
  };
}

function rows(data: readonly Float64Array[]): Tabled {
  return { shape: [data.length, data[0]!.length], data: data.flatMap((row) => [...row]) };
}

/** a_0 − b_0, a_0 + b_0, a_1 − b_1, … */
function signedPairs(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.flatMap((row, k) => [-1, 1].map((sign) => row.map((value, i) => value + sign * b[k]![i]!)));
}
