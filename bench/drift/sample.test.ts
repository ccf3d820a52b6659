import { all, atMost, cite, dialled, firstTime, meanOver, slope, theorem } from '../../harness';
import { compile } from '../../harness/compile/compile';
import type { Observation, Training } from '../../harness/statement/family';
import { type ToyProblem, toyFamily } from '../../harness/statement/testing/toy-family';
import { relationsOf } from './relations';
import { sample } from './sample';

const train = jest.fn(toyFamily.train);
/** 8 steps at the reference problem, in proportion to K. */
const unit = (problem: ToyProblem) => problem.K / problem.eta;
/** At the reference problem (B = 8) the toy's own. */
const weight: Observation<ToyProblem, Training> = {
  ...toyFamily.observations.weight,
  measure: (_, { problem: { eta, B }, step }) => (eta * step * 8) / B,
};
const family = {
  ...{ ...toyFamily, train },
  observations: { ...toyFamily.observations, weight },
  symbols: (problem: ToyProblem) => ({ ...toyFamily.symbols(problem), unit: unit(problem) }),
};

type Claim = Parameters<typeof theorem<typeof family>>[0]['claim'];

const relations = (claim: Claim, block?: { repeats: number; design?: Record<string, number>[] }) =>
  relationsOf(
    compile(
      theorem({
        name: 'toy',
        statement: 'a toy',
        source: cite('bu2024', 'nowhere', 'paraphrased'),
        family,
        forAll: ['quiet'],
        horizon: '2 * unit',
        prompts: 10,
        claim,
        at: 'reference',
        controls: {
          gross: [dialled('quiet', 1, { doc: 'noise' })],
          nearMiss: [dialled('quiet', 0.5, { doc: 'less noise' })],
          positive: dialled('quiet', 0, { doc: 'none' }),
        },
        ...(block ? { block } : {}),
      }),
      'theorems/toy/toy.theorem.ts',
    ),
  );

const sized = (problem: ToyProblem, units = 2) => ({ name: 'doubled', problem, units });
const { reference } = toyFamily;
const doubled = { ...reference, K: 2 * reference.K };

beforeEach(() => train.mockClear());

test('every relation has outcomes of its own, from trainings that are shared', async () => {
  const [low, high] = relations(({ at }) => all(atMost(at('3').weight, '1'), atMost(at('horizon').weight, '100')));
  const outcomes = await sample([low!, high!], sized(reference));
  expect(outcomes.map((one) => one.map(({ measured, x }) => [measured, x]))).toEqual([
    Array(2).fill([1.5, 1]),
    Array(2).fill([8, 0]),
  ]);
  expect(train).toHaveBeenCalledTimes(2);
});

test('steps are as many units as at the reference problem, and times come out in its steps', async () => {
  const [late, halved] = relations(({ at, along }) =>
    all(
      atMost(at('horizon').weight, '100'),
      atMost(firstTime(along({ from: '0', to: 'horizon', every: '2' }).error, '0.25'), '100'),
    ),
  );
  const [weights, times] = await sample([late!, halved!], sized(doubled));
  expect(weights!.map(({ measured }) => measured)).toEqual([16, 16]); // eta times 32 steps
  expect(times!.map(({ measured }) => measured)).toEqual([4, 4]); // 8 steps, at twice the unit
});

test('blocks are judged over all their trainings', async () => {
  const [law] = relations(({ at }) => atMost(slope(meanOver(at('4').weight), 'B'), '100'), {
    repeats: 3,
    design: [{ batchSize: 2 }, { batchSize: 8 }],
  });
  const [slopes] = await sample([law!], sized(doubled, 1));
  expect(slopes![0]!.measured).toBeCloseTo(-1, 12);
  expect(train).toHaveBeenCalledTimes(6);
});
