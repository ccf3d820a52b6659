import type { MemberResult, Request } from '../../statement/gate';
import type { Unit } from './unit';

/** How two engines agreed in windows of one training, beyond nothing that was allowed. */
export interface Agreement {
  readonly engines: readonly [string, string];
  /** The largest difference of a parameter after one step, as it is and as a share of its bound. */
  readonly deviation: number;
  readonly share: number;
}

/** Which agreement: of what, and in which windows. */
export interface AgreementKey {
  /** Of (stream, code of the second engine), 32 hex digits. */
  readonly key: string;
  readonly index: number;
  readonly horizon: number;
  /** Steps of each window. */
  readonly length: number;
}

/** Where numbers of trainings are kept: the project's own file, other people's files, or nothing but memory. */
export interface Store {
  /** What is known of a unit: a view of it, in which whatever is added shows. */
  unit(stream: string, index: number): Unit;
  /** Throws where nothing could be kept: asked before anything is trained. */
  ready(): void;
  /** Keeps what a training gave. Throws where it cannot be kept. */
  add(
    stream: string,
    index: number,
    engine: string,
    requests: readonly Request[],
    members: readonly MemberResult[],
  ): void;
  /** Keeps what was found sound about a unit in a fresh process (see `Unit.passed`). */
  pass(stream: string, index: number, names: readonly string[]): void;
  agreement(of: AgreementKey): Agreement | undefined;
  agree(of: AgreementKey, agreement: Agreement): void;
}
