import type { Need } from './outlook';
import type { Stream } from './stream';

/**
 * How long claims still take if all goes well: the steps of training that they need, once for all claims that read the same
 * units, times the time per step that trainings of the same family and engine took in this run, over the workers. What is
 * compared in windows is in the times of the trainings it rides on. A display only: no verdict and no order depends on it.
 */
export class TimeLeft {
  private readonly spent = new Map<string, { steps: number; seconds: number }>();

  constructor(private readonly workers: number) {}

  /** A worker was busy for so long with so many steps. */
  took(stream: Stream, steps: number, seconds: number): void {
    const sum = this.spent.get(kindOf(stream)) ?? { steps: 0, seconds: 0 };
    this.spent.set(kindOf(stream), { steps: sum.steps + steps, seconds: sum.seconds + seconds });
  }

  /** Seconds to the end of each claim, in the order in which they are worked on; undefined before any training ended. */
  of(claims: readonly (readonly Need[])[]): readonly number[] | undefined {
    if (this.spent.size === 0) return undefined;
    const ends = new Map<string, number>();
    let sum = 0;
    return claims.map((needs) => {
      for (const need of needs) sum += this.seconds(need, ends);
      return sum / this.workers;
    });
  }

  /** Of what no claim before has asked for. */
  private seconds({ stream, from, units, steps }: Need, ends: Map<string, number>): number {
    const end = from + units;
    const fresh = Math.max(0, end - Math.max(from, ends.get(stream.key) ?? 0));
    ends.set(stream.key, Math.max(end, ends.get(stream.key) ?? 0));
    return fresh * steps * this.pace(stream);
  }

  /** Seconds per step; of all trainings where none of this kind has ended yet. */
  private pace(stream: Stream): number {
    const known = this.spent.get(kindOf(stream));
    const counted = known && known.steps > 0 ? [known] : [...this.spent.values()];
    const steps = counted.reduce((sum, one) => sum + one.steps, 0);
    return counted.reduce((sum, one) => sum + one.seconds, 0) / Math.max(1, steps);
  }
}

const kindOf = ({ family, engine }: Stream): string => `${family.name}/${engine}`;
