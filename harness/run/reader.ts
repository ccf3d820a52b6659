import type { MemberResult, Request } from '../statement/gate';
import type { Stream } from './stream';

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
  /** An error of the harness on a unit that this reader wants. */
  fail(message: string): void;
}

/** Hands a reader all units that are there. Returns whether it took any. */
export function pump(reader: Reader): boolean {
  let took = false;
  try {
    while (reader.wants()) {
      const unit = reader.stream.unit(reader.next);
      const requests = reader.requests(reader.next);
      if (!unit.has(requests)) return took;
      if (unit.unknown === undefined) reader.take(unit.view(requests), '');
      else reader.take(undefined, unit.unknown);
      took = true;
    }
  } catch (error) {
    reader.fail(error instanceof Error ? error.message : String(error));
  }
  return took;
}
