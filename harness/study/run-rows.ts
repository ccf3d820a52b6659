import { messageOf } from '../base/blame';
import { withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';
import type { Answer } from '../trials/workers/job';
import type { CrewMember } from '../trials/workers/workers';
import type { Placed, Row } from './row';

/** Where a study is. */
export interface StudyProgress {
  readonly trained: number;
  /** Rows with something still to do. */
  readonly open: number;
  /** The workers that train, where that is not this process alone. */
  readonly crew?: readonly CrewMember[] | undefined;
}

interface StudyEvents {
  progress?(progress: StudyProgress): void;
  prepared?(family: string, engine: string): void;
}

/** Progress is reported this often (ms). */
const TICK = 2500;

/**
 * Trains what rows place, in the project's lab, with the project's trial cache. Rows get the same time per claim, so that a
 * study that is stopped has finished what is quick and has something on the rest. `stopped` is asked often: what is out then still comes in.
 */
export async function runRows(
  rows: readonly Row[],
  built: Built,
  settings: Settings,
  events: StudyEvents = {},
  stopped: () => boolean = () => false,
): Promise<void> {
  await withLab(built, settings, (lab) => trainRows(rows, lab, events, stopped));
}

/** The same with a lab that is there. */
export async function trainRows(
  rows: readonly Row[],
  lab: Lab,
  events: StudyEvents,
  stopped: () => boolean,
): Promise<void> {
  for (const { base } of new Map(rows.map((row) => [row.base.family, row])).values())
    events.prepared?.(base.family.name, (await lab.stream(base)).describe);
  await new StudyRun(rows, lab, events, stopped).finish();
}

class StudyRun {
  private running = 0;
  private trained = 0;
  /** Time (ms) that the trainings of a row took. */
  private readonly spent = new Map<Row, number>();
  private wake: () => void = () => {};
  private broken: { readonly error: unknown } | undefined;

  constructor(
    private readonly rows: readonly Row[],
    private readonly lab: Lab,
    private readonly events: StudyEvents,
    private readonly stopped: () => boolean,
  ) {}

  async finish(): Promise<void> {
    const timer = setInterval(() => this.report(), TICK);
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        if (!this.broken && !this.stopped()) this.fill();
        if (this.running === 0) break;
        await woken;
      }
    } finally {
      clearInterval(timer);
    }
    if (this.broken) throw this.broken.error;
    for (const row of this.rows) row.takeRest();
    this.report();
  }

  private report(): void {
    const open = this.rows.filter((row) => !row.done).length;
    this.events.progress?.({ trained: this.trained, open, crew: this.lab.crew() });
  }

  private fill(): void {
    while (this.running < this.lab.size && !this.stopped()) {
      const placed = this.place();
      if (!placed) return;
      this.train(...placed);
    }
  }

  /** The row that has had least time per claim goes first; stored trials cost nothing and are taken at once. */
  private place(): [Row, Placed] | undefined {
    const share = (row: Row) => (this.spent.get(row) ?? 0) / row.columns.length;
    for (const row of [...this.rows].sort((a, b) => share(a) - share(b))) {
      const trial = row.place();
      if (trial) return [row, trial];
    }
    return undefined;
  }

  private train(row: Row, trial: Placed): void {
    this.running++;
    const done = this.answered(row, trial).then(() => {
      this.running--;
      this.wake();
    });
    done.catch((error) => {
      this.broken ??= { error };
      this.running--;
      this.wake();
    });
  }

  /** What cannot be asked or judged ends its row, and no other. */
  private async answered(row: Row, trial: Placed): Promise<void> {
    const stream = await this.lab.stream(row.stream(trial.at));
    const requests = this.attempt(row, trial, () => row.requests(stream.problem(trial.unit)));
    if (!requests) return;
    const isNew = stream.missing(trial.unit, requests).length > 0;
    const began = performance.now();
    const answer = await this.lab.ask(stream, trial.unit, requests);
    if (isNew) this.spent.set(row, (this.spent.get(row) ?? 0) + performance.now() - began);
    if (answer.kind === 'unit' && isNew) this.trained++;
    this.take(row, trial, stream, answer);
  }

  private take(row: Row, trial: Placed, stream: Stream, answer: Answer): void {
    if (answer.kind === 'unknown' && !answer.silent) trial.outcome = 'lost';
    else if (answer.kind !== 'unit') this.refuse(row, trial, answer.message);
    else {
      const judged = () => row.judge(stream.problem(trial.unit), (requests) => stream.known(trial.unit, requests)!);
      const outcome = this.attempt(row, trial, judged);
      if (outcome) trial.outcome = outcome;
    }
  }

  private attempt<V>(row: Row, trial: Placed, run: () => V): V | undefined {
    try {
      return run();
    } catch (error) {
      this.refuse(row, trial, messageOf(error));
      return undefined;
    }
  }

  private refuse(row: Row, trial: Placed, message: string): void {
    trial.outcome = 'lost';
    row.fault ??= message;
  }
}
