import type { Request } from '../statement/gate';
import type { Lab } from '../trials/lab';
import { distinct, type Stream } from '../trials/stream';
import type { Answer } from '../trials/workers/job';
import { WITNESSED } from './assembly';
import type { Claim } from './claim/claim';
import { Faults } from './claim/faults';
import { planned, type Reader } from './claim/reader';
import type { WindowTask } from './claim/window-task';
import { Patience } from './patience';
import { TimeLeft } from './time-left';

/** How far ahead of a reader its stream may be trained, per worker. */
const AHEAD = 2;

/** What the loop is told. */
interface Listener {
  /** Something came back. */
  answered(): void;
  /** An exception that is no claim's, for example a full disk: the run ends after what still runs. */
  broke(error: unknown): void;
  /** What people should know at once. */
  notice(sentence: string): void;
}

/**
 * Chooses what to ask of the lab. Claims that need the least work come first, and of a claim what its readers want next; one
 * training serves everybody who will read the unit, and looks over the shoulder of the windows that lie on its way. When a
 * training for several goes wrong it may be the fault of one: from then on each asks for its own alone.
 */
export class Dispatch {
  readonly faults = new Faults();
  readonly timeLeft: TimeLeft;
  running = 0;
  /** Trainings finished. */
  trained = 0;
  private readonly patience: Patience;
  /** Trainings under way that share a worker with others of their stream. */
  private readonly shared = new Map<Stream, number>();

  constructor(
    /** Those without a verdict, in the order in which they are worked on. */
    private readonly open: () => readonly Claim[],
    private readonly lab: Lab,
    private readonly listener: Listener,
  ) {
    this.timeLeft = new TimeLeft(() => lab.size, WITNESSED);
    this.patience = new Patience(lab.size);
  }

  /** Starts trainings until every worker has enough: units of a reader one after the other, which open no way for those before it. */
  fill(working: readonly Claim[]): void {
    for (const claim of working) {
      for (const reader of claim.readers) this.startUnits(reader);
      for (const task of claim.windowTasks) this.startWindow(task);
    }
  }

  private startUnits(reader: Reader): void {
    const { stream, next, limit } = reader;
    if (!reader.wants()) return;
    const end = Math.min(limit, next + this.ahead(stream));
    let others: readonly Reader[] | undefined;
    for (let index = next; index < end && this.hasRoom(stream); index++) {
      const missing = this.missing(reader, index);
      if (missing.length === 0) continue;
      others ??= this.readersOf(stream).filter((one) => one !== reader);
      this.train(stream, index, missing, others);
    }
  }

  /** How far ahead of a reader the stream is trained: enough for every worker. */
  private ahead(stream: Stream): number {
    const most = this.lab.together(stream);
    return this.lab.size * (most > 1 ? most : AHEAD);
  }

  /** Whether a worker is free for one more training of the stream; those of one stream may share a worker. */
  private hasRoom(stream: Stream): boolean {
    const workers = (one: Stream, count: number) => Math.ceil(count / this.lab.together(one));
    let taken = this.running + workers(stream, (this.shared.get(stream) ?? 0) + 1);
    for (const [one, count] of this.shared) taken += (one === stream ? 0 : workers(one, count)) - count;
    return taken <= this.lab.size;
  }

  /** What a reader asks of a unit and nobody has measured or is measuring. */
  private missing(reader: Reader, index: number): readonly Request[] {
    const requests = planned(reader, index);
    if (this.faults.of(reader.stream, index).why(requests) !== undefined) return [];
    return reader.stream.missing(index, requests);
  }

  /** What everybody who will read this unit asks of it, unless that has gone wrong. */
  private union(stream: Stream, index: number, own: readonly Request[], others: readonly Reader[]): readonly Request[] {
    const readers = others.filter(({ next, limit }) => next <= index && index < limit);
    if (readers.length === 0 || this.faults.of(stream, index).apart) return own;
    return distinct([...own, ...readers.flatMap((reader) => this.missing(reader, index))]);
  }

  private readersOf(stream: Stream): readonly Reader[] {
    const all = this.open().flatMap((claim) => claim.allReaders);
    return all.filter((reader) => reader.stream === stream && reader.wants());
  }

  /** @param others who may read the unit, too */
  private train(stream: Stream, index: number, own: readonly Request[], others: readonly Reader[]): void {
    const requests = this.union(stream, index, own, others);
    const last = Math.max(...requests.map((request) => request.at));
    const task = this.taskOn(stream, index, last);
    if (task) task.inFlight = true;
    const shared = task !== undefined || requests.length > own.length;
    const began = performance.now();
    // As many as a worker takes at once are all answered when the last one is.
    const company = task ? 1 : this.lab.together(stream);
    this.start(
      this.lab.ask(stream, index, requests, task?.windows, task === undefined),
      (answer) => {
        if (answer.kind === 'unit')
          this.timeLeft.took(stream, index, answer.members.length * last, (performance.now() - began) / company / 1000);
        this.take(stream, index, requests, answer, shared);
        if (answer.kind === 'unit') task?.take(answer);
        else if (task) task.inFlight = false;
      },
      task ? undefined : stream,
    );
  }

  private take(stream: Stream, index: number, requests: readonly Request[], answer: Answer, shared: boolean): void {
    if (answer.kind === 'unknown' && answer.untried) return;
    const endless = this.patience.note(stream, index, answer);
    if (answer.kind === 'unit') this.trained += answer.members.length;
    else if (answer.kind === 'unknown' && answer.silent) this.hushed(stream, index, answer.message);
    else if (shared) this.faults.kept(stream, index).apart = true;
    else this.faults.kept(stream, index).note(requests, answer);
    if (endless) this.listener.broke(endless);
  }

  /** A training that gave no sign of life is waited for once, for all callers together, and reported at once. */
  private hushed(stream: Stream, index: number, message: string): void {
    const readers = this.open().filter((claim) => claim.allReaders.some((reader) => reader.stream === stream));
    const claims = readers.map(({ gate }) => `"${gate.name}"`).join(', ');
    this.listener.notice(`${claims}: ${message}`);
    const kind = this.patience.isWorthIt(stream) ? 'unknown' : 'failed';
    this.faults.kept(stream, index).noteAll({ kind, message });
  }

  /** Windows that a training up to this step can serve on its way. */
  private taskOn(stream: Stream, index: number, last: number): WindowTask | undefined {
    if (this.faults.of(stream, index).apart) return undefined;
    const tasks = this.open().flatMap((claim) => claim.witness?.tasks ?? []);
    return tasks.find(
      (task) => task.trained === stream && task.index === index && task.horizon <= last && !task.done && !task.inFlight,
    );
  }

  private startWindow(task: WindowTask): void {
    if (task.done || task.inFlight || !this.hasRoom(task.trained)) return;
    task.inFlight = true;
    this.start(this.lab.ask(task.trained, task.index, [], task.windows), (answer) => task.take(answer));
  }

  /** @param company the stream with whose trainings a worker is shared; none for what has a worker to itself */
  private start(asked: Promise<Answer>, then: (answer: Answer) => void, company?: Stream): void {
    this.count(1, company);
    const came = asked.finally(() => this.count(-1, company));
    const answered = came.then((answer) => {
      then(answer);
      this.listener.answered();
    });
    answered.catch((error) => this.listener.broke(error));
  }

  private count(change: 1 | -1, company?: Stream): void {
    this.running += change;
    if (!company) return;
    const count = (this.shared.get(company) ?? 0) + change;
    if (count > 0) this.shared.set(company, count);
    else this.shared.delete(company);
  }
}
