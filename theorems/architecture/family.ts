import { type ArchitectureProblem, PAPER_MODEL } from '../../generators/concepts/architecture';
import { checkConceptProblem } from '../../generators/concepts/check';
import { conceptProblem, conceptProblems } from '../../generators/concepts/problems';
import { Demands } from '../../generators/demands';
import { dialsOf } from '../../generators/dials';
import type { Engine, Family, Prepared, Together } from '../../harness';
import { loadBackend } from '../../model/engines/tfjs/backend';
import { advanceLayers } from '../../model/layers/training';
import { prepareEngine } from '../../model/one-layer/training';
import bu2024 from '../bu2024/family';
import { assumptions, region, settings } from './assumptions';
import { layerTrial } from './export';
import { observations } from './observations';
import { type ArchitectureTraining, startTraining } from './training';

const at = (values: Readonly<Record<string, number>>): ArchitectureProblem => ({
  ...conceptProblem({ d: 16, L: 8, m: 32, B: 16, sigma1: 0.1, lambda: 1e-4, ...values }),
  architecture: PAPER_MODEL,
});

/** Corners of the region (ours). Each lies at several extremes at once. */
const corners: Readonly<Record<string, ArchitectureProblem>> = {
  'close signs, small init': at({
    ...{ K1: 3, K2: 0, kappaX: 0.4, kappaY: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0, sigma0: 0.8, 'eta/m': 0.2 },
  }),
  crowded: at({
    ...{ K1: 3, K2: 4, kappaX: 0.4, kappaY: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0.25, sigma0: 1, 'eta/m': 0.2 },
  }),
  'few concepts': at({
    ...{ K1: 2, K2: 4, kappaX: 0, kappaY: 0, 'sigma/|b|': 0.02, p: 0, pNu: 0.25, sigma0: 0.8, 'eta/m': 0.2 },
  }),
  'slow steps': at({
    ...{ K1: 3, K2: 0, kappaX: 0.4, kappaY: 0.4, 'sigma/|b|': 0.1, p: 0.02, pNu: 0, sigma0: 0.8, 'eta/m': 0.1 },
  }),
};

const demand = new Demands('architecture');

function check({ architecture, ...problem }: ArchitectureProblem): void {
  checkConceptProblem(problem);
  const { heads, depth, ...flags } = architecture;
  demand.integers({ heads, depth });
  demand.atLeast(1, { heads, depth });
  demand.that(problem.dX % heads === 0, 'dX a multiple of heads', `${problem.dX} and ${heads}`);
  demand.flags(flags);
}

/** A step of several models in one graph; measured one by one. */
const together: Together<ArchitectureProblem, ArchitectureTraining> = {
  most: 16,
  start: (members, engine) => Promise.all(members.map(({ problem, seeds }) => startTraining(problem, seeds, engine))),
  advance: advanceLayers,
  measure: (observation, asked) =>
    asked.map(({ training, at }) => observations[observation as keyof typeof observations].measure(training, at)),
};

/**
 * The prompts of bu2024 on other models than the paper's: several heads or layers, with or without residual connections, without MLP,
 * with biases, from a random start. The paper proves nothing about them. Gradients come from autodiff alone, so that no second engine
 * witnesses a training; with the paper's architecture a test holds the engine against the two of bu2024.
 */
export const architectures = {
  name: 'architecture',
  problems: conceptProblems(region).map((problem) => ({ ...problem, architecture: PAPER_MODEL })),
  region: region.map((range) => ({ ...bu2024.region.find(({ symbol }) => symbol === range.symbol), ...range })),
  reference: at({
    ...{ K1: 3, K2: 2, kappaX: 0.3, kappaY: 0.3, 'sigma/|b|': 0.08, p: 0, pNu: 0.25, sigma0: 1, 'eta/m': 0.2 },
  }),
  corners,
  check,
  symbols: ({ architecture, ...problem }) => ({ ...bu2024.symbols(problem), ...architecture }),
  assumptions,
  dials: dialsOf(assumptions, settings),
  engines: ['tfjs'],
  prepare,
  train: startTraining,
  together,
  observations,
  arrays: layerTrial,
} satisfies Family<ArchitectureProblem, ArchitectureTraining>;

/** Steps of ours between two signs of life: a second or so of sixteen models. */
const STRIDE = 64;

/**
 * Company changes no bits on wasm and in plain JavaScript. TensorFlow's own routines choose by size how they multiply: there a
 * training repeats to rounding, which the dynamics carry along, and to a few prompts on the border.
 */
async function prepare(engine: Engine): Promise<Prepared> {
  if (engine !== 'tfjs') throw new RangeError(`architecture: expected the engine tfjs, got ${engine}`);
  const { exact, ...ready } = await prepareEngine(engine);
  const { backend } = await loadBackend();
  if (backend !== 'tensorflow') return { ...ready, exact, stride: STRIDE };
  const repeatBound = Object.fromEntries(Object.keys(observations).map((name) => [name, 0.02]));
  return { ...ready, repeatBound, stride: STRIDE };
}

export default architectures;
