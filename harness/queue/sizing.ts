import { MOST } from './parcel';

/** A parcel is to keep a thread busy for so long (s), beside which what the queue costs is little. Ours. */
const WORTH = 0.2;
/** Redis and one client carry so many parcels per second with ease. Ours; docs/scale.md has what was measured. */
const PACE = 500;
/** For each thread one parcel in the making, and one that waits for it. */
const AHEAD = 2;
/** The weight of what came last in the mean of what a job costs. */
const RECENT = 0.1;

/** How many jobs are sent as one, and how many are out at once: from what they cost, which changes no number of theirs. */
export class Sizing {
  /** Of all workers that are there. */
  threads = 0;
  private cost: number | undefined;

  /** So many jobs kept a thread busy for so long (s). */
  took(seconds: number, jobs: number): void {
    const each = seconds / jobs;
    this.cost = this.cost === undefined ? each : (1 - RECENT) * this.cost + RECENT * each;
  }

  /** Jobs of one parcel. Those that are long, or of unknown length, go alone. */
  get batch(): number {
    if (this.cost === undefined) return 1;
    const worth = Math.max(WORTH, (AHEAD * this.threads) / PACE);
    return Math.max(1, Math.min(MOST, Math.floor(worth / Math.max(this.cost, 1e-6))));
  }

  /** Jobs that are to be out at once. */
  get size(): number {
    return Math.max(1, AHEAD * this.threads * this.batch);
  }

  /** Deals jobs into parcels. While threads are idle, each is to get something. */
  dealt<T>(jobs: readonly T[], parcelsOut: number): readonly (readonly T[])[] {
    const idle = Math.max(1, this.threads - parcelsOut);
    const most = Math.max(1, Math.min(this.batch, Math.ceil(jobs.length / idle)));
    return Array.from({ length: Math.ceil(jobs.length / most) }, (_, i) => jobs.slice(i * most, (i + 1) * most));
  }
}
