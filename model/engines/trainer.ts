import type { Terms } from '../reference/rounding';
import type { Batch, Forward, NonFiniteLoss, StreamKey, Weights } from '../reference/types';
import type { PromptLaw } from './law';

/** One training in progress, on either engine. Step t (1-based) uses batch t of the training stream. */
export interface Trainer {
  /** `fused` or `tfjs(<backend>)` */
  readonly engine: string;
  /** Steps taken so far. */
  readonly step: number;
  /** Trains until `to` steps have been taken; stops at the first step whose loss is not finite. */
  advance(to: number): NonFiniteLoss | undefined;
  /** Copies, unpadded. */
  weights(): Weights;
  /** What the next step reads beside the weights, by name. Copies. */
  beside?(): Readonly<Record<string, Float32Array>>;
  /** Restarts from given weights after `step` steps. */
  load(weights: Weights, step: number, beside?: Readonly<Record<string, Float32Array>>): void;
  /** The batch that step `t` (1-based) uses; where prompts are completed, the last step taken or the next one. Copies. */
  batch(t: number): Batch;
  /** The terms that the tokens of batch t are sums of, where the engine reads them so. Copies. Give the batch where it is at hand. */
  terms?(t: number, batch?: Batch): Terms | undefined;
  /**
   * The present answers to the first n prompts of the batch of step t, the last one taken or the next: those that the training
   * has read or will, with the labels of `law`, which differs from the training law in labels alone.
   */
  answersInBatch(t: number, n: number, law: PromptLaw): Forward;
  /** n fresh prompts of `law` (default: the evaluation law) from batch `t` of the stream `key`, and the model's answers. */
  evaluate(key: StreamKey, t: number, n: number, law?: PromptLaw): Forward;
  /** Called when nothing more is asked of it: it need not keep its weights. */
  end?(): void;
  /** What other weights answer to such prompts. The training goes on as if nothing had happened: it knows what it last read. */
  answersOf(weights: Weights, key: StreamKey, t: number, n: number, law?: PromptLaw): Forward;
}
