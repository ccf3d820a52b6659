import type { Engine } from '../statement/family';
import type { MemberResult, Request } from '../statement/gate';
import type { StreamId } from './seeds';

/** One unit to train, as plain data. The worker draws the problem itself: what crosses is a name, never a closure. */
export interface UnitJob {
  readonly kind: 'unit';
  readonly stream: StreamId;
  readonly index: number;
  readonly engine: Engine;
  readonly requests: readonly Request[];
  /** Only these members of a block; all when absent. */
  readonly members?: readonly number[];
}

/** Windows of steps in which the second engine is restarted from the first one's parameters (design: witness). */
export interface WindowJob {
  readonly kind: 'window';
  readonly stream: StreamId;
  readonly index: number;
  readonly engines: readonly [Engine, Engine];
  /** The last step of the training. */
  readonly horizon: number;
  /** Steps that each window takes. */
  readonly length: number;
}

export type Job = UnitJob | WindowJob;

export interface UnitAnswer {
  readonly kind: 'unit';
  /** For example `tfjs(wasm)`. */
  readonly engine: string;
  readonly members: readonly MemberResult[];
}

/** The largest deviation seen, as it is and as a share of what was allowed there. */
export interface WindowAnswer {
  readonly kind: 'window';
  readonly engines: readonly [string, string];
  readonly deviation: number;
  readonly share: number;
  /** The first disagreement beyond its bound. */
  readonly violation?: {
    readonly step: number;
    readonly parameter: string;
    readonly index: number;
    readonly size: number;
    readonly bound: number;
  };
}

/**
 * What comes back. `failed` is an exception in a family: an error of the harness, never an outcome. `unknown` is what
 * does not reproduce: a silent or killed worker, a divergence that came only once.
 */
export type Answer =
  | UnitAnswer
  | WindowAnswer
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };
