import type { ExportedTrial, NamedArray, Seeds } from 'theoremcheck';
import type { Problem } from '../../task/problem';
import { startTraining } from './training';

/** One trial as arrays: points, û and w(0) … w(steps). Throws when the training diverges within these steps. */
export async function trialArrays(problem: Problem, seeds: Seeds, steps: number): Promise<ExportedTrial> {
  const training = await startTraining(problem, seeds, 'float64');
  const { points, direction, margin } = training.data;
  const { d, departures: _, ...numbers } = { ...problem };
  const vector = (data: Float64Array): NamedArray => ({ shape: [d], data });
  const arrays: Record<string, NamedArray> = {
    points: { shape: [points.length, d], data: Float64Array.from(points.flatMap((x) => [...x])) },
    direction: vector(direction),
    w_0: vector(training.weights.slice()),
  };
  for (let t = 1; t <= steps; t++) {
    const diverged = training.advance(t);
    if (diverged) throw new Error(`export: expected ${t} finite steps, got ${diverged.what} at step ${diverged.step}`);
    arrays[`w_${t}`] = vector(training.weights.slice());
  }
  return { arrays, json: { d, ...numbers, margin, eta: training.eta, steps } };
}
