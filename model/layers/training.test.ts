import { type Architecture, type ArchitectureProblem, PAPER_MODEL } from '../../generators/concepts/architecture';
import { conceptDictionary } from '../../generators/concepts/dictionary';
import { conceptProblem } from '../../generators/concepts/problems';
import { depart } from '../../generators/dials';
import { initialWeights } from '../concepts/weights';
import { conceptSetting } from '../engines/concept-law';
import { fusedTrainer } from '../engines/fused/fused';
import { loadKernel } from '../engines/kernel';
import { PromptSampler } from '../engines/sampler';
import { type BackendName, loadBackend } from '../engines/tfjs/backend';
import { tfjsTrainer } from '../engines/tfjs/tfjs';
import type { StreamKey } from '../reference/types';
import { advanceLayers, LayerTraining } from './training';
import { idealLayerWeights, initialLayerWeights } from './weights';

const values = { K1: 2, K2: 2, d: 8, L: 4, m: 6, B: 5, kappaX: 0.2, kappaY: 0.3, 'sigma/|b|': 0.1, p: 0.02, pNu: 0.25 };
const PROBLEM = conceptProblem({ ...values, sigma0: 1, sigma1: 0.1, 'eta/m': 0.2, lambda: 1e-3 });

const problemOf = (change: Partial<Architecture> = {}): ArchitectureProblem => ({
  ...PROBLEM,
  architecture: { ...PAPER_MODEL, ...change },
});

/** Training i of a problem: dictionary, initialisation and batches of its own. */
async function training(problem: ArchitectureProblem, i: number, backend: BackendName = 'wasm') {
  const loaded = await loadBackend([backend]);
  await loaded.tf.setBackend(backend); // another test may have activated another one
  const keys = { init: [i, 2] as StreamKey, attention: (layer: number): StreamKey => [i, 10 + layer] };
  const dictionary = conceptDictionary(problem, [i, 1]);
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealLayerWeights(problem, dictionary) : initialLayerWeights(problem, keys);
  return new LayerTraining(problem, { dictionary, init, batches: [i, 3] }, loaded);
}

/** Trainings that differ in all that company may differ in: keys, step sizes, decay. */
const company = (change: Partial<Architecture>, backend: BackendName, size = 8) =>
  Promise.all(
    Array.from({ length: size }, (_, i) =>
      training({ ...problemOf(change), eta: 1 + i / 4, lambda: i / 1000 }, i, backend),
    ),
  );

const ARCHITECTURES: readonly [string, Partial<Architecture>][] = [
  ['the paper’s', {}],
  ['two heads with biases', { heads: 2, biases: 1 }],
  ['two layers', { depth: 2 }],
  [
    'two layers of two heads, no residual connection, attention only',
    { depth: 2, heads: 2, residual: 0, attentionOnly: 1 },
  ],
  ['random initialisation', { randomInit: 1 }],
];

/** Plain JavaScript is slow: there a model with everything stands for all. */
const ON: readonly [BackendName, string, Partial<Architecture>][] = [
  ...ARCHITECTURES.map(([name, change]): [BackendName, string, Partial<Architecture>] => ['wasm', name, change]),
  ['cpu', 'two layers of two heads with biases', { depth: 2, heads: 2, biases: 1 }],
];

test.each(ON)(
  'on %s, %s: alone, among eight and in a company that dwindles, a training has the same bits',
  async (backend, _, change) => {
    const alone = (await company(change, backend))[0]!;
    const [all, fewer] = [await company(change, backend), await company(change, backend)];
    alone.advance(6);
    expect(advanceLayers(all, 6)).toEqual(new Array(8).fill(undefined));
    advanceLayers(fewer, 2);
    advanceLayers(fewer.slice(0, 3), 5);
    advanceLayers(fewer.slice(0, 1), 6);
    expect(all[0]!.weights()).toStrictEqual(alone.weights());
    expect(fewer[0]!.weights()).toStrictEqual(alone.weights());
    expect(all[1]!.weights()).not.toEqual(alone.weights());
    expect(all.map(({ step }) => step)).toEqual(new Array(8).fill(6));
  },
);

test('on wasm, where the company of eight is larger than a block of its matrix product, bits are the same too', async () => {
  const large = { ...problemOf({ heads: 2, depth: 2 }), dX: 52, dY: 52, m: 50, B: 25 };
  const all = await Promise.all([0, 1, 2].map((i) => training(large, i)));
  const alone = await training(large, 2);
  advanceLayers(all, 3);
  alone.advance(3);
  expect(all[2]!.weights()).toStrictEqual(alone.weights());
});

test('from the same start and batches, the architecture of the paper ends where both engines of one layer end', async () => {
  const one = await training(problemOf(), 4);
  const setting = conceptSetting(PROBLEM, one.dictionary, 'full');
  const init = initialWeights(PROBLEM, [4, 2]);
  const prompts = (law: typeof setting.training) => new PromptSampler(loadKernel(), law);
  const engines = [
    fusedTrainer(loadKernel(), setting, init, [4, 3]),
    tfjsTrainer(await loadBackend(['wasm']), setting, init, [4, 3], prompts),
  ];
  expect(one.weights()).toStrictEqual({ WQ1: init.WQ, WK1: init.WK, WO: init.WO, r: init.r });
  const STEPS = 60;
  one.advance(STEPS);
  const { WQ1, WK1, WO } = one.weights();
  for (const engine of engines) {
    engine.advance(STEPS);
    const { WQ, WK, WO: other } = engine.weights();
    // Weights of order 1 after 60 steps in 32-bit arithmetic: rounding of 1e-7 a step.
    for (const [mine, theirs] of [
      [WQ1!, WQ],
      [WK1!, WK],
      [WO!, other],
    ] as const) {
      expect(Math.max(...Array.from(mine, (value, i) => Math.abs(value - theirs[i]!)))).toBeLessThan(1e-5);
    }
    const [[mine], theirs] = [one.answers([9, 9], 3, 41), engine.evaluate([9, 9], 3, 41)];
    expect(mine!.label).toEqual(theirs.label);
    expect(Math.max(...Array.from(mine!.f, (value, i) => Math.abs(value - theirs.f[i]!)))).toBeLessThan(1e-5);
    expect(Math.max(...Array.from(mine!.attention, (s, i) => Math.abs(s - theirs.attention[i]!)))).toBeLessThan(1e-5);
  }
  expect(Math.max(...Array.from(WO!, (value, i) => Math.abs(value - init.WO[i]!)))).toBeGreaterThan(0.1);
});

test('a training that diverges names its step, and its company goes on as if it had not been there', async () => {
  const wild = { ...problemOf(), eta: 1e30 };
  const [all, alone] = [
    [await training(problemOf(), 0), await training(wild, 1), await training(problemOf(), 2)],
    [await training(problemOf(), 0), await training(wild, 1), await training(problemOf(), 2)],
  ];
  const ends = alone.map((one) => one.advance(8));
  expect(ends[1]!.what).toMatch(/^loss is (NaN|Infinity)$/);
  expect(advanceLayers(all, 8)).toEqual(ends);
  expect(all.map((one) => [one.step, one.weights()])).toEqual(alone.map((one) => [one.step, one.weights()]));
});

test('what is frozen stays, and what trains moves', async () => {
  const moved = async (departures: Parameters<typeof depart>[1]) => {
    const one = await training(depart(problemOf({ depth: 2, biases: 1 }), departures as never), 0);
    const before = one.weights();
    one.advance(2);
    return Object.keys(before).filter((name) => !before[name]!.every((value, i) => value === one.weights()[name]![i]));
  };
  expect(await moved({})).toEqual(['WQ1', 'WK1', 'WQ2', 'WK2', 'WO', 'b']);
  expect(await moved({ frozenAttention: 1 } as never)).toEqual(['WO', 'b']);
  expect(await moved({ frozenMlp: 1 } as never)).toEqual(['WQ1', 'WK1', 'WQ2', 'WK2']);
});

test.each(ARCHITECTURES.slice(0, 4))(
  '%s: the closed-form weights attend to the query’s sign in every head and do not err',
  async (_, change) => {
    const one = await training(depart(problemOf(change), { ideal: 1 } as never), 0);
    one.advance(5);
    const heads = one.answers([8, 8], 5, 40);
    expect(heads).toHaveLength((change.heads ?? 1) * (change.depth ?? 1));
    for (const { f, label, attention, sign } of heads) {
      expect(Array.from(f, (value, b) => value * label[b]! > 0)).not.toContain(false);
      const right = Array.from(attention, (s, i) => (sign[i] === label[Math.floor(i / 4)] ? s : 0));
      expect(right.reduce((sum, s) => sum + s, 0) / 40).toBeGreaterThan(0.98);
    }
  },
);

test('closed-form weights need heads as wide as there are concepts', () => {
  const narrow = problemOf({ heads: 8 });
  expect(() => idealLayerWeights(narrow, conceptDictionary(narrow, [1, 1]))).toThrow(
    new RangeError('ideal weights: expected dX/heads >= K1, got 1 < 2'),
  );
});
