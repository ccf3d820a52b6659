import { forward, sgdStep, stepRule, toFloat64 } from '../../reference/transformer';
import type { Batch, Forward, NonFiniteLoss, StreamKey, Weights } from '../../reference/types';
import type { PromptLaw, TrainingSetup } from '../law';
import type { Trainer } from '../trainer';
import type { TrainingPrompts } from './training-prompts';

type Exact = ReturnType<typeof toFloat64>;

/**
 * Trains on the float64 reference: forward pass, gradients and update of `model/reference/transformer.ts`, on weights in float64. What
 * it answers and the copies of its weights are rounded once, to float32; what goes on training never is. A copy that comes
 * back to `load` unchanged stands for the weights it was rounded from.
 */
class Float64Trainer implements Trainer {
  readonly engine = 'float64';
  private taken = 0;
  private exact: Exact;
  private readonly roundedFrom = new WeakMap<Weights, Exact>();

  constructor(
    private readonly setting: TrainingSetup,
    init: Weights,
    private readonly given: TrainingPrompts,
  ) {
    this.exact = toFloat64(init);
  }

  get step(): number {
    return this.taken;
  }

  /** Throws a RangeError when `to` lies behind. */
  advance(to: number): NonFiniteLoss | undefined {
    if (to < this.taken) throw new RangeError(`advance: expected a step of at least ${this.taken}, got ${to}`);
    for (let t = this.taken + 1; t <= to; t++) {
      const { weights, loss } = sgdStep(this.exact, this.batch(t), stepRule(this.setting.rule, t));
      if (!Number.isFinite(loss)) return { step: t, what: `loss is ${loss}` };
      this.exact = { ...weights, r: this.exact.r };
      this.taken = t;
    }
    return undefined;
  }

  weights(): Weights {
    const rounded = toFloat32(this.exact);
    this.roundedFrom.set(rounded, this.exact);
    return rounded;
  }

  load(weights: Weights, step: number): void {
    this.exact = this.roundedFrom.get(weights) ?? toFloat64(weights);
    this.taken = step;
    this.given.load(weights, step);
  }

  batch(t: number): Batch {
    return this.given.batch(t, this.setting.rule.B);
  }

  answersInBatch(t: number, n: number, law: PromptLaw): Forward {
    this.given.advance(this.taken);
    return answersTo(this.exact, this.given.seen(t, n, law));
  }

  evaluate(key: StreamKey, t: number, n: number, law: PromptLaw = this.setting.evaluation): Forward {
    this.given.advance(this.taken);
    return answersTo(this.exact, this.given.fresh(key, t, n, law));
  }

  answersOf(weights: Weights, key: StreamKey, t: number, n: number, law: PromptLaw = this.setting.evaluation): Forward {
    this.given.advance(this.taken);
    return answersTo(toFloat64(weights), this.given.fresh(key, t, n, law));
  }
}

function answersTo(weights: Exact, batch: Batch): Forward {
  const { f, attention } = forward(weights, batch);
  return { f: new Float32Array(f), attention: new Float32Array(attention), label: batch.label, sign: batch.sign };
}

/** A training of `setting` from `init` in float64: slow, and as exact as what the engines are held against. */
export function float64Trainer(setting: TrainingSetup, init: Weights, given: TrainingPrompts): Trainer {
  return new Float64Trainer(setting, init, given);
}

function toFloat32({ WQ, WK, WV, WO, r }: Exact): Weights {
  const [q, k, o, out] = [WQ, WK, WO, r].map((matrix) => new Float32Array(matrix));
  return { WQ: q!, WK: k!, ...(WV && { WV: new Float32Array(WV) }), WO: o!, r: out! };
}
