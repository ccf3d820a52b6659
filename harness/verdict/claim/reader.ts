import { messageOf } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import type { MemberResult, Request } from '../../statement/gate';
import type { Stream } from '../../trials/stream';
import type { Faults } from './faults';

/** Somebody who takes the units of a stream strictly in index order. */
export interface Reader {
  readonly stream: Stream;
  /** Index of the unit it takes next. */
  readonly next: number;
  /** Whether one more unit could matter. */
  wants(): boolean;
  /** One past the last index that it could ever take. */
  readonly limit: number;
  /** What it asks of a unit. */
  requests(index: number): readonly Request[];
  /** Takes unit `next`; `members` is undefined for a unit that gave nothing reproducible. */
  take(members: readonly MemberResult[] | undefined, why: string): void;
  /** An error of the harness on unit `next`. */
  fail(message: string): void;
}

/**
 * Hands a reader all units that are there. Returns whether it took any. An exception, too, reaches a reader only when it
 * stands at the unit: how far ahead others train must not matter.
 */
export function pump(reader: Reader, faults: Faults): boolean {
  let took = false;
  try {
    while (reader.wants()) {
      const { stream, next } = reader;
      const requests = reader.requests(next);
      const members = stream.known(next, requests);
      const fault = members ? undefined : faults.of(stream, next).why(requests);
      if (!members && !fault) return took;
      if (fault?.kind === 'failed') throw UsageError.relayed(fault.message);
      reader.take(members, fault?.message ?? '');
      took = true;
    }
  } catch (error) {
    reader.fail(messageOf(error));
  }
  return took;
}

/** A reader's requests ahead of time; none where no plan can be made: `pump` says so when the reader gets there. */
export function planned(reader: Reader, index: number): readonly Request[] {
  try {
    return reader.requests(index);
  } catch {
    return [];
  }
}
