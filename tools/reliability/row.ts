import { Random } from '../../generators/random';
import type { DisturbedProject } from './subject';

/** What came of one kind of disturbance. */
export interface Result {
  /** How many there were. */
  readonly tried: number;
  /** How disturbed runs ended: status or signal → how often. */
  readonly ended: Readonly<Record<string, number>>;
  /** How many runs were compared with an undisturbed one afterwards. */
  readonly compared: number;
  /** Lines of stored trials that were set aside, of all runs. */
  readonly damaged: number;
  /** What was not as it should be. */
  readonly faults: readonly string[];
  /** Why it was not tried here. */
  readonly skipped?: string;
}

export interface Trying {
  readonly subject: DisturbedProject;
  readonly random: Random;
  /** How often, in place of the row's own number. */
  readonly times: number;
  readonly progress: (done: number) => void;
}

/** One kind of disturbance: a row of the table. */
export interface Disturbance {
  readonly name: string;
  /** For the table. */
  readonly says: string;
  readonly times: number;
  readonly run: (context: Trying, tally: DisturbanceTally) => Promise<void>;
  /** Why it cannot be tried on this machine. */
  readonly lacks?: () => string | undefined;
}

/** Adds up what happens in a row. */
export class DisturbanceTally {
  private tried = 0;
  private compared = 0;
  private damaged = 0;
  private readonly ended: Record<string, number> = {};
  private readonly found: string[] = [];

  constructor(private readonly context: Trying) {}

  /** A disturbance that ended a command, or did not. */
  disturbed(how: string, faults: readonly string[] = []): void {
    this.tried++;
    this.ended[how] = (this.ended[how] ?? 0) + 1;
    this.found.push(...faults);
    this.context.progress(this.tried);
  }

  get disturbances(): number {
    return this.tried;
  }

  /** A run that was compared with an undisturbed one. */
  comparison(faults: readonly string[]): void {
    this.compared++;
    this.damaged += this.context.subject.damaged;
    this.found.push(...faults);
  }

  /** The project goes on undisturbed, and is compared. */
  async resumes(options: Parameters<DisturbedProject['resumed']>[0] = {}): Promise<void> {
    this.comparison(await this.context.subject.resumed(options));
  }

  result(): Result {
    const { tried, compared, damaged, ended, found } = this;
    return { tried, ended, compared, damaged, faults: found };
  }
}

/** A stream of random numbers of a row's own. */
function randomOf(row: string, seed: number): Random {
  const letters = [...row].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return new Random([seed >>> 0, letters]);
}

export async function tryRow(
  row: Disturbance,
  subject: DisturbedProject,
  seed: number,
  progress: Trying['progress'],
  times = row.times,
): Promise<Result> {
  const skipped = row.lacks?.();
  const context: Trying = { subject, random: randomOf(row.name, seed), times, progress };
  const tally = new DisturbanceTally(context);
  if (skipped === undefined) await row.run(context, tally);
  return { ...tally.result(), ...(skipped === undefined ? {} : { skipped }) };
}

/** Both results of one row as one. */
export function together(a: Result, b: Result): Result {
  const ends = [...new Set([...Object.keys(a.ended), ...Object.keys(b.ended)])];
  return {
    tried: a.tried + b.tried,
    ended: Object.fromEntries(ends.map((how) => [how, (a.ended[how] ?? 0) + (b.ended[how] ?? 0)])),
    compared: a.compared + b.compared,
    damaged: a.damaged + b.damaged,
    faults: [...a.faults, ...b.faults],
  };
}
