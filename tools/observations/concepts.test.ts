import { conceptDictionary } from '../../generators/concepts/dictionary';
import { NO_DEPARTURES } from '../../generators/concepts/problem';
import { referenceProblem } from '../../generators/concepts/reference';
import { addOuter, dot } from '../../model/reference/linear';
import { observations } from '../../theorems/bu2024/observations';
import { startTraining } from '../../theorems/bu2024/training';

/**
 * Every observation of bu2024 on weights that are made by hand, so that its value is known in closed form. W_K = I, so that
 * M = W_Q is whatever is wanted; words have neither noise nor other concepts. Neuron i reads sign(r_i) v.
 */
const { exp, log, sqrt } = Math;
const QUIET = { ...referenceProblem, sigma: 0, p: 0, pNu: 0 };
const { dX, dY, m, K1, kappaX, kappaY } = QUIET;
const [halfGap, halfGapY] = [sqrt((1 - kappaX) / 2), sqrt((1 - kappaY) / 2)];
const AT = { step: 0, prompts: 512, key: [5, 6] as const };

/** Four standard errors below a half: false alarms below 1e-4. */
const CHANCE = 1 / 2 - 4 / (2 * sqrt(AT.prompts));

type Name = keyof typeof observations;
const unit = (v: Float64Array) => v.map((x) => x / sqrt(dot(v.length, v, v)));

/** A training with M = Σ c u vᵀ over unit vectors and v = Σ λ_k d_k/|d_k|. */
async function made(
  terms: (features: ReturnType<typeof conceptDictionary>) => readonly (readonly [number, Float64Array, Float64Array])[],
  lambdas: readonly number[] = [1, 1, 1, 1],
  problem = QUIET,
) {
  const seeds = (purpose: string): [number, number] => [purpose.length, 7];
  const dictionary = conceptDictionary(problem, seeds('dictionary'));
  const M = new Float64Array(dX * dX);
  for (const [c, u, v] of terms(dictionary))
    addOuter(
      M,
      unit(u).map((x) => c * x),
      unit(v),
    );
  const read = new Float64Array(dY);
  for (const [k, lambda] of lambdas.entries())
    for (const [j, x] of unit(dictionary.d[k]!).entries()) read[j]! += lambda * x;
  const training = await startTraining(problem, seeds, 'fused');
  const { r } = training.weights();
  const WO = Float32Array.from({ length: m * dY }, (_, i) => Math.sign(r[Math.floor(i / dY)]!) * read[i % dY]!);
  const WK = Float32Array.from({ length: dX * dX }, (_, i) => (i % (dX + 1) === 0 ? 1 : 0));
  training.load({ WQ: Float32Array.from(M), WK, WO }, 0);
  return (name: Name) => observations[name].measure(training, { ...AT, problem: training.problem });
}

/** Two demonstrations of opposite signs differ in score by 2 α |b|²: by ln 3, so that the right ones have 3/4 of the mass. */
const CONCENTRATION = log(3) / 2 / halfGap ** 2;
const attentive = (lambdas?: readonly number[]) => made(({ b }) => b.map((bk) => [CONCENTRATION, bk, bk]), lambdas);

const weighed = made(
  ({ a, b, nu }) => [
    ...b.map((bk, k) => [[0.4, 0.9, 0.5, 0.8][k]!, bk, bk] as const),
    ...([
      [0.3, b[0]!, b[1]!],
      [-0.35, b[2]!, b[3]!],
      [0.1, a[0]!, b[0]!],
      [0.12, nu[0]!, nu[1]!],
    ] as const),
  ],
  [0.2, -0.6, 1, 0.4],
);

const OF_WEIGHTS: Readonly<Partial<Record<Name, number>>> = {
  concentration1: 0.4,
  concentration2: 0.9,
  crossProducts: 0.35 / 0.4,
  otherProducts: 0.12 / 0.4,
  labelCoefficient1: 0.2,
  labelCoefficient2: -0.6,
  coefficient: (0.2 - 0.6 + 1 + 0.4) / 4,
  // Half of the neurons answer to either sign: e f = λ_k |d_k|/2.
  idealMargin: (-0.6 * halfGapY) / 2,
};

test.each(Object.entries(OF_WEIGHTS))('%s of products that were written into the weights', async (name, value) => {
  expect((await weighed)(name as Name)).toBeCloseTo(value, 5);
});

const blind = made(() => []);
const s = CONCENTRATION * halfGap ** 2;
const cosh = (exp(s) + exp(-s)) / 2;

test.each<[Name, number, number]>([
  // Demonstrations about other concepts score 0, those of the query's own ±s.
  ['ownConceptMass', cosh / (cosh + 1), 0.5],
  ['polysemousMass', 3 / 4, 1 / 2],
  ['correctAttention', 3 / 4, 1 / 2],
  ['trainingAttention', 3 / 4, 1 / 2],
  ['attentionAtLengths', 3 / 4, 1 / 2],
  ['attentionSkewed', 3 / 4, 1 / 2],
  ['attentionSwitched', 3 / 4, 1 / 2],
  // Words of two concepts have two gaps: 9/10. Those of all have more.
  ['attentionSeveral', 9 / 10, 1 / 2],
])('%s where the score of either sign is known, and where attention is blind', async (name, value, without) => {
  expect((await attentive())(name)).toBeCloseTo(value, 5);
  expect((await blind)(name)).toBeCloseTo(without, 6);
});

test('polysemousActivation is 1 where every neuron reads its sign, and 0 where those of one concept read the other one', async () => {
  expect((await attentive())('polysemousActivation')).toBe(1);
  expect((await attentive([1, -1, 1, 1]))('polysemousActivation')).toBe(0);
});

test('attentionConic: combinations have a gap that is no larger than that of one concept, and none where attention is blind', async () => {
  const mass = (await attentive())('attentionConic');
  expect(mass).toBeGreaterThan(0.5);
  expect(mass).toBeLessThanOrEqual(3 / 4 + 1e-6);
  expect((await blind)('attentionConic')).toBeCloseTo(1 / 2, 6);
});

const ALL_ERRORS = Object.keys(observations).filter((name) => name.startsWith('error')) as Name[];
const OUTSIDE: readonly Name[] = ['errorWordsOutside', 'errorLabelsOutside'];
const ERRORS = ALL_ERRORS.filter((name) => !OUTSIDE.includes(name));

test.each(ERRORS)(
  '%s is 0 where every neuron reads its sign, 1 where it reads the other one, and 1 for an answer of 0',
  async (name) => {
    expect(observations[name].range).toEqual([0, 1]);
    expect((await attentive())(name)).toBe(0);
    expect((await attentive([-1, -1, -1, -1]))(name)).toBe(1);
    expect((await attentive([0, 0, 0, 0]))(name)).toBe(1);
  },
);

test('errorWordsOutside is 0 where attention reads every direction alike, and no better than chance where it reads the learned ones alone', async () => {
  const axes = Array.from({ length: dX }, (_, i) => Float64Array.from({ length: dX }, (_, j) => (i === j ? 1 : 0)));
  const everywhere = await made(() => axes.map((axis) => [CONCENTRATION, axis, axis]));
  expect(everywhere('errorWordsOutside')).toBe(0);
  expect((await attentive())('errorWordsOutside')).toBeGreaterThan(CHANCE);
});

test('errorLabelsOutside is no better than chance where the learned labels alone are read: whatever is read of them', async () => {
  const [read, reversed] = [await attentive(), await attentive([-1, -1, -1, -1])].map((of) => of('errorLabelsOutside'));
  expect(Math.min(read!, reversed!)).toBeGreaterThan(CHANCE);
  // Each prompt is an error of one of the two, and of both where the answer is 0.
  expect(read! + reversed!).toBeGreaterThanOrEqual(1);
});

test('error is the share of prompts about the concept that is read the wrong way', async () => {
  const share = (await attentive([1, -1, 1, 1]))('error');
  expect(Math.abs(share - 1 / K1)).toBeLessThan(4 * sqrt(3 / 16 / AT.prompts)); // false alarms below 1e-4
});

test('decompositionResidual is rounding for an orthogonal dictionary, and the overlap for another one', async () => {
  expect((await weighed)('decompositionResidual')).toBeLessThanOrEqual(1);
  const coherent = { ...QUIET, departures: { ...NO_DEPARTURES, coherence: 0.5 } };
  const residual = (await made(({ b }) => [[1, b[0]!, b[0]!]], undefined, coherent))('decompositionResidual');
  const bound = (2 * dX ** 2 * (dX + 4) + 4 * dX) * 2 ** -53;
  expect(residual).toBeGreaterThanOrEqual((0.5 / bound) * (1 - 1e-9));
});

test('no observation is left out', () => {
  const polysemous = ['polysemousMass', 'polysemousActivation'];
  const others = ['correctAttention', 'trainingAttention', 'ownConceptMass', 'decompositionResidual', ...polysemous];
  const attentions = Object.keys(observations).filter((name) => name.startsWith('attention'));
  const all = [...Object.keys(OF_WEIGHTS), ...others, ...attentions, ...ALL_ERRORS];
  expect(Object.keys(observations).sort()).toEqual(all.sort());
  expect(attentions).toHaveLength(5);
});
