import { join } from 'node:path';
import { messageOf } from '../base/blame';
import { type Built, loadFamilies } from '../project/program';
import type { Settings } from '../project/settings';
import type { Family } from '../statement/family';
import { Cache } from '../trials/cache';
import type { Answer } from '../trials/job';
import { openPool, type Pool } from '../trials/pool';
import { Stream, streamId } from '../trials/stream';
import { engineOf, type FamilyEngine } from './engine';
import type { Placed, Row } from './row';

/** Where a study is. */
export interface StudyProgress {
  readonly trained: number;
  /** Rows with something still to do. */
  readonly open: number;
}

export interface StudyEvents {
  progress?(progress: StudyProgress): void;
  prepared?(family: string, engine: string): void;
}

/** Progress is reported this often (ms). */
const TICK = 2500;

/**
 * Trains what rows place, on worker threads, with the project's trial cache. Rows take turns, so that a study that is
 * stopped has something on each of them. `stopped` is asked often: what is out then still comes in.
 */
export async function runRows(
  rows: readonly Row[],
  built: Built,
  settings: Settings,
  events: StudyEvents = {},
  stopped: () => boolean = () => false,
): Promise<void> {
  loadFamilies(built); // what no worker could load ends here, in one sentence
  const pool = openPool({ file: built.worker, size: settings.workers });
  const cache = new Cache(join(built.cwd, '.theoremcheck', 'trials.jsonl'));
  try {
    const codes = new Map<Family, FamilyEngine>();
    for (const family of new Set(rows.map((row) => row.base.family))) {
      codes.set(family, await engineOf(family, built, settings, events.prepared));
    }
    await new StudyRun(rows, pool, cache, settings, codes, events, stopped).finish();
  } finally {
    await pool.close();
  }
}

class StudyRun {
  private readonly streams = new Map<string, Stream>();
  private running = 0;
  private trained = 0;
  private turn = 0;
  private wake: () => void = () => {};
  private broken: { readonly error: unknown } | undefined;

  constructor(
    private readonly rows: readonly Row[],
    private readonly pool: Pool,
    private readonly cache: Cache,
    private readonly settings: Settings,
    private readonly codes: ReadonlyMap<Family, FamilyEngine>,
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
    for (const row of this.rows) row.settle();
    this.report();
  }

  private report(): void {
    const open = this.rows.filter((row) => !row.done).length;
    this.events.progress?.({ trained: this.trained, open });
  }

  /** Rows take turns; stored trials cost nothing and are taken at once. */
  private fill(): void {
    for (let idle = 0; this.running < this.pool.size && idle < this.rows.length && !this.stopped(); ) {
      const row = this.rows[this.turn++ % this.rows.length]!;
      const trial = row.place();
      idle = trial ? 0 : idle + 1;
      if (trial) this.train(row, trial);
    }
  }

  private train(row: Row, trial: Placed): void {
    const stream = this.stream(row, trial);
    try {
      const problem = stream.problem(trial.unit);
      const requests = row.requests(problem);
      const unit = stream.unit(trial.unit);
      if (unit.has(requests)) {
        this.take(row, trial, stream);
        return;
      }
      const job = { stream: stream.id, index: trial.unit, engine: stream.engine, requests };
      this.running++;
      const answered = this.pool.run(job).then((answer) => {
        this.running--;
        if (answer.kind === 'unit') {
          this.trained++;
          this.cache.add(stream.key, trial.unit, answer.engine, requests, answer.members);
        }
        this.answered(row, trial, stream, answer);
        this.wake();
      });
      answered.catch((error) => {
        this.broken ??= { error };
        this.wake();
      });
    } catch (error) {
      this.refuse(row, trial, messageOf(error));
    }
  }

  private answered(row: Row, trial: Placed, stream: Stream, answer: Answer): void {
    if (answer.kind === 'unit') this.take(row, trial, stream);
    else if (answer.kind === 'failed') this.refuse(row, trial, answer.message);
    else {
      trial.outcome = 'lost';
    }
  }

  /** What cannot be judged ends its row, and no other. */
  private take(row: Row, trial: Placed, stream: Stream): void {
    const unit = stream.unit(trial.unit);
    try {
      trial.outcome = row.judge(stream.problem(trial.unit), (requests) => unit.view(requests));
    } catch (error) {
      this.refuse(row, trial, messageOf(error));
    }
  }

  private refuse(row: Row, trial: Placed, message: string): void {
    trial.outcome = 'lost';
    row.fault ??= message;
  }

  private stream(row: Row, { at }: Placed): Stream {
    const spec = row.stream(at);
    const { engine, code } = this.codes.get(spec.family)!;
    const fresh = new Stream(spec.family, streamId(spec, this.settings.epoch), engine, code, this.cache);
    const known = this.streams.get(fresh.key) ?? fresh;
    this.streams.set(fresh.key, known);
    return known;
  }
}
