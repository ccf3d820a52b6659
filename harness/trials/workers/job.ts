import type { Engine } from '../../statement/family';
import type { MemberResult, Request } from '../../statement/gate';
import type { StreamId } from '../draw/seeds';
import type { WindowFound, Windows } from '../training/windows';

/** One unit to train, as plain data. The worker draws the problem itself: what crosses is a name, never a closure. */
export interface Job {
  readonly stream: StreamId;
  readonly index: number;
  readonly engine: Engine;
  /** May be empty when only windows are wanted. */
  readonly requests: readonly Request[];
  /** Only these members of a block; all when absent. */
  readonly members?: readonly number[];
  /** Engine → code hash under which its numbers count, for workers that may have other code. */
  readonly codes?: Readonly<Record<Engine, string>>;
  /** A second engine looks over the shoulder of the first member. */
  readonly windows?: Windows;
  /** Asked of a fresh process: whether what was trained before comes from the seeds alone. */
  readonly check?: Check;
}

/**
 * `replay`: the unit once more, its parameters hashed after these steps, too; its problem drawn twice; and a restart from its own
 * parameters. `keys`: whether each key that the family asks for changes something, at the reference problem.
 */
export type Check = { readonly kind: 'replay'; readonly hashed: readonly number[] } | { readonly kind: 'keys' };

export interface UnitAnswer {
  readonly kind: 'unit';
  /** For example `tfjs(wasm)`. */
  readonly engine: string;
  readonly members: readonly MemberResult[];
  /** Present when the job had windows. */
  readonly windows?: WindowFound;
  /** Hash of the problem, of a replay. */
  readonly problem?: string;
}

/**
 * What comes back. `failed` is an exception in a family: an error of the harness, never an outcome. `unknown` is what
 * does not reproduce: a silent or killed worker, a divergence that came only once.
 */
export type Answer =
  | UnitAnswer
  | { readonly kind: 'failed'; readonly message: string }
  /**
   * `silent`: nothing was heard of the training for as long as is waited; it would be waited for again. `untried`: it shared a
   * message with one that fell silent or ended its worker; it is to be asked for again.
   */
  | { readonly kind: 'unknown'; readonly message: string; readonly silent?: true; readonly untried?: true };
