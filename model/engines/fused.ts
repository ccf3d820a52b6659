import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { Batch, Divergence, Forward, Key, Trainer, Weights } from '../types';
import type { Kernel } from './kernel';
import { padded, type Tenant, takeLaw, Workspace } from './memory';
import { type PlanLayout, planLoss, readWeights, takePlan, writeWeights } from './plan';
import { BLOCK, copyPrompts, copyRows, emptyBatch } from './prompts';
import { evaluationProblem } from './sampler';

/** A pass over a training batch, before its update. */
export interface BatchForward extends Forward {
  /** Mean logistic loss, without the decay term. */
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
  private plan!: PlanLayout;
  private trainingLaw = 0;
  private evaluationLaw = 0;
  private outside: Weights;

  constructor(
    kernel: Kernel,
    private readonly problem: ConceptProblem,
    private readonly dictionary: Dictionary,
    init: Weights,
    private readonly batchKey: Key,
  ) {
    checkStepPower(problem);
    checkWeights(problem, init);
    this.workspace = Workspace.of(kernel);
    this.outside = copyOf(init);
  }

  get step(): number {
    return this.taken;
  }

  enter(): void {
    this.trainingLaw = takeLaw(this.workspace, this.problem, this.dictionary);
    this.evaluationLaw = takeLaw(this.workspace, evaluationProblem(this.problem), this.dictionary);
    this.plan = takePlan(this.workspace, this.problem, this.batchKey);
    writeWeights(this.workspace, this.plan, this.problem, this.outside);
  }

  leave(): void {
    this.outside = readWeights(this.workspace, this.plan, this.problem, this.outside.r);
  }

  /** Throws a RangeError when `to` lies behind. After a divergence `step` is the number of steps that were taken before it. */
  advance(to: number): Divergence | undefined {
    if (to < this.taken) throw new RangeError(`advance: expected a step of at least ${this.taken}, got ${to}`);
    this.workspace.admit(this);
    const stopped = this.workspace.kernel.train(this.plan.at, this.trainingLaw, this.taken, to);
    this.taken = stopped > 0 ? stopped - 1 : to;
    return stopped > 0 ? { step: stopped, what: `loss is ${planLoss(this.workspace, this.plan)}` } : undefined;
  }

  weights(): Weights {
    if (!this.workspace.isHome(this)) return copyOf(this.outside);
    return readWeights(this.workspace, this.plan, this.problem, Float32Array.from(this.outside.r));
  }

  load(weights: Weights, step: number): void {
    checkWeights(this.problem, weights);
    this.outside = copyOf(weights);
    this.taken = step;
    if (this.workspace.isHome(this)) writeWeights(this.workspace, this.plan, this.problem, this.outside);
  }

  batch(t: number): Batch {
    this.workspace.admit(this);
    this.workspace.kernel.sampleBatch(this.plan.at, this.trainingLaw, t);
    return this.copyBatch();
  }

  /** The batch that step t uses and what the present weights make of it. */
  forwardBatch(t: number): BatchForward {
    const { n, label, sign } = this.batch(t);
    this.workspace.kernel.assess(this.plan.at);
    const result = { ...emptyForward(n, this.problem.L), loss: planLoss(this.workspace, this.plan) };
    this.copyAnswers(result, 0, n);
    return { ...result, label, sign };
  }

  evaluate(key: Key, t: number, n: number): Forward {
    this.workspace.admit(this);
    const result = emptyForward(n, this.problem.L);
    for (let first = 0; first < n; first += BLOCK) {
      const count = Math.min(BLOCK, n - first);
      this.workspace.kernel.evaluate(this.plan.at, this.evaluationLaw, key[0], key[1], t, first, count);
      this.copyAnswers(result, first, count);
    }
    return result;
  }

  private copyBatch(): Batch {
    const batch = emptyBatch(this.problem, this.problem.B);
    copyPrompts(this.workspace, this.plan.prompts, this.problem, batch, 0, batch.n);
    return batch;
  }

  private copyAnswers(result: Forward, first: number, count: number): void {
    const { L } = this.problem;
    const { workspace, plan } = this;
    result.f.set(workspace.floats(plan.f, count), first);
    const attention = workspace.floats(plan.attention, count * padded(L));
    copyRows(attention, 0, count, L, result.attention, first * L);
    result.label.set(workspace.floats(plan.prompts.labels, count), first);
    result.sign.set(workspace.floats(plan.prompts.signs, count * L), first * L);
  }
}

/** A training of `problem` from `init` whose batches are the stream `batchKey`, on the fused engine. */
export function fusedTrainer(
  kernel: Kernel,
  problem: ConceptProblem,
  dictionary: Dictionary,
  init: Weights,
  batchKey: Key,
): FusedTrainer {
  return new FusedTrainer(kernel, problem, dictionary, init, batchKey);
}

function emptyForward(n: number, L: number): Forward {
  return {
    f: new Float32Array(n),
    attention: new Float32Array(n * L),
    label: new Float32Array(n),
    sign: new Float32Array(n * L),
  };
}

function copyOf({ WQ, WK, WO, r }: Weights): Weights {
  return { WQ: WQ.slice(), WK: WK.slice(), WO: WO.slice(), r: r.slice() };
}

/** The kernel takes square roots and products only. */
function checkStepPower({ departures: { stepPower } }: ConceptProblem): void {
  if (stepPower >= 0 && Number.isInteger(4 * stepPower)) return;
  throw new RangeError(`fusedTrainer: expected stepPower to be a multiple of 0.25, at least 0, got ${stepPower}`);
}

function checkWeights({ dX, dY, m }: ConceptProblem, weights: Weights): void {
  const sizes = { WQ: dX * dX, WK: dX * dX, WO: m * dY, r: m };
  for (const [name, size] of Object.entries(sizes)) {
    const { length } = weights[name as keyof Weights];
    if (length !== size) throw new RangeError(`fusedTrainer: expected ${size} entries in ${name}, got ${length}`);
  }
}
