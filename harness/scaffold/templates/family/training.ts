/** The model: tfjs differentiates whatever loss it is given. TODO: the model and the loss of your paper. */
import type { Arrays, Divergence, Engine, Key, Seeds, Training } from 'theoremcheck';
import { AutodiffTrainer, type Backend, engineName, loadBackend } from 'theoremcheck/tfjs';
import type { Problem } from './problem';
import { type Batch, sample, solutionOf } from './sampler';

/** One training of a linear model by SGD on ½ mean (⟨w, x⟩ − y)². */
export class LinearTraining implements Training {
  private readonly trainer: AutodiffTrainer;

  constructor(
    private readonly problem: Problem,
    private readonly solution: Float32Array,
    batches: Key,
    private readonly backend: Backend,
  ) {
    const { tf } = backend;
    const { d, B, eta, ideal } = problem;
    this.trainer = new AutodiffTrainer(tf, {
      parameters: { w: { shape: [d, 1], data: ideal === 1 ? solution : new Float32Array(d) } },
      inputs: (t) => {
        const { x, y } = sample(problem, solution, batches, t, B);
        return { x: { shape: [B, d], data: x }, y: { shape: [B, 1], data: y } };
      },
      loss: ({ w, x, y }) => tf.mul(0.5, tf.mean(tf.square(tf.sub(tf.matMul(x!, w!), y!)))),
      stepSize: () => eta,
      decay: 0,
    });
  }

  get engine(): string {
    return engineName(this.backend);
  }

  get step(): number {
    return this.trainer.step;
  }

  advance(to: number): Divergence | undefined {
    return this.trainer.advance(to);
  }

  parameters(): Arrays {
    return this.trainer.parameters();
  }

  load(parameters: Arrays, step: number): void {
    this.trainer.load(parameters, step);
  }

  /** |w − w*|², where |w*| = 1. */
  distance(): number {
    const { w } = this.trainer.parameters();
    return this.solution.reduce((sum, target, j) => sum + (w![j]! - target) ** 2, 0);
  }

  /** Mean squared error on n fresh samples without label noise. */
  error(key: Key, n: number): number {
    const { d } = this.problem;
    const { w } = this.trainer.parameters();
    const { x, y } = this.fresh(key, n);
    const answer = (i: number) => w!.reduce((sum, weight, j) => sum + weight * x[i * d + j]!, 0);
    return y.reduce((sum, label, i) => sum + (answer(i) - label) ** 2, 0) / n;
  }

  private fresh(key: Key, n: number): Batch {
    return sample({ ...this.problem, sigma: 0, shuffled: 0 }, this.solution, key, 0, n);
  }
}

/** Starts a training: solution and batches each come from a stream of their own, named after its purpose. */
export async function startTraining(problem: Problem, seeds: Seeds, _engine: Engine): Promise<LinearTraining> {
  const solution = solutionOf(problem, seeds('solution'));
  return new LinearTraining(problem, solution, seeds('batches'), await loadBackend());
}

/** What the numbers depend on beside the source, and the engine by name; the same trial gives the same bits again. */
export async function prepare(): Promise<{ fingerprint: string; describe: string; exact: true }> {
  const backend = await loadBackend();
  const describe = engineName(backend);
  return { fingerprint: backend.version, describe, exact: true };
}
