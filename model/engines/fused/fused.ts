import type { Terms } from '../../reference/rounding';
import type { Batch, Forward, NonFiniteLoss, StreamKey, TrainingRule, Weights } from '../../reference/types';
import type { PromptSpace } from '../feature-plan';
import type { Kernel } from '../kernel';
import { batchIndex, isDeferred, type PromptLaw, type TrainingSetup } from '../law';
import { padded, type Tenant, Workspace } from '../memory';
import {
  hasRoomFor,
  keepWeights,
  keptImage,
  type PlanLayout,
  planLoss,
  readWeights,
  takePlan,
  weightsIn,
  writeWeights,
} from '../plan';
import { BLOCK, copyPrompts, copyRows, emptyBatch } from '../prompts';
import type { Trainer } from '../trainer';
import { completedPrompts, type DeferredLaw, labelsOf, type Seen, writePrompts } from './completed-prompts';
import { deferredTermsOf } from './deferred-terms';

/** A pass over a training batch, before its update. */
interface BatchForward extends Forward {
  /** Mean loss, without the decay term. */
  readonly loss: number;
}

/**
 * Trains in WebAssembly with closed-form gradients, sampling included: same arguments, same bits, on every machine.
 * A training may alternate with others on one kernel: its weights move out of and back into the kernel's memory unchanged.
 */
export class FusedTrainer implements Trainer, Tenant {
  readonly engine = 'fused';
  private readonly workspace: Workspace;
  private taken = 0;
  /** The weights that the last step started from, where its prompts can be completed; few ask for them, so they stay in memory. */
  private before: Float32Array | 'in memory' | undefined;
  private plan!: PlanLayout;
  /** Every law met so far, and where it is written. */
  private readonly laws: Map<PromptLaw, number>;
  private outside: Weights;

  /** Throws a RangeError for weights of other sizes than the setting's, or a step power that is no multiple of 1/4. */
  constructor(
    kernel: Kernel,
    private readonly setting: TrainingSetup,
    init: Weights,
    private readonly batchKey: StreamKey,
    private readonly space: PromptSpace,
  ) {
    checkStepPower(setting.rule);
    checkWeights(setting, init);
    this.workspace = Workspace.of(kernel);
    this.outside = copyOf(init);
    this.laws = new Map([setting.training, setting.evaluation].map((law) => [law, 0]));
  }

  get step(): number {
    return this.taken;
  }

  enter(): void {
    const laws = [...this.laws.keys()];
    for (const law of laws) this.laws.set(law, law.write(this.workspace));
    const value = this.outside.WV !== undefined;
    const demands = { rule: this.setting.rule, laws, value, space: this.space };
    this.plan = takePlan(this.workspace, demands, this.batchKey);
    writeWeights(this.workspace, this.plan, this.outside);
  }

  leave(): void {
    this.outside = readWeights(this.workspace, this.plan, this.outside.r);
    this.takeOutBefore();
  }

  private takeOutBefore(): Float32Array | undefined {
    if (this.before === 'in memory') this.before = keptImage(this.workspace, this.plan);
    return this.before;
  }

  end(): void {
    this.workspace.release(this);
  }

  /** Throws a RangeError when `to` lies behind. After a divergence `step` is the number of steps that were taken before it. */
  advance(to: number): NonFiniteLoss | undefined {
    if (to < this.taken) throw new RangeError(`advance: expected a step of at least ${this.taken}, got ${to}`);
    if (to === this.taken) return undefined;
    if (!this.setting.training.deferred) return this.take(to);
    const diverged = this.take(to - 1);
    if (diverged) return diverged;
    this.admitted(this.setting.training);
    keepWeights(this.workspace, this.plan);
    this.before = 'in memory';
    return this.take(to);
  }

  private take(to: number): NonFiniteLoss | undefined {
    const law = this.admitted(this.setting.training);
    const stopped = this.workspace.kernel.train(this.plan.at, law, this.taken, to);
    this.taken = stopped > 0 ? stopped - 1 : to;
    return stopped > 0 ? { step: stopped, what: `loss is ${planLoss(this.workspace, this.plan)}` } : undefined;
  }

  weights(): Weights {
    if (!this.workspace.isHome(this)) return copyOf(this.outside);
    return readWeights(this.workspace, this.plan, Float32Array.from(this.outside.r));
  }

  load(weights: Weights, step: number): void {
    checkWeights(this.setting, weights);
    this.outside = copyOf(weights);
    this.taken = step;
    this.before = undefined;
    if (this.workspace.isHome(this)) writeWeights(this.workspace, this.plan, this.outside);
  }

  /**
   * The batch that step t uses. Prompts of a deferred law are completed from the weights at that step, so t is the next step or
   * the last one. Throws a RangeError for another one, unless the weights never move.
   */
  batch(t: number): Batch {
    return this.batchOf(t, this.setting.rule.B);
  }

  /** The terms that the tokens of batch t are sums of, where this engine reads them so. Copies. Give the batch where it is at hand. */
  terms(t: number, batch?: Batch): Terms | undefined {
    const { training, rule } = this.setting;
    if (isDeferred(training)) return this.deferredTerms(training, t, batch ?? this.batch(t));
    const law = this.admitted(training); // before the plan is read: it lays it out
    this.workspace.kernel.sampleBatch(this.plan.at, law, t);
    if (!training.features || !this.workspace.kernel.expand(this.plan.at, 0, true)) return undefined;
    this.workspace.kernel.expand(this.plan.at, rule.B, true);
    const { x, xq } = emptyBatch(training, rule.B);
    copyPrompts(this.workspace, this.plan.prompts, training, { ...emptyBatch(training, rule.B), x, xq }, 0, rule.B);
    return { x, noise: xq, features: training.features };
  }

  private deferredTerms(law: DeferredLaw['law'], t: number, whole: Batch): Terms {
    const { rule } = this.setting;
    const weights = this.weightsAt(t);
    const absolute = law.deferred.absolute as typeof law;
    this.admitted(absolute); // lays out anew where it is not known yet
    const laws = [law, absolute].map((one) => ({ law: one, at: this.admitted(one) }));
    const seen = { key: this.batchKey, t, n: rule.B, step: { loss: rule.loss } };
    return deferredTermsOf(this.workspace, this.plan, [laws[0]!, laws[1]!], weights, seen, whole);
  }

  /** Prompts of a law as `evaluate` sees them at the present weights. */
  prompts(key: StreamKey, t: number, n: number, law: PromptLaw = this.setting.evaluation): Batch {
    const at = this.admitted(law);
    if (isDeferred(law)) return this.completed({ law, at }, this.weights(), { key, t, n });
    const batch = emptyBatch(law, n);
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      const { records, labels, signs } = this.plan.prompts;
      this.workspace.kernel.samplePrompts(at, records, labels, signs, key[0], key[1], t, first, count);
      copyPrompts(this.workspace, this.plan.prompts, law, batch, first, count);
    }
    return batch;
  }

  /** The first n prompts of the batch that step t uses, like `batch`. */
  batchOf(t: number, n: number): Batch {
    const { training, rule } = this.setting;
    if (!isDeferred(training)) return this.prompts(this.batchKey, batchIndex(rule, t), n, training);
    const seen = { key: this.batchKey, t, n, step: { loss: rule.loss } };
    const weights = this.weightsAt(t);
    return this.completed({ law: training, at: this.admitted(training) }, weights, seen);
  }

  private completed(law: DeferredLaw, weights: Weights, seen: Seen): Batch {
    return completedPrompts(this.workspace, this.plan, law, weights, seen);
  }

  /** The weights that step t started from or will. */
  private weightsAt(t: number): Weights {
    const { frozen } = this.setting.rule;
    const before = t === this.taken ? this.takeOutBefore() : undefined;
    if (before) return weightsIn(before, this.plan, this.outside.r.slice());
    if (t === this.taken) return this.weights();
    if (t === this.taken + 1 || (frozen.attention && frozen.mlp && frozen.value)) return this.weights();
    throw new RangeError(`batch: expected the step ${this.taken + 1} or the one just taken, got ${t}`);
  }

  /** The batch that step t uses and what the present weights make of it. */
  forwardBatch(t: number): BatchForward {
    const { training, rule } = this.setting;
    const law = this.admitted(training);
    this.workspace.kernel.sampleBatch(this.plan.at, law, t);
    this.workspace.kernel.assess(this.plan.at);
    const result = { ...emptyForward(rule.B, training.L), loss: planLoss(this.workspace, this.plan) };
    this.copyAnswers(result, training.L, 0, rule.B);
    return result;
  }

  answersInBatch(t: number, n: number, law: PromptLaw): Forward {
    const { training, rule } = this.setting;
    if (!training.deferred) return this.evaluate(this.batchKey, batchIndex(rule, t), n, law);
    return this.answersTo(this.promptsInBatch(t, n, law), law);
  }

  /** The first n prompts of the batch of step t with the labels of `law`, which differs from the training law in them alone. */
  promptsInBatch(t: number, n: number, law: PromptLaw): Batch {
    const batch = this.batchOf(t, n);
    const seen = { key: this.batchKey, t: batchIndex(this.setting.rule, t), n };
    const at = this.admitted(law);
    if (!isDeferred(law)) return { ...batch, label: this.prompts(seen.key, seen.t, n, law).label };
    return { ...batch, label: labelsOf(this.workspace, this.plan, at, seen) };
  }

  /** The present answers to prompts that are given. */
  answersTo(batch: Batch, law: PromptLaw): Forward {
    const at = this.admitted(law);
    const result = emptyForward(batch.n, law.L);
    for (let first = 0; first < batch.n; first += BLOCK) {
      const count = Math.min(BLOCK, batch.n - first);
      writePrompts(this.workspace, this.plan.prompts, law, batch, first, count);
      this.workspace.kernel.answer(this.plan.at, at, count);
      this.copyAnswers(result, law.L, first, count);
    }
    return result;
  }

  evaluate(key: StreamKey, t: number, n: number, law: PromptLaw = this.setting.evaluation): Forward {
    const at = this.admitted(law);
    const result = emptyForward(n, law.L);
    this.workspace.kernel.prepare(this.plan.at, at, BLOCK);
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      this.workspace.kernel.evaluate(this.plan.at, at, key[0], key[1], t, first, count);
      this.copyAnswers(result, law.L, first, count);
    }
    return result;
  }

  answersOf(weights: Weights, key: StreamKey, t: number, n: number, law?: PromptLaw): Forward {
    const [own, before] = [this.weights(), this.takeOutBefore()];
    this.load(weights, this.taken);
    const answers = this.evaluate(key, t, n, law);
    this.load(own, this.taken);
    this.before = before;
    return answers;
  }

  /** Where a law is written. */
  private admitted(law: PromptLaw): number {
    if (!this.laws.has(law)) this.meet(law);
    this.workspace.admit(this);
    return this.laws.get(law)!;
  }

  /** A new law is written behind the others; one for which the plan has no room has everything laid out anew. */
  private meet(law: PromptLaw): void {
    checkLaw(this.setting, law);
    const home = this.workspace.isHome(this);
    const fits = home && hasRoomFor([...this.laws.keys()], law);
    if (home && !fits) this.workspace.vacate();
    this.laws.set(law, fits ? law.write(this.workspace) : 0);
  }

  private copyAnswers(result: Forward, L: number, first: number, count: number): void {
    const { workspace, plan } = this;
    result.f.set(workspace.floats(plan.f, count), first);
    const attention = workspace.floats(plan.attention, count * padded(L));
    copyRows(attention, 0, count, L, result.attention, first * L);
    result.label.set(workspace.floats(plan.prompts.labels, count), first);
    result.sign.set(workspace.floats(plan.prompts.signs, count * L), first * L);
  }
}

/**
 * A training of `setting` from `init` whose batches are the stream `batchKey`, on the fused engine. Prompts that are drawn as
 * shapes are read in the space of features where that takes fewer operations.
 */
export function fusedTrainer(
  kernel: Kernel,
  setting: TrainingSetup,
  init: Weights,
  batchKey: StreamKey,
  space: PromptSpace = 'by size',
): FusedTrainer {
  return new FusedTrainer(kernel, setting, init, batchKey, space);
}

function emptyForward(n: number, L: number): Forward {
  return {
    f: new Float32Array(n),
    attention: new Float32Array(n * L),
    label: new Float32Array(n),
    sign: new Float32Array(n * L),
  };
}

function copyOf({ WQ, WK, WV, WO, r }: Weights): Weights {
  return { WQ: WQ.slice(), WK: WK.slice(), ...(WV ? { WV: WV.slice() } : {}), WO: WO.slice(), r: r.slice() };
}

/** The kernel takes square roots and products only. */
function checkStepPower({ stepPower }: TrainingRule): void {
  if (stepPower >= 0 && Number.isInteger(4 * stepPower)) return;
  throw new RangeError(`fusedTrainer: expected stepPower to be a multiple of 0.25, at least 0, got ${stepPower}`);
}

function checkWeights({ rule: { m }, training: { dX, dY } }: TrainingSetup, weights: Weights): void {
  const sizes = { WQ: dX * dX, WK: dX * dX, WV: dY * dY, WO: m * dY, r: m };
  for (const [name, size] of Object.entries(sizes)) {
    const array = weights[name as keyof Weights];
    if (array && array.length !== size) {
      throw new RangeError(`fusedTrainer: expected ${size} entries in ${name}, got ${array.length}`);
    }
  }
}

function checkLaw({ training }: TrainingSetup, law: PromptLaw): void {
  const show = ({ dX, dY, shared }: PromptLaw) => `dX = ${dX}, dY = ${dY}, ${shared ? 'shared' : 'separate'}`;
  if (show(law) !== show(training)) {
    throw new RangeError(`fusedTrainer: expected a law with ${show(training)}, got ${show(law)}`);
  }
}
