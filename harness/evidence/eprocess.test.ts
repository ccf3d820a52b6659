import { EProcess } from './eprocess';
import type { OutcomeKind } from './grids';
import { reachesLevel } from './reaches';

/** All sequences of n outcomes, each from `values`. */
function* sequences(values: readonly number[], n: number): Generator<number[]> {
  for (let code = 0; code < values.length ** n; code += 1) {
    yield Array.from({ length: n }, (_, i) => values[Math.floor(code / values.length ** i) % values.length]!);
  }
}

function path(process: EProcess, xs: readonly number[]): number[] {
  return xs.map((x) => {
    process.add(x);
    return process.logE;
  });
}

// Exact rational arithmetic: [numerator, denominator].
type Rational = readonly [bigint, bigint];
const times = (a: Rational, b: Rational): Rational => [a[0] * b[0], a[1] * b[1]];
const plus = (a: Rational, b: Rational): Rational => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const over = (a: Rational, b: Rational): Rational => times(a, [b[1], b[0]]);
const minus = (a: Rational): Rational => [-a[0], a[1]];
const toNumber = ([n, d]: Rational) => Number((n * 10n ** 30n) / d) / 1e30;

/** E by definition, with m = 1/q, from the text of the method and not from its code. */
function exactE(side: 'corroborate' | 'falsify', q: bigint, xs: readonly number[]): number {
  const m: Rational = [1n, q];
  const rest = plus([1n, 1n], minus(m));
  const survival: Rational[] = [
    [0n, 1n],
    [1n, 8n],
    [1n, 4n],
    [1n, 2n],
  ];
  const ratios = (
    [
      [3n, 2n],
      [2n, 1n],
      [4n, 1n],
      [8n, 1n],
      [16n, 1n],
    ] as Rational[]
  ).filter(([n, d]) => n < d * q);
  const fitting: Rational[] = ratios.length > 0 ? ratios : [[1n + q, 2n]];
  const components: [Rational, Rational][] =
    side === 'corroborate'
      ? survival.map((r, g) => [[1n, g === 0 ? 2n : 6n], over(plus([1n, 1n], minus(r)), rest)])
      : fitting.map((rho) => [[1n, BigInt(fitting.length)], over(plus(rho, [-1n, 1n]), rest)]);
  const gain = (x: number): Rational =>
    side === 'corroborate' ? plus(m, [BigInt(-x), 1n]) : plus([BigInt(x), 1n], minus(m));
  const product = (w: Rational, lambda: Rational) =>
    xs.reduce((e, x) => times(e, plus([1n, 1n], times(lambda, gain(x)))), w);
  return toNumber(components.map(([w, lambda]) => product(w, lambda)).reduce(plus));
}

describe('indicators: the e-process is the rational number it is defined as', () => {
  test.each([20n, 10n, 100n, 7n, 16n, 2n])('m = 1/%s, both sides, every sequence of 8', (q) => {
    for (const xs of sequences([0, 1], 8)) {
      for (const side of ['corroborate', 'falsify'] as const) {
        const make = side === 'corroborate' ? EProcess.corroborating : EProcess.falsifying;
        const e = Math.exp(path(make('binary', 1 / Number(q)), xs).at(-1)!);
        const exact = exactE(side, q, xs);
        expect(Math.abs(e - exact)).toBeLessThanOrEqual(1e-12 * exact + 1e-29);
      }
    }
  });
});

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('bounded outcomes: the e-process is the naive product', () => {
  const xs = [0.1, 0, 1, 0.75, 0.02, 0.5, 1, 0, 0.999];
  const down = [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95];
  const up = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];

  test.each([0.002, 0.1, 0.5, 0.9])('m = %d', (m) => {
    const one = mean(down.map((phi) => xs.reduce((e, x) => e * (1 + (phi / (1 - m)) * (m - x)), 1)));
    const two = mean(up.map((phi) => xs.reduce((e, x) => e * (1 + (phi / m) * (x - m)), 1)));
    expect(path(EProcess.corroborating('bounded', m), xs).at(-1)).toBeCloseTo(Math.log(one), 11);
    expect(path(EProcess.falsifying('bounded', m), xs).at(-1)).toBeCloseTo(Math.log(two), 11);
  });

  test('10^5 outcomes cost no accuracy', () => {
    const process = EProcess.corroborating('bounded', 0.4);
    for (let i = 0; i < 1e5; i += 1) process.add(0.3);
    const terms = down.map((phi) => 1e5 * Math.log1p((phi / 0.6) * (0.4 - 0.3)));
    const largest = Math.max(...terms);
    const exact = largest + Math.log(mean(terms.map((term) => Math.exp(term - largest))));
    expect(Math.abs(process.logE - exact)).toBeLessThan(1e-11);
  });
});

describe('values are kept by counts', () => {
  test('no two counts share one, below 1024 and beyond', () => {
    const process = EProcess.falsifying('binary', 0.03);
    const exact = (passes: number, fails: number) => {
      const terms = [1.5, 2, 4, 8, 16].map((r) => fails * Math.log(r) + passes * Math.log((1 - 0.03 * r) / 0.97));
      const top = Math.max(...terms);
      return top + Math.log(mean(terms.map((term) => Math.exp(term - top))));
    };
    let worst = 0;
    for (let fails = 0; fails <= 1027; fails += 1) {
      for (const passes of [0, 1, 2, 1023, 1024, 1025, 1026])
        worst = Math.max(worst, Math.abs(process.logEAfter(passes) - exact(passes, fails)));
      process.add(1);
    }
    expect(worst).toBeLessThan(1e-9);
  });

  test('one that is asked for again is not worked out again, up to 1024 of either outcome', () => {
    const sums = jest.fn(() => 0);
    jest.isolateModules(() => {
      jest.doMock('./logsumexp', () => ({ logSumExp: sums }));
      const { EProcess: Counted } = require('./eprocess') as typeof import('./eprocess');
      jest.dontMock('./logsumexp');
      const afresh = (process: EProcess, passes: number) => {
        const before = sums.mock.calls.length;
        process.logEAfter(passes);
        process.logEAfter(passes);
        return sums.mock.calls.length - before;
      };
      const [one, other] = [Counted.falsifying('binary', 0.1), Counted.falsifying('binary', 0.1)];
      expect([3, 1024, 1025].map((passes) => afresh(one, passes))).toEqual([1, 1, 2]);
      expect(afresh(other, 3)).toBe(0);
      for (let i = 0; i < 1024; i += 1) other.add(1);
      expect(afresh(other, 0)).toBe(1);
      other.add(1);
      expect(afresh(other, 0)).toBe(2);
    });
  });
});

/** E of E_n and the probability that E ever reaches 1/α by n, by enumeration under independent outcomes of the given law. */
function enumerated(make: () => EProcess, law: ReadonlyMap<number, number>, n: number, alpha: number) {
  let mean = 0;
  let crossing = 0;
  for (const xs of sequences([...law.keys()], n)) {
    const weight = xs.reduce((product, x) => product * law.get(x)!, 1);
    const logs = path(make(), xs);
    mean += weight * Math.exp(logs.at(-1)!);
    if (logs.some((logE) => reachesLevel(logE, alpha))) crossing += weight;
  }
  return { mean, crossing };
}

describe('under the null: E[E_n] ≤ 1 and P(E ever reaches 1/α) ≤ α, by enumeration', () => {
  const coin = (p: number) =>
    new Map([
      [0, 1 - p],
      [1, p],
    ]);

  test.each<[OutcomeKind, number]>([
    ['binary', 0.1],
    ['binary', 0.3],
    ['bounded', 0.1],
    ['bounded', 0.3],
  ])('%s outcomes, m = %d: a martingale on the boundary, a supermartingale beyond', (outcomes, m) => {
    for (const alpha of [0.5, 0.2, 0.05]) {
      const down = enumerated(() => EProcess.corroborating(outcomes, m), coin(m), 11, alpha);
      const up = enumerated(() => EProcess.falsifying(outcomes, m), coin(m), 11, alpha);
      expect(down.mean).toBeCloseTo(1, 11);
      expect(up.mean).toBeCloseTo(1, 11);
      expect(down.crossing).toBeLessThanOrEqual(alpha);
      expect(up.crossing).toBeLessThanOrEqual(alpha);
    }
    expect(enumerated(() => EProcess.corroborating(outcomes, m), coin(m + 0.1), 9, 0.05).mean).toBeLessThan(1);
    expect(enumerated(() => EProcess.falsifying(outcomes, m), coin(m - 0.05), 9, 0.05).mean).toBeLessThan(1);
  });

  test('bounded outcomes of a three-point law', () => {
    const law = new Map([
      [0, 0.5],
      [0.2, 0.3],
      [0.7, 0.2],
    ]);
    const m = 0.3 * 0.2 + 0.2 * 0.7;
    for (const make of [() => EProcess.corroborating('bounded', m), () => EProcess.falsifying('bounded', m)]) {
      const { mean, crossing } = enumerated(make, law, 8, 0.5);
      expect(mean).toBeCloseTo(1, 11);
      expect(crossing).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('edges', () => {
  test('a bet that lost everything leaves the others alive', () => {
    const process = EProcess.corroborating('binary', 0.05);
    process.add(1);
    expect(Math.exp(process.logE)).toBeCloseTo((1 / 8 + 1 / 4 + 1 / 2) / 6, 14);
  });

  test('the order of indicators does not matter to the last bit', () => {
    const one = path(EProcess.falsifying('binary', 0.05), [1, 0, 0, 1, 0, 0, 0, 1]).at(-1);
    expect(path(EProcess.falsifying('binary', 0.05), [0, 0, 0, 0, 0, 1, 1, 1]).at(-1)).toBe(one);
  });

  test('bounded outcomes 0 and 1 are counted: their place among others does not matter to the last bit', () => {
    const others = [0.1, 0.37, 0.82, 0.55];
    const mixed = others.flatMap((x) => [0, x, 1, 0, 0]);
    const counted = [...others.flatMap(() => [0, 1, 0, 0]), ...others];
    for (const make of [EProcess.corroborating, EProcess.falsifying])
      expect(path(make('bounded', 0.35), mixed).at(-1)).toBe(path(make('bounded', 0.35), counted).at(-1));
  });

  test('a refutation that is certain stays so, whatever follows', () => {
    const infinite = Number.POSITIVE_INFINITY;
    expect(path(EProcess.falsifying('bounded', 0), [0.2, 0.3, 0, 1, 0.4])).toEqual(Array(5).fill(infinite));
  });

  test.each<OutcomeKind>(['binary', 'bounded'])(
    '%s: against m = 0 the first violation is decisive, passes say nothing',
    (outcomes) => {
      const process = EProcess.falsifying(outcomes, 0);
      expect(path(process, [0, 0, 0])).toEqual([0, 0, 0]);
      expect(path(process, [outcomes === 'binary' ? 1 : 1e-9, 0])).toEqual([
        Number.POSITIVE_INFINITY,
        Number.POSITIVE_INFINITY,
      ]);
    },
  );

  test('further passes can be foreseen', () => {
    const process = EProcess.corroborating('bounded', 0.2);
    path(process, [0.3, 0, 1]);
    const foreseen = process.logEAfter(5);
    expect(path(process, [0, 0, 0, 0, 0]).at(-1)).toBe(foreseen);
  });

  test.each([1.0000001, -1e-9, Number.NaN, Number.POSITIVE_INFINITY])(
    'an outcome of %d is an error, never clipped',
    (x) => {
      expect(() => EProcess.corroborating('bounded', 0.1).add(x)).toThrow(/expected an outcome in \[0, 1\]/);
      expect(() => EProcess.falsifying('binary', 0.1).add(x)).toThrow(/expected a violation indicator/);
    },
  );

  test('an indicator is 0 or 1', () => {
    expect(() => EProcess.corroborating('binary', 0.1).add(0.5)).toThrow(
      'evidence: expected a violation indicator, 0 or 1, got 0.5',
    );
  });
});
