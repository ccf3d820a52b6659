/**
 * B3 of other models: whether attention concentrates on the demonstrations with the query's sign. Of a model with several heads or
 * layers it is asked of one of them, or of each.
 *
 * @module
 */
import { atLeast, type ControlSpec, cite, ours, theorem } from '../../../harness';
import {
  type Clock,
  corners,
  forAll,
  frozenAttention,
  horizons,
  idealWeights,
  type Model,
  notChecked,
  paper,
  tau,
} from '../controls';
import { architectures } from '../family';

interface AttentionSpec {
  readonly model: Model;
  readonly in: 'the head' | 'some head' | 'every head' | 'some layer' | 'every layer';
  /** Of its heads, unless told. */
  readonly clock?: Clock;
  readonly c: number;
  /** Of c: what was left in calibration. */
  readonly reason: string;
  /** `noisy` or `early`. */
  readonly nearMiss: ControlSpec;
}

/** A claim that attention concentrates in a model. */
export function attention({ model, in: where, clock = 'of its heads', c, reason, nearMiss }: AttentionSpec) {
  const asked = where.startsWith('every') ? 'leastAttention' : 'mostAttention';
  const { formula, words } = horizons[clock];
  const place = where === 'the head' ? '' : ` in ${where}`;
  return theorem({
    name: `attention of the model ${model.words} concentrates${place}`,
    statement: `With probability at least 1 − δ over problem, initialisation and batches, after ${words} of the model ${model.words}, the mean attention of the query on demonstrations with its sign is at least 1 − c${place}.`,
    source: cite('bu2024', 'mechanism 1, asked of other models; open question 2', 'reconstructed'),
    family: architectures,
    forAll,
    stream: model.stream,
    corners,
    ours: { c: ours(c, reason), tau },
    horizon: formula,
    horizonForm: 'at the horizon',
    prompts: Math.ceil(20 / c),
    accuracy: 'c',
    claim: ({ at }) => atLeast(at('horizon')[asked], '1 - c'),
    delta: 0.05,
    margin: 0.15,
    profile: 'nightly',
    controls: { gross: [frozenAttention], nearMiss: [nearMiss], positive: idealWeights },
    paper,
    notChecked,
  });
}
