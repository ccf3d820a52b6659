import { type Patterns, patternsOf } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import { type Tasks, tasksOf } from '../../generators/patterns/tasks';
import type { Arrays, Divergence, Engine, Key, Seeds, Training } from '../../harness';
import { loadKernel } from '../../model/engines/kernel';
import { patternSetting } from '../../model/engines/pattern-law';
import { PromptSampler } from '../../model/engines/sampler';
import { AutodiffTrainer } from '../../model/engines/tfjs/autodiff';
import { type Backend, engineName, loadBackend } from '../../model/engines/tfjs/backend';
import { type DeepWeights, deepAnswers, deepArrays, deepBatch, deepLoss } from '../../model/engines/tfjs/deep';
import { idealPatternWeights, initialPatternWeights } from '../../model/patterns/weights';
import type { Batch, Forward, Weights } from '../../model/reference/types';

/** Layers of attention. */
export const DEPTH = 3;

/** What a training of the deep model starts from. */
interface DeepStart {
  readonly patterns: Patterns;
  readonly tasks: Tasks;
  readonly init: DeepWeights;
  /** The stream of its batches. */
  readonly batches: Key;
}

/** One training of the deep model on one pattern problem, by autodiff alone. */
export class DeepTraining implements Training {
  private readonly trainer: AutodiffTrainer;
  private readonly training: PromptSampler;
  private readonly heldOut: PromptSampler;
  private idealSteps = 0;

  constructor(
    readonly problem: PatternProblem,
    private readonly start: DeepStart,
    private readonly backend: Backend,
  ) {
    const { training, evaluation } = patternSetting(problem, start.patterns, start.tasks);
    const kernel = loadKernel();
    this.training = new PromptSampler(kernel, training);
    this.heldOut = new PromptSampler(kernel, evaluation);
    this.trainer = new AutodiffTrainer(backend.tf, {
      ...this.partition(),
      inputs: (t) => deepBatch(this.batch(t)),
      loss: (arrays) => deepLoss(backend.tf, arrays, DEPTH),
      stepSize: () => problem.eta,
      decay: 0,
    });
  }

  get engine(): string {
    return engineName(this.backend);
  }

  get step(): number {
    return this.ideal ? this.idealSteps : this.trainer.step;
  }

  advance(to: number): Divergence | undefined {
    if (!this.ideal) return this.trainer.advance(to);
    this.idealSteps = to;
    return undefined;
  }

  get patterns(): Patterns {
    return this.start.patterns;
  }

  /** Copies of the weights of all layers, r among them. */
  weights(): DeepWeights {
    return this.trainer.parameters();
  }

  parameters(): Arrays {
    const { r: _, ...trained } = this.weights();
    return trained;
  }

  load(parameters: Arrays, step: number): void {
    this.trainer.load(parameters, step);
  }

  /** The batch that step t (1-based) uses. */
  batch(t: number): Batch {
    return this.training.batch(this.start.batches, t, this.problem.B);
  }

  /** Answers to n fresh prompts of held-out tasks, once per layer. */
  answers(key: Key, step: number, n: number): Forward[] {
    return deepAnswers(this.backend.tf, this.weights(), this.heldOut.batch(key, step, n), DEPTH);
  }

  /** Whether the initial weights stay as they are, whatever the step. */
  private get ideal(): boolean {
    return this.problem.departures.ideal === 1;
  }

  /** Trained arrays apart from those that keep their value. */
  private partition() {
    const { dX, dY, departures } = this.problem;
    const arrays = Object.entries(deepArrays(this.start.init, dX + dY));
    const kept = (name: string) => name === 'r' || (departures.frozenAttention === 1 && /^W[QK]/.test(name));
    const pick = (frozen: boolean) => Object.fromEntries(arrays.filter(([name]) => kept(name) === frozen));
    return { parameters: pick(false), frozen: pick(true) };
  }
}

/** Every layer starts from the attention and the W_V of one layer; W_O and r are those of the one MLP. */
function deepened({ WQ, WK, WV, WO, r }: Weights): DeepWeights {
  const layers = Array.from({ length: DEPTH }, (_, i) => [
    [`WQ${i + 1}`, WQ],
    [`WK${i + 1}`, WK],
    [`WV${i + 1}`, WV],
  ]);
  return { ...Object.fromEntries(layers.flat()), WO, r };
}

/** Starts a training: patterns, tasks, initialisation and batches each come from a stream of their own. */
export async function startTraining(problem: PatternProblem, seeds: Seeds, _engine: Engine): Promise<DeepTraining> {
  const patterns = patternsOf(problem, seeds('patterns'));
  const ideal = problem.departures.ideal === 1;
  const init = ideal ? idealPatternWeights(problem, patterns) : initialPatternWeights(problem, seeds('init'));
  const start = { patterns, tasks: tasksOf(problem, seeds('tasks')), init: deepened(init), batches: seeds('batches') };
  return new DeepTraining(problem, start, await loadBackend());
}
