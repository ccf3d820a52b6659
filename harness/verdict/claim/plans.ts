import type { Part, Request } from '../../statement/gate';
import type { Stream } from '../../trials/stream';

/** What a part asks of the units of its stream. That of units yet to be taken is kept: it is asked for again and again. */
export class Plans {
  private readonly ahead = new Map<number, readonly Request[]>();

  constructor(
    private readonly part: Part,
    private readonly stream: Stream,
  ) {}

  /** @param next the unit that is taken next */
  of(index: number, next: number): readonly Request[] {
    const requests = this.ahead.get(index) ?? this.part.plan(this.stream.problem(index));
    if (index >= next) this.ahead.set(index, requests);
    return requests;
  }

  /** A unit has been taken. */
  drop(index: number): void {
    this.ahead.delete(index);
  }
}
