import type { Learner } from './learner';
import { learners } from './learners';
import { logisticWeights } from './logistic';

/** Numbers in [0, 1) that only look random; the same in every run. */
function* uniforms(seed: number): Generator<number, never> {
  for (let s = seed; ; ) {
    s = (s * 48_271) % 2_147_483_647;
    yield s / 2_147_483_647;
  }
}

function points(n: number, d: number, seed: number): number[][] {
  const u = uniforms(seed);
  return Array.from({ length: n }, () => Array.from({ length: d }, () => 2 * u.next().value - 1));
}

const ask = (name: string, rows: readonly number[][], y: readonly number[], query: readonly number[]) =>
  (learners[name] as Learner)(Float32Array.from(rows.flat()), y, Float32Array.from(query));
const signs = (rows: readonly number[][], w: readonly number[]) =>
  rows.map((row) => (row.reduce((sum, v, j) => sum + v * w[j]!, 0) < 0 ? -1 : 1));

const xor = {
  x: [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
  ],
  y: [-1, -1, 1, 1],
};

describe.each(Object.keys(learners))('%s', (name) => {
  it('says of well separated classes what separates them', () => {
    const w = [1, -1, 0.5];
    const rows = points(200, 3, 7).filter((row) => Math.abs(row[0]! - row[1]! + 0.5 * row[2]!) > 0.7);
    const [train, test] = [rows.slice(0, 60), rows.slice(60)];
    expect(test.length).toBeGreaterThan(20);
    const said = test.map((query) => ask(name, train, signs(train, w), query));
    expect(said.filter((label, i) => label !== signs(test, w)[i]).length).toBeLessThanOrEqual(1);
  });

  it('answers for the only class, and refuses no contexts and lengths that disagree', () => {
    expect([-1, 1].map((label) => ask(name, [[1], [2]], [label, label], [5]))).toEqual([-1, 1]);
    expect(ask(name, [[3]], [-1], [3])).toBe(-1);
    expect(ask(name, [[1], [2]], [-1, -1], [-50])).toBe(-1);
    expect(() => ask(name, [], [], [1])).toThrow('learner: expected x of 0 × 1 > 0 numbers, got 0');
    expect(() => ask(name, [[1, 2]], [1], [1])).toThrow('learner: expected x of 1 × 1 > 0 numbers, got 2');
  });

  it('says the same of the same contexts, whatever was asked before', () => {
    const [rows, y] = [points(12, 4, 3), [1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1, -1]];
    const queries = points(20, 4, 5);
    const say = () => queries.map((query) => ask(name, rows, y, query));
    const first = say();
    ask(name, xor.x, xor.y, [0.2, 0.9]);
    expect(say()).toEqual(first);
  });
});

describe('the linear SVM', () => {
  /** Where ½w² + C Σ max(0, 1 − y(wx + b)) has its minimum on a grid: −b/w. */
  const boundary = (x: readonly number[], y: readonly number[]) => {
    const C = 1;
    let best = { cost: Number.POSITIVE_INFINITY, at: 0 };
    for (let w = 0.01; w <= 3; w += 0.01) {
      for (let b = -3; b <= 3; b += 0.01) {
        const slack = x.reduce((sum, v, i) => sum + Math.max(0, 1 - y[i]! * (w * v + b)), 0);
        const cost = 0.5 * w * w + C * slack;
        if (cost < best.cost) best = { cost, at: -b / w };
      }
    }
    return best.at;
  };

  it.each([
    // Half-way between two points: the largest margin.
    [[-1, 3], [-1, 1], 1],
    // Two close points of different classes cost slack at C = 1, and more for a larger C; by the minimum on the grid.
    [[-1.5, 0.4, 0.8, 1], [-1, -1, 1, 1], undefined],
  ])('puts its boundary where the primal problem has its minimum: %j %j', (x, y, known) => {
    const at = boundary(x, y);
    if (known !== undefined) expect(at).toBeCloseTo(known, 1);
    const sides = [at - 0.05, at + 0.05].map((query) =>
      ask(
        'linear SVM',
        x.map((v) => [v]),
        y,
        [query],
      ),
    );
    expect(sides).toEqual([-1, 1]);
  });

  it('cannot say XOR', () => {
    expect(xor.x.map((query) => ask('linear SVM', xor.x, xor.y, query))).not.toEqual(xor.y);
  });
});

describe('the Gaussian SVM', () => {
  it('says XOR', () => {
    expect(xor.x.map((query) => ask('Gaussian SVM', xor.x, xor.y, query))).toEqual(xor.y);
  });

  it.each([1, 100, 0.01])('has the boundary of the closed form, with inputs measured in units of %d', (unit) => {
    // Contexts −1 (+), 0 (−), 1 (+): by symmetry the dual's weights are (a, 2a, a), at most C = 1, where 4a is maximal
    // against a²(3 + k(2) − 4k(1)) up to a = 1/2; the margin of the outer two, 1, gives the constant.
    const gamma = 1 / (2 / 3);
    const k = (r: number) => Math.exp(-gamma * r * r);
    const constant = 0.5 - 0.5 * k(2) + k(1);
    const f = (x: number) => 0.5 * (k(x - 1) + k(x + 1)) - k(x) + constant;
    let [lo, hi] = [0, 1];
    expect([Math.sign(f(lo)), Math.sign(f(hi))]).toEqual([-1, 1]);
    for (let i = 0; i < 40; i++) [lo, hi] = f((lo + hi) / 2) < 0 ? [(lo + hi) / 2, hi] : [lo, (lo + hi) / 2];
    const ask1 = (x: number) => ask('Gaussian SVM', [[-unit], [0], [unit]], [1, -1, 1], [unit * x]);
    // libsvm stops within 1e-3 of the margins; the boundary's slope is above .1.
    expect([lo - 0.01, lo + 0.01].map(ask1)).toEqual([-1, 1]);
  });
});

describe.each([1, 3])('%d-NN', (k) => {
  it('is the majority of the nearest, sorted by distance', () => {
    const y = Array.from({ length: 25 }, (_, i) => (i % 3 === 0 ? -1 : 1));
    for (let seed = 1; seed <= 40; seed++) {
      const rows = points(25, 5, seed);
      const query = points(1, 5, 1000 + seed)[0]!;
      const far = rows.map((row, i) => ({ i, r: Math.hypot(...row.map((v, j) => v - query[j]!)) }));
      const votes = far
        .sort((a, b) => a.r - b.r)
        .slice(0, k)
        .map(({ i }) => y[i]!);
      expect(ask(`${k}-NN`, rows, y, query)).toBe(Math.sign(votes.reduce((sum, vote) => sum + vote, 0)));
    }
  });
});

test('3-NN asks the nearest one where there are but two', () => {
  expect([-1, 1].map((query) => ask('3-NN', [[-2], [1]], [-1, 1], [query]))).toEqual([-1, 1]);
});

test('logistic regression minimises its objective: central differences vanish, and it is strictly convex', () => {
  const x = points(15, 4, 11);
  const y = x.map((_, i) => (i % 2 ? 1 : -1));
  const objective = (w: readonly number[]) =>
    x.reduce((sum, row, l) => {
      const score = row.reduce((s, v, j) => s + v * w[j]!, w[4]!);
      return sum + Math.log1p(Math.exp(-y[l]! * score));
    }, 0) +
    0.5 * w.reduce((s, v) => s + v * v, 0);
  const w = logisticWeights({ x, y });
  expect(w).toHaveLength(5);
  const h = 1e-4;
  for (let j = 0; j < 5; j++) {
    const moved = (by: number) => objective(w.map((v, i) => (i === j ? v + by : v)));
    // 1e-6 from the stopping rule; h² and rounding / h are below 1e-7.
    expect(Math.abs(moved(h) - moved(-h)) / (2 * h)).toBeLessThan(2e-6);
  }
  expect(Math.max(...w.map(Math.abs))).toBeGreaterThan(0.1);
});

test('no learner leaves a listener that would end the process at an unhandled rejection', () => {
  expect(process.listeners('unhandledRejection').filter((listener) => /exit/.test(String(listener)))).toEqual([]);
});
