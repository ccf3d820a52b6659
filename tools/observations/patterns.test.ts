import { readFileSync } from 'node:fs';
import { NO_PATTERN_DEPARTURES, type PatternProblem } from '../../generators/patterns/problem';
import { referencePatterns } from '../../generators/patterns/reference';
import { dot } from '../../model/reference/linear';
import { type PatternTraining, startTraining } from '../../theorems/li2024/measured/training';
import { observations } from '../../theorems/li2024/observations';

/**
 * Every observation of li2024 on weights that are made by hand, so that its value is known in closed form. W_K = W_Q has the rows
 * √g μ_j/|μ_j|, so that a context with the query's pattern outscores the others by g|μ|². Of what is mixed W_V keeps two numbers, along the
 * mean relevant pattern and along q; neuron i sees ½ + sign(r_i) z of it, so that those with the sign of z have 3/2 and the others 0.
 */
const { abs, sqrt } = Math;
const PROBLEM: PatternProblem = {
  ...referencePatterns,
  alphaTest: 1,
  departures: { ...NO_PATTERN_DEPARTURES, ideal: 1 }, // r alternates in sign, and nothing trains
};
const { dX, dY, m, M1, beta } = PROBLEM;
const d = dX + dY;
const AT = { step: 0, prompts: 2000, key: [5, 6] as const };
/** Standard errors that a share of prompts may be off: false alarms 6e-5 each. */
const Z = 4;

type Name = keyof typeof observations;
interface Made {
  readonly training: PatternTraining;
  readonly of: (name: Name) => number;
}

const unit = (v: Float64Array) => v.map((x) => x / sqrt(dot(v.length, v, v)));
const matrix = (rows: readonly ArrayLike<number>[], count = d): Float32Array => {
  const all = new Float32Array(count * d);
  for (const [i, row] of rows.entries()) all.set(row, i * d);
  return all;
};
const labelled = (v: Float64Array) => [...new Array<number>(dX).fill(0), ...v];

interface Hand {
  /** z f of every prompt that attention reads right. */
  readonly margin: number;
  /** How many of the neurons, the first ones, answer. */
  readonly neurons?: number;
  readonly sharpness?: number;
}

/** Small rows beside those that matter, so that there is something to prune. */
const SMALL = 1e-3;

async function made({ margin, neurons = m, sharpness = 16 }: Hand): Promise<Made> {
  const training = await startTraining(PROBLEM, (purpose) => [purpose.length, 9], 'fused');
  const { mu, nu, q } = training.patterns;
  const { r } = training.weights();
  const keys = [...mu, ...nu.slice(0, 2)].map((v, i) =>
    unit(v).map((x) => x * (i < M1 ? sqrt(sharpness) / beta : SMALL)),
  );
  const mean = unit(mu.reduce((sum, v) => sum.map((x, i) => x + v[i]!), new Float64Array(dX)));
  const values = [[...mean], labelled(q), ...nu.slice(0, 12).map((v) => [...unit(v).map((x) => x * SMALL)])];
  // The neurons of the sign of z have 3/2 each, and r is 1/√m: together they give the margin.
  const size = (margin * sqrt(m)) / (1.5 * (neurons / 2));
  const row = (i: number) => [
    size * 0.5 * (sqrt(M1) / beta),
    size * Math.sign(r[i]!),
    ...new Array<number>(12).fill(SMALL * 1e-3),
  ];
  const WO = matrix(
    Array.from({ length: neurons }, (_, i) => row(i)),
    m,
  );
  training.load({ WQ: matrix(keys), WK: matrix(keys), WV: matrix(values), WO }, 0);
  return { training, of: (name) => observations[name].measure(training, { ...AT, problem: training.problem }) };
}

const near = (value: number, expected: number) => expect(abs(value - expected)).toBeLessThan(2e-4);

describe('prompts', () => {
  const HINGES: Name[] = ['hinge', 'hingeAsTrained', 'hingeOutOfDomain'];

  test.each(HINGES)('%s is 1 − z f where z f < 1, and 0 beyond', async (name) => {
    for (const [margin, loss] of [
      [1.05, 0],
      [0.5, 0.5],
      [0, 1],
    ] as const)
      near((await made({ margin })).of(name), loss);
  });

  test.each(['error', 'errorOutOfDomain', 'errorOfAttended'] as const)(
    '%s is 0, 1 where signs are reversed, 1 for answers of 0',
    async (name) => {
      const all = [1, -1, 0].map(async (margin) => (await made({ margin })).of(name));
      expect(await Promise.all(all)).toEqual([0, 1, 1]);
    },
  );

  test.each(['attention', 'attentionOutOfDomain'] as const)(
    '%s is 1, and the share α/2 of such contexts where attention is blind',
    async (name) => {
      near((await made({ margin: 1 })).of(name), 1);
      const share = PROBLEM.alpha / 2;
      const error = sqrt((share * (1 - share)) / (AT.prompts * PROBLEM.l));
      expect(abs((await made({ margin: 1, sharpness: 0 })).of(name) - share)).toBeLessThan(Z * error);
    },
  );

  test.each<[Name, number]>([
    ['errorOfOneTwelfth', 2],
    ['errorOfAnyQuarter', 5],
  ])(
    '%s is the share of prompts without a context of the query’s pattern: all others of %p say the opposite',
    async (name, contexts) => {
      const share = 0.5 ** contexts;
      expect(abs((await made({ margin: 1 })).of(name) - share)).toBeLessThan(
        Z * sqrt((share * (1 - share)) / AT.prompts),
      );
    },
  );

  test('shortPromptExcess of a model that is always wrong: the least over α′ of √n (1 − e)/√(e (1 − e))', async () => {
    const excess = [0.3, 0.45, 0.6, 0.8].map((alpha) => {
      const least = (1 - alpha / 2) ** Math.ceil(1 / alpha) / 2;
      return (1 - least) / sqrt((least * (1 - least)) / AT.prompts);
    });
    expect((await made({ margin: 0 })).of('shortPromptExcess')).toBeCloseTo(Math.min(...excess), 6);
  });

  test('lengthExponent is 0 where no length suffices, and where fractions need other lengths it is negative', async () => {
    expect((await made({ margin: 0 })).of('lengthExponent')).toBeCloseTo(0, 12);
    expect((await made({ margin: 1 })).of('lengthExponent')).toBeLessThan(-0.5);
  });
});

describe('weights', () => {
  const SIZES = { larger: 4, smaller: 1 };
  const COSINES = { larger: 0.6, smaller: -0.8 };

  /** Neurons of two magnitudes; each is half feature, half label; of the larger ones a quarter has the label of the other sign. */
  async function spelled(): Promise<Made> {
    const training = await startTraining(PROBLEM, (purpose) => [purpose.length, 9], 'fused');
    const { mu, nu, q } = training.patterns;
    const { r } = training.weights();
    const mean = unit(mu.reduce((sum, v) => sum.map((x, i) => x + v[i]!), new Float64Array(dX)));
    const beside = unit(nu[0]!);
    const rows = Array.from({ length: m }, (_, i) => {
      const which = i % 2 === 0 ? 'smaller' : 'larger';
      const cosine = COSINES[which];
      const feature = mean.map((x, j) => cosine * x + sqrt(1 - cosine * cosine) * beside[j]!);
      const sign = Math.sign(r[i]!) * (i % 8 === 1 ? -1 : 1);
      return [...feature, ...q.map((x) => sign * x)].map((x) => (x * SIZES[which]) / sqrt(2));
    });
    const gains = [3, 2, 4, 5, 2.5, 6];
    const WQ = new Float32Array(d * d);
    for (const [g, v] of [...mu.map((v, j) => [gains[j]!, v] as const), [-0.8, nu[3]!] as const]) {
      const u = unit(v);
      for (let i = 0; i < dX; i++) for (let j = 0; j < dX; j++) WQ[i * d + j]! += g * u[i]! * u[j]!;
    }
    const identity = Float32Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
    training.load({ WQ, WK: identity, WV: identity, WO: matrix(rows, m) }, 0);
    return { training, of: (name) => observations[name].measure(training, { ...AT, problem: training.problem }) };
  }

  test.each<[Name, number]>([
    ['amplification', 2 / 0.8],
    ['labelAlignment', 3 / 4],
    ['largerFeatureCosine', COSINES.larger],
    ['smallerFeatureCosine', COSINES.smaller],
    ['halvesRatio', SIZES.larger / SIZES.smaller],
    // Two values, half and half: no skewness, and the least kurtosis that there is.
    ['bimodality', 1],
  ])('%s', async (name, value) => {
    expect((await spelled()).of(name)).toBeCloseTo(value, 5);
  });
});

describe('pruning', () => {
  /** The first half of the neurons answer, the others are 0; equal ones are ordered by their index. */
  const half = made({ margin: 1.05, neurons: m / 2 });
  /** The loss when so many answering neurons of either sign are left, of m/4 each. */
  const left = async (plus: number, minus: number): Promise<number> => {
    const { label } = (await half).training.answers(AT.key, AT.step, AT.prompts);
    const share = label.filter((z) => z === 1).length / label.length;
    const loss = (count: number) => Math.max(0, 1 - (1.05 * count) / (m / 4));
    return share * loss(plus) + (1 - share) * loss(minus);
  };

  // Signs alternate, + first. Of 64: 19 are 30 %, 51 are 80 %, 13 are 20 %, 32 are 50 %.
  test.each<[Name, number, number]>([
    ['withoutSmallest30', 16, 16],
    ['withoutSmallest80', 7, 6],
    ['withoutLargest20', 9, 10],
    ['withoutLargest30', 6, 7],
    ['withoutLargest50', 0, 0],
  ])('%s leaves %p and %p neurons that answer', async (name, plus, minus) => {
    near((await half).of(name), await left(plus, minus));
  });

  test.each<[Name, number]>([
    ['withoutRandom20', 13],
    ['withoutRandom30', 19],
    ['withoutRandom50', 32],
  ])('%s takes %p of neurons that answer alike: what is left of the margin is their share', async (name, taken) => {
    // Labels are fair coins, so what one sign loses more the other loses less, but for the labels' own share.
    const uneven = (Z / (2 * sqrt(AT.prompts))) * 1.05;
    expect(abs((await made({ margin: 1.05 })).of(name) - (1 - 1.05 * (1 - taken / m)))).toBeLessThan(uneven);
  });

  test('pruningOrder is how far the random one is from the nearer of the two others', async () => {
    const { of } = await half;
    const [smallest, random, largest] = (['withoutSmallest30', 'withoutRandom30', 'withoutLargest30'] as const).map(of);
    expect(of('pruningOrder')).toBeCloseTo(Math.min(random! - smallest!, largest! - random!), 12);
    expect(of('pruningOrder')).toBeGreaterThan(0.1);
  });

  // Of 8 key coordinates two are dropped, of 14 value coordinates and of 14 inputs four.
  test.each<[Name, number]>([
    ['withoutSmallestKeys', 0],
    ['withoutSmallestValues', 0],
    ['withoutLargestValues', 1],
    ['withoutSmallestInputs', 0],
    ['withoutLargestInputs', 1],
  ])('%s costs what the coordinates carried: %p', async (name, cost) => {
    near((await made({ margin: 1.05 })).of(name), cost);
  });

  test('withoutLargestKeys blinds attention to two of the relevant patterns', async () => {
    const cost = (await made({ margin: 1.05 })).of('withoutLargestKeys');
    // Blind attention answers (n₊ − n₋)/l of the margin in the mean, and not at all in the mean of signs: at most 2/M1 of prompts lose it.
    expect(cost).toBeGreaterThan(0.1);
    expect(cost).toBeLessThan((2 / M1) * 2.05);
  });
});

test('no observation is left out', () => {
  const text = readFileSync(__filename, 'utf8');
  expect(Object.keys(observations).filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});
