import type { Batch, StreamKey, TrainingRule } from '../reference/types';
import type { Workspace } from './memory';

/**
 * A law of prompts, as the kernel's sampler reads it. The identity of the object matters: a trainer lays out a law when it
 * first meets it, so a caller that evaluates under a law again and again keeps the object.
 */
export interface PromptLaw {
  /** Entries of the tokens that scores read. */
  readonly dX: number;
  /** Entries of the vectors that attention mixes. */
  readonly dY: number;
  /** Demonstrations in a prompt. */
  readonly L: number;
  /** Whether attention mixes the very tokens that scores read: then dY = dX and the `y` of a batch is its `x`. */
  readonly shared: boolean;
  /** Present where engines draw only those projections of the noise that they read (docs/decisions/0011). */
  readonly deferred?: Deferred;
  /** How many features its tokens are sums of, where prompts are drawn as shapes: lists of features. */
  readonly features?: number;
  /** Writes the law's structure and its tables into the kernel's memory; returns where. */
  write(workspace: Workspace): number;
}

/** What completes a prompt of which only projections of the noise were drawn. */
export interface Deferred {
  /** Standard deviation of the noise on every coordinate. */
  readonly sigma: number;
  /** Rows of the feature tables, multiples of 4: of words and of label vectors. */
  readonly nX: number;
  readonly nY: number;
  /** Groups of four irrelevant features. */
  readonly groups: number;
  /** Bytes of a prompt's composition (model/kernel/composition.ts). */
  readonly compositionBytes: number;
  /** The same law over features whose entries are absolute values: how large the terms are that its means are sums of. */
  readonly absolute?: PromptLaw;
}

/** All that an engine needs to know of a training beside its initial weights and its random stream. */
export interface TrainingSetup {
  readonly rule: TrainingRule;
  readonly training: PromptLaw;
  /** The law of `Trainer.evaluate` where it is given none. */
  readonly evaluation: PromptLaw;
}

/** Where the prompts of a law come from: batch t of a stream is a pure function of (key, t). A `PromptSampler` is one. */
export interface PromptSource {
  batch(key: StreamKey, t: number, n: number): Batch;
}

/** Whether prompts of this law are drawn as far as they are read. */
export function isDeferred(law: PromptLaw): law is PromptLaw & { readonly deferred: Deferred } {
  return law.deferred !== undefined;
}

/** Which batch of the stream step t (1-based) uses: fresh ones, or a finite set cycled through. */
export function batchIndex({ batches }: TrainingRule, t: number): number {
  return batches > 0 ? ((t - 1) % batches) + 1 : t;
}
