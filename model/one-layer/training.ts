import { fusedTrainer } from '../engines/fused/fused';
import { kernelFingerprint, loadKernel } from '../engines/kernel';
import { isDeferred, type PromptLaw, type TrainingSetup } from '../engines/law';
import { PromptSampler } from '../engines/sampler';
import { engineName, loadBackend } from '../engines/tfjs/backend';
import { tfjsTrainer } from '../engines/tfjs/tfjs';
import type { Trainer } from '../engines/trainer';
import { stepRounding } from '../reference/rounding';
import { stepRule } from '../reference/transformer';
import type { Forward, NonFiniteLoss, StreamKey, Weights } from '../reference/types';

/** Parameters by name, row-major. */
type ParameterArrays = Readonly<Record<string, Float32Array | Float64Array>>;

/** What a training of the one-layer model starts from. */
export interface TrainingStart {
  readonly setting: TrainingSetup;
  readonly init: Weights;
  /** The stream of its batches. */
  readonly batches: StreamKey;
  /** Whether `init` stays as it is, whatever the step: closed-form weights in place of a training. */
  readonly ideal: boolean;
}

/** Of an engine that is ready. */
interface Ready {
  readonly fingerprint: string;
  readonly describe: string;
  /** Both engines give the same bits again and again. */
  readonly exact: true;
  /** Steps between two signs of life. */
  readonly stride?: number;
}

/** Makes what an engine needs; returns what the numbers depend on beside the source, and the engine by name. */
export async function prepareEngine(engine: string): Promise<Ready> {
  const kernel = kernelFingerprint();
  if (engine === 'fused') return { fingerprint: kernel, describe: 'fused', exact: true, stride: 256 };
  const backend = await loadBackend();
  const why = backend.skipped.length > 0 ? ` (not ${backend.skipped.join('; not ')})` : '';
  return {
    fingerprint: `${kernel} ${backend.version}`,
    describe: `${engineName(backend)}${why}`,
    exact: true,
  };
}

/** A trainer on the engine that is asked for; both see the same prompts. */
export async function trainerOn(engine: string, start: TrainingStart): Promise<Trainer> {
  const { init, batches } = start;
  const setting = start.ideal ? still(start.setting) : start.setting;
  const kernel = loadKernel();
  const fused = () => fusedTrainer(kernel, setting, init, batches);
  if (engine === 'fused') return fused();
  // Deferred prompts are whole only once the fused training has seen them: it is followed.
  const deferred = [setting.training, setting.evaluation].some(isDeferred);
  const prompts = deferred ? fused() : (law: PromptLaw) => new PromptSampler(kernel, law);
  return tfjsTrainer(await loadBackend(), setting, init, batches, prompts);
}

/** A setting in which nothing trains. */
function still(setting: TrainingSetup): TrainingSetup {
  return { ...setting, rule: { ...setting.rule, frozen: { attention: true, value: true, mlp: true } } };
}

/** One training of the one-layer model on problems of any paper, on either engine. */
export class OneLayerTraining<P> {
  private idealSteps = 0;
  /** The present weights, where somebody has read them. */
  private read: Weights | undefined;
  private readonly laws = new Map<string, PromptLaw>();

  constructor(
    readonly problem: P,
    protected readonly start: TrainingStart,
    protected readonly trainer: Trainer,
  ) {}

  get engine(): string {
    return this.trainer.engine;
  }

  get step(): number {
    return this.start.ideal ? this.idealSteps : this.trainer.step;
  }

  advance(to: number): NonFiniteLoss | undefined {
    this.read = undefined;
    if (!this.start.ideal) return this.trainer.advance(to);
    this.idealSteps = to;
    return undefined;
  }

  /** The present weights, for several observations to read: not to be changed. */
  weights(): Weights {
    this.read ??= this.trainer.weights();
    return this.read;
  }

  parameters(): ParameterArrays {
    const { r: _, ...trained } = this.trainer.weights();
    return { ...trained, ...this.trainer.beside?.() } as ParameterArrays;
  }

  load(parameters: ParameterArrays, step: number): void {
    this.read = undefined;
    this.trainer.load({ ...this.trainer.weights(), ...parameters }, step, parameters as Record<string, Float32Array>);
  }

  end(): void {
    this.trainer.end?.();
  }

  stepBound(): Readonly<Record<string, Float64Array>> {
    const next = this.step + 1;
    const rule = stepRule(this.start.setting.rule, next);
    const batch = this.trainer.batch(next);
    return { ...stepRounding(this.trainer.weights(), batch, rule, this.trainer.terms?.(next, batch)) };
  }

  /** The batch that step t (1-based) uses. */
  batch(t: number): ReturnType<Trainer['batch']> {
    return this.trainer.batch(t);
  }

  /** The model's answers to n fresh prompts of `law` (default: the evaluation law). */
  answers(key: StreamKey, step: number, n: number, law?: PromptLaw): Forward {
    return this.trainer.evaluate(key, step, n, law);
  }

  /** The model's present answers to the batch that step t uses. */
  answersInBatch(t: number): Forward {
    const { training, rule } = this.start.setting;
    return this.trainer.evaluate(this.start.batches, t, rule.B, training);
  }

  /** A law by name, made once: an engine lays out every law that it meets. */
  protected law(name: string, make: () => PromptLaw): PromptLaw {
    const known = this.laws.get(name) ?? make();
    this.laws.set(name, known);
    return known;
  }

  /** What other weights would answer: the training goes on as if nothing had happened. */
  answersOf(weights: Weights, key: StreamKey, step: number, n: number, law?: PromptLaw): Forward {
    return this.trainer.answersOf(weights, key, step, n, law);
  }
}

/**
 * Members of a block share dictionary or initialisation, and a training of a few steps costs less than either: the last
 * one is kept. Both are functions of the shape, the scales and the key, not of `ignoring`; trainers copy what they change.
 */
export function keepingLast<P extends object, V>(
  make: (problem: P, key: StreamKey) => V,
  ...ignoring: readonly (keyof P & string)[]
): (problem: P, key: StreamKey) => V {
  let last: { name: string; value: V } | undefined;
  return (problem, key) => {
    const rest = Object.entries(problem).filter(([name]) => !ignoring.includes(name as keyof P & string));
    const name = JSON.stringify([rest, key]);
    if (last?.name !== name) last = { name, value: make(problem, key) };
    return last.value;
  };
}
