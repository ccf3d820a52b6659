import type { StreamId } from '../draw/seeds';

/** Jobs of one message are to take so long (ms), beside which the message costs little. Ours. */
const WORTH = 10;
/** So many are sent at once, however short they are: who is interrupted has lost no more. Ours. */
const MOST = 64;

/** How many jobs of a stream are sent to a worker at once: from what they took, which changes no number of theirs. */
export class ShortJobs {
  /** ms of one job, half of it from the last message. */
  private readonly cost = new WeakMap<StreamId, number>();

  /** A worker took so long (ms) for so many of them. */
  took(stream: StreamId, time: number, jobs: number): void {
    const [before, now] = [this.cost.get(stream), time / jobs];
    this.cost.set(stream, before === undefined ? now : (before + now) / 2);
  }

  /** A worker fell silent or was lost with them: from now on each goes alone, so that none suffers for another. */
  lost(stream: StreamId): void {
    this.cost.set(stream, Number.POSITIVE_INFINITY);
  }

  /** Those that are long, or of unknown length, go alone. */
  most(stream: StreamId): number {
    const cost = this.cost.get(stream) ?? Number.POSITIVE_INFINITY;
    return Math.max(1, Math.min(MOST, Math.floor(WORTH / cost)));
  }
}
