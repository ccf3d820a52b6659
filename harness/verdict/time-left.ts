import type { Stream } from '../trials/stream';
import type { Need } from './outlook';

/**
 * How long claims still take if all goes well: the steps of training that they need, once for all claims that read the same
 * units, times the time per step that trainings took in this run, over the workers. The time per step is that of the same
 * stream, else of the same family and engine; the first units of a stream, which are compared in windows, have one of their
 * own. A display only: no verdict and no order depends on it.
 */
export class TimeLeft {
  private readonly spent = new Map<string, { readonly steps: number; readonly seconds: number }>();

  /** `windowed`: the first units of every stream that are compared in windows. */
  constructor(
    private readonly workers: () => number,
    private readonly windowed: number,
  ) {}

  /** A worker was busy for so long with so many steps of a unit. */
  took(stream: Stream, index: number, steps: number, seconds: number): void {
    if (steps === 0) return;
    for (const kind of kindsOf(stream, index < this.windowed)) {
      const sum = this.spent.get(kind) ?? { steps: 0, seconds: 0 };
      this.spent.set(kind, { steps: sum.steps + steps, seconds: sum.seconds + seconds });
    }
  }

  /**
   * Seconds to the end of each claim, in the order in which they are worked on; undefined from the first one on that needs
   * trainings of a kind that was not measured yet.
   */
  of(claims: readonly (readonly Need[])[]): readonly (number | undefined)[] {
    const ends = new Map<string, number>();
    let sum: number | undefined = 0;
    return claims.map((needs) => {
      for (const need of needs) sum = add(sum, this.seconds(need, ends));
      return sum === undefined ? undefined : sum / this.workers();
    });
  }

  /** Of what no claim before has asked for. */
  private seconds({ stream, from, units, steps }: Need, ends: Map<string, number>): number | undefined {
    const begin = Math.max(from, ends.get(stream.key) ?? 0);
    const end = Math.max(begin, from + units);
    ends.set(stream.key, end);
    const slow = Math.max(0, Math.min(end, this.windowed) - begin);
    const [windowed, plain] = [kindsOf(stream, true), kindsOf(stream, false)];
    return add(this.cost(slow * steps, [...windowed, ...plain]), this.cost((end - begin - slow) * steps, plain));
  }

  /** Of so many steps, at the pace of the first kind that was measured. */
  private cost(steps: number, kinds: readonly string[]): number | undefined {
    const pace = this.spent.get(kinds.find((kind) => this.spent.has(kind)) ?? '');
    if (steps === 0) return 0;
    return pace && (steps * pace.seconds) / pace.steps;
  }
}

const add = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

/** The nearest first. */
function kindsOf({ key, family, engine }: Stream, windowed: boolean): readonly string[] {
  return [`stream ${key}`, `${family.name}/${engine}`].map((kind) => `${kind}, windowed: ${windowed}`);
}
