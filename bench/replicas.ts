import { type Architecture, type ArchitectureProblem, PAPER_MODEL } from '../generators/concepts/architecture';
import { conceptDictionary } from '../generators/concepts/dictionary';
import { conceptProblem } from '../generators/concepts/problems';
import type { Backend } from '../model/engines/tfjs/backend';
import { advanceLayers, LayerTraining } from '../model/layers/training';
import { initialLayerWeights } from '../model/layers/weights';
import { interleave, type TimedJob, type Timing } from './rounds';

/** The shape of the region of theorems/architecture. */
const SHAPE = {
  K1: 3,
  K2: 2,
  d: 16,
  L: 8,
  m: 32,
  B: 16,
  kappaX: 0.3,
  kappaY: 0.3,
  'sigma/|b|': 0.08,
  p: 0.01,
  pNu: 0.25,
};
const PROBLEM = conceptProblem({ ...SHAPE, sigma0: 1, sigma1: 0.1, 'eta/m': 0.1, lambda: 1e-4 });

/** Architectures whose steps are timed. */
const ARCHITECTURES: Readonly<Record<string, Partial<Architecture>>> = {
  'the paper’s': {},
  'four heads': { heads: 4 },
  'three layers': { depth: 3 },
};

/** Models in one graph. */
export const MODELS = [1, 8, 32] as const;

/** Architecture → the time of one step of one model in a graph of so many, sampling included. */
export function replicaTimes(backend: Backend, rounds: number): Readonly<Record<string, readonly Timing[]>> {
  return Object.fromEntries(
    Object.entries(ARCHITECTURES).map(([name, change]) => {
      const jobs = Object.fromEntries(MODELS.map((R) => [`${R} models`, stepsOf(backend, R, change)]));
      const times = interleave(jobs, rounds);
      return [name, MODELS.map((R) => times[`${R} models`]!)];
    }),
  );
}

function stepsOf(backend: Backend, R: number, change: Partial<Architecture>): TimedJob {
  const problem: ArchitectureProblem = { ...PROBLEM, architecture: { ...PAPER_MODEL, ...change } };
  const trainings = Array.from({ length: R }, (_, i) => started(problem, i, backend));
  const steps = R > 8 ? 4 : 16;
  const run = () => {
    void backend.tf.setBackend(backend.backend); // the one that was set last computes
    const [end] = advanceLayers(trainings, trainings[0]!.step + steps);
    if (end) throw new Error(`replicas: expected a finite loss, got ${end.what} at step ${end.step}`);
  };
  return { units: steps * R, run };
}

function started(problem: ArchitectureProblem, i: number, backend: Backend): LayerTraining {
  const dictionary = conceptDictionary(problem, [i, 1]);
  const init = initialLayerWeights(problem, { init: [i, 2], attention: () => [i, 3] });
  return new LayerTraining(problem, { dictionary, init, batches: [i, 4] }, backend);
}
