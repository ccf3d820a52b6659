import { conceptDictionary, type Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Arrays, Divergence, Engine, Seeds, Training } from '../../harness';
import { loadBackend } from '../../model/engines/backend';
import { conceptSetting } from '../../model/engines/concept-law';
import { fusedTrainer } from '../../model/engines/fused';
import { loadKernel } from '../../model/engines/kernel';
import { PromptSampler } from '../../model/engines/sampler';
import { tfjsTrainer } from '../../model/engines/tfjs';
import { stepRounding } from '../../model/rounding';
import { stepSize } from '../../model/transformer';
import type { Forward, Key, Trainer, Weights } from '../../model/types';
import { idealWeights, initialWeights } from '../../model/weights';

/** One training of bu2024's model on one concept problem, on either engine. */
export class ConceptTraining implements Training {
  private idealSteps = 0;

  constructor(
    readonly problem: ConceptProblem,
    readonly dictionary: Dictionary,
    private readonly trainer: Trainer,
    private readonly batches: Key,
  ) {}

  get engine(): string {
    return this.trainer.engine;
  }

  get step(): number {
    return this.problem.departures.ideal ? this.idealSteps : this.trainer.step;
  }

  advance(to: number): Divergence | undefined {
    if (!this.problem.departures.ideal) return this.trainer.advance(to);
    this.idealSteps = to;
    return undefined;
  }

  weights(): Weights {
    return this.trainer.weights();
  }

  parameters(): Arrays {
    const { WQ, WK, WO } = this.trainer.weights();
    return { WQ, WK, WO };
  }

  load(parameters: Arrays, step: number): void {
    const { WQ, WK, WO } = parameters as { WQ: Float32Array; WK: Float32Array; WO: Float32Array };
    this.trainer.load({ WQ, WK, WO, r: this.trainer.weights().r }, step);
  }

  stepBound(): Readonly<Record<string, Float64Array>> {
    const next = this.step + 1;
    const { departures, eta, lambda } = this.problem;
    const { stepRate, stepPower } = departures;
    const rule = { ...departures, eta: stepSize(eta, stepRate, stepPower, next), lambda };
    return { ...stepRounding(this.trainer.weights(), this.trainer.batch(next), rule) };
  }

  /** The batch that step t (1-based) uses. */
  batch(t: number): ReturnType<Trainer['batch']> {
    return this.trainer.batch(t);
  }

  /** The model's answers to n fresh prompts of the evaluation law. */
  answers(key: Key, step: number, n: number): Forward {
    return this.trainer.evaluate(key, step, n);
  }

  /** The model's answers to prompts it was just trained on (before training: will be trained on first). */
  answersInTraining(n: number): Forward {
    return this.trainer.evaluate(this.batches, Math.max(1, this.step), n);
  }

  /** The model's present answers to the batch that step t uses. */
  answersInBatch(t: number): Forward {
    return this.trainer.evaluate(this.batches, t, this.problem.B);
  }
}

/**
 * Members of a block share dictionary or initialisation, and a training of a few steps costs less than either: the last
 * one is kept. Both are functions of the shape, the scales and the key; trainers copy what they change.
 */
function keepingLast<V>(make: (problem: ConceptProblem, key: Key) => V): (problem: ConceptProblem, key: Key) => V {
  let last: { name: string; value: V } | undefined;
  return (problem, key) => {
    const { B: _, ...rest } = problem;
    const name = JSON.stringify([rest, key]);
    if (last?.name !== name) last = { name, value: make(problem, key) };
    return last.value;
  };
}

const dictionaryOf = keepingLast(conceptDictionary);
const initOf = keepingLast(initialWeights);

/** Starts a training: dictionary, initialisation and batches each come from a stream of their own. */
export async function startTraining(problem: ConceptProblem, seeds: Seeds, engine: Engine): Promise<ConceptTraining> {
  const dictionary = dictionaryOf(problem, seeds('dictionary'));
  const init = problem.departures.ideal ? idealWeights(problem, dictionary) : initOf(problem, seeds('init'));
  const kernel = loadKernel();
  const setting = conceptSetting(problem, dictionary);
  const batches = seeds('batches');
  const trainer =
    engine === 'fused'
      ? fusedTrainer(kernel, setting, init, batches)
      : tfjsTrainer(await loadBackend(), setting, init, batches, (law) => new PromptSampler(kernel, law));
  return new ConceptTraining(problem, dictionary, trainer, batches);
}
