import { messageOf } from '../base/blame';
import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';
import type { Engine, Family } from '../statement/family';
import type { Gate, Part, Request } from '../statement/gate';
import type { Cache } from '../trials/cache';
import type { Answer, Job } from '../trials/job';
import { codeHash, requestKey } from '../trials/key';
import type { Pool } from '../trials/pool';
import { sameBits } from '../trials/replay';
import { Stream, streamId } from '../trials/stream';
import { Claim } from './claim';
import { fingerprints } from './fingerprints';
import { outstanding } from './outstanding';
import { pump, type Reader } from './reader';
import type { ClaimResult, Events, Progress } from './result';
import { TimeLeft } from './time-left';
import type { Levels } from './track';
import { WindowTask } from './window-task';
import { Witness } from './witness';

/** Claims that share the suite's levels: a constant, so that no claim's verdict depends on how many others there are. */
export const K = 32;

/** Levels of the whole suite: α_C, α_F. */
export const SUITE_LEVELS = {
  pr: { alphaC: 0.05, alphaF: 1e-3 },
  nightly: { alphaC: 0.01, alphaF: 1e-4 },
} as const satisfies Record<string, Levels>;

/** Trials of each stream that are compared in windows. */
const WITNESSED = 3;
/** How far ahead of a reader its stream may be trained, per worker. */
const AHEAD = 2;
/** Progress is reported this often (ms). */
const TICK = 1000;

export interface VerifyOptions {
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  /** What counts; the families' first engine when absent. */
  readonly engine?: Engine | undefined;
  /** Hash of the worker bundle. */
  readonly code: string;
  readonly pool: Pool;
  readonly cache: Cache;
  /** Runs a job in a fresh process. */
  readonly replay: (job: Job) => Promise<Answer>;
  /** Asked often; when true nothing more is started and the undecided claims get no result. */
  readonly interrupted?: () => boolean;
}

/**
 * Brings claims to their verdicts. Trial i of a stream is trained once for all claims that read it, and read strictly in
 * index order: each result is a pure function of (gate, epoch, code), whatever the number of workers, the other claims
 * and the cache. Results in the order of `gates`; an interrupted run leaves out what it had not decided.
 */
export async function verify(
  gates: readonly Gate[],
  options: VerifyOptions,
  events: Events = {},
): Promise<readonly ClaimResult[]> {
  return new Run(gates, options, events).finish(await fingerprints(gates, options.engine, events));
}

class Run {
  private claims: Claim[] = [];
  private queue: readonly Claim[] = [];
  private readonly results = new Map<Claim, ClaimResult>();
  private readonly streams = new Map<string, Stream>();
  private readonly tasks = new Map<string, WindowTask>();
  private readonly inFlight = new Map<string, Set<string>>();
  private readonly concluding = new Set<Claim>();
  private readonly timeLeft: TimeLeft;
  /** Units in a row, from the first on, that nobody answered for. */
  private lost = 0;
  private running = 0;
  private trained = 0;
  private wake: () => void = () => {};
  private broken: { readonly error: unknown } | undefined;
  private prints: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly gates: readonly Gate[],
    private readonly options: VerifyOptions,
    private readonly events: Events,
  ) {
    this.timeLeft = new TimeLeft(options.pool.size, WITNESSED);
  }

  async finish(prints: ReadonlyMap<string, string>): Promise<readonly ClaimResult[]> {
    this.prints = prints;
    this.claims = this.gates.map((gate) => this.claim(gate));
    // The least work first, so that verdicts start to come early. No verdict depends on the order.
    this.queue = [...this.claims].sort((a, b) => a.effort - b.effort);
    const timer = setInterval(() => this.events.progress?.(this.progress), TICK);
    try {
      await this.loop();
    } finally {
      clearInterval(timer);
    }
    return this.claims.flatMap((claim) => this.results.get(claim) ?? []);
  }

  private async loop(): Promise<void> {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      if (!this.broken) this.settle();
      const stopped = this.broken !== undefined || (this.options.interrupted?.() ?? false);
      if (!stopped) this.fill();
      if (this.running === 0 && this.concluding.size === 0) break;
      await woken;
    }
    if (this.broken) throw this.broken.error;
  }

  /** Hands out what is known, and concludes claims that are decided. */
  private settle(): void {
    for (const claim of this.claims) {
      if (this.results.has(claim) || this.concluding.has(claim)) continue;
      // What is taken may open the way for further readers, and all that they ask may be known already.
      while (claim.readers.filter((reader) => pump(reader)).length > 0);
      if (claim.settle()) this.conclude(claim);
    }
  }

  private conclude(claim: Claim): void {
    this.concluding.add(claim);
    const done = (result: ClaimResult) => {
      this.results.set(claim, result);
      this.concluding.delete(claim);
      this.events.progress?.(this.progress);
      this.events.decided?.(result);
      this.wake();
    };
    const concluded = this.conclusion(claim).then(done, (error) => {
      claim.fail(messageOf(error));
      done(claim.result());
    });
    concluded.catch((error) => this.stop(error));
  }

  /** Ends the run, after what still runs: an exception that is no claim's, for example a full disk. */
  private stop(error: unknown): void {
    this.broken ??= { error };
    this.wake();
  }

  /**
   * A falsified claim's worst unit has to come out the same, to the last bit, in a fresh process; and so has that of a
   * corroborated claim which no second engine looks at: nobody else would notice numbers that come from elsewhere than the seeds.
   */
  private async conclusion(claim: Claim): Promise<ClaimResult> {
    const result = claim.result();
    const alone = claim.gate.parts[0]!.stream.family.engines.length === 1;
    const replayed = result.verdict === 'falsified' || (alone && result.verdict === 'corroborated');
    const worst = replayed ? claim.worst() : undefined;
    if (!worst) return result;
    const { reader, seen } = worst;
    const requests = reader.requests(seen.index);
    const unit = reader.stream.unit(seen.index);
    const job = unitJob(reader.stream, seen.index, requests);
    const answer = await this.options.replay(job);
    const known = unit.view(requests);
    if (answer.kind === 'unit' && sameBits(known, answer.members)) {
      return claim.result({ ...seen, stream: reader.stream.id, part: reader.part.label });
    }
    const got = answer.kind === 'failed' || answer.kind === 'unknown' ? answer.message : 'other numbers';
    const cure = 'is every random number of the family drawn from a key of its seeds?';
    claim.fail(`replay: expected trial ${seen.index} of "${reader.part.label}" to the last bit, got ${got} (${cure})`);
    return claim.result();
  }

  /** Starts jobs until every worker has one. */
  private fill(): void {
    while (this.running < this.options.pool.size && this.startNext());
  }

  private startNext(): boolean {
    for (const claim of this.queue) {
      if (this.results.has(claim) || this.concluding.has(claim)) continue;
      if (claim.readers.some((reader) => this.startUnit(reader))) return true;
      if (claim.windowTasks.some((task) => this.startWindow(task))) return true;
    }
    return false;
  }

  private startUnit(reader: Reader): boolean {
    if (!reader.wants()) return false;
    const end = Math.min(reader.limit, reader.next + AHEAD * this.options.pool.size);
    for (let index = reader.next; index < end; index++) {
      const missing = this.missing(reader, index);
      if (missing.length === 0) continue;
      this.train(reader.stream, index, missing);
      return true;
    }
    return false;
  }

  /** What a reader asks of a unit and nobody has measured or is measuring. */
  private missing(reader: Reader, index: number): readonly Request[] {
    const unit = reader.stream.unit(index);
    const requests = planned(reader, index);
    if (unit.fault(requests) !== undefined) return [];
    const busy = this.inFlight.get(`${reader.stream.key}/${index}`);
    return requests.filter((request) => {
      const key = requestKey(request);
      return !unit.values.has(key) && !busy?.has(key);
    });
  }

  /** One training serves everybody who will read this unit, unless that has gone wrong. */
  private union(stream: Stream, index: number, own: readonly Request[]): readonly Request[] {
    if (stream.unit(index).apart) return own;
    const all = new Map(own.map((request) => [requestKey(request), request]));
    for (const reader of this.readersOf(stream)) {
      if (reader.next > index || index >= reader.limit) continue;
      for (const request of this.missing(reader, index)) all.set(requestKey(request), request);
    }
    return [...all.values()];
  }

  private readersOf(stream: Stream): readonly Reader[] {
    const open = this.claims.filter((claim) => !this.results.has(claim));
    return open.flatMap((claim) => claim.allReaders).filter((reader) => reader.stream === stream && reader.wants());
  }

  private train(stream: Stream, index: number, own: readonly Request[]): void {
    const requests = this.union(stream, index, own);
    const place = `${stream.key}/${index}`;
    const busy = this.inFlight.get(place) ?? new Set<string>();
    const keys = requests.map(requestKey);
    for (const key of keys) busy.add(key);
    this.inFlight.set(place, busy);
    const task = this.taskOn(stream, index, Math.max(...requests.map((request) => request.at)));
    if (task) task.inFlight = true;
    const job = unitJob(stream, index, requests);
    const shared = task !== undefined || requests.length > own.length;
    const began = performance.now();
    this.start(task ? { ...job, windows: task.windows } : job, (answer) => {
      for (const key of keys) busy.delete(key);
      if (answer.kind === 'unit') {
        const steps = answer.members.length * Math.max(...requests.map((request) => request.at));
        this.timeLeft.took(stream, index, steps, (performance.now() - began) / 1000);
      }
      this.take(stream, index, requests, answer, shared);
      if (answer.kind === 'unit') task?.take(answer);
      else if (task) task.inFlight = false;
    });
  }

  /** What went wrong in a job that served several may be the fault of one: then each is served alone. */
  private take(stream: Stream, index: number, requests: readonly Request[], answer: Answer, shared: boolean): void {
    if (answer.kind === 'unit') {
      this.trained += answer.members.length;
      this.options.cache.add(stream.key, index, answer.engine, requests, answer.members);
    } else if (shared) stream.unit(index).apart = true;
    else stream.unit(index).miss(requests, answer);
    const silent = answer.kind === 'unknown' && stream.unit(index).values.size === 0;
    this.lost = silent ? this.lost + 1 : Number.NEGATIVE_INFINITY;
    if (this.lost > 2 * this.options.pool.size) this.stop(endless(stream, this.lost, answer));
  }

  /** Windows that a training up to this step can serve on its way. */
  private taskOn(stream: Stream, index: number, last: number): WindowTask | undefined {
    if (stream.unit(index).apart) return undefined;
    return [...this.tasks.values()].find(
      (task) => task.trained === stream && task.index === index && task.horizon <= last && !task.done && !task.inFlight,
    );
  }

  private startWindow(task: WindowTask): boolean {
    if (task.done || task.inFlight) return false;
    task.inFlight = true;
    this.start(task.job, (answer) => task.take(answer));
    return true;
  }

  private start(job: Job, then: (answer: Answer) => void): void {
    this.running++;
    const answered = this.options.pool.run(job).then((answer) => {
      this.running--;
      then(answer);
      this.wake();
    });
    answered.catch((error) => this.stop(error));
  }

  private claim(gate: Gate): Claim {
    const { epoch, profile } = this.options;
    const { family } = gate.parts[0]!.stream;
    const engine = this.options.engine ?? family.engines[0]!;
    const claim = new Claim(gate, {
      epoch,
      profile,
      engine,
      code: this.codeOf(family, engine),
      alphaC: SUITE_LEVELS[profile].alphaC / K,
      alphaF: SUITE_LEVELS[profile].alphaF / K,
      streamOf: (part) => this.stream(part, engine),
    });
    const second = family.engines[1];
    if (!claim.main || !second || engine !== family.engines[0]) return claim;
    try {
      claim.witness = this.witness(claim, [engine, second]);
    } catch (error) {
      claim.fail(messageOf(error));
    }
    return claim;
  }

  private witness(claim: Claim, engines: readonly [Engine, Engine]): Witness {
    const part = claim.gate.witness;
    const only = part.stream.block ? [0] : undefined;
    const streams = [this.stream(part, engines[0], only), this.stream(part, engines[1], only)] as const;
    const { stream: own, evidence } = claim.gate.parts[0]!;
    const judged = !own.block && evidence.kind !== 'mean';
    return new Witness(part, judged, streams, this.windowTasks(claim, engines), claim.fail);
  }

  /** One task for each of the first trials of every stream that the claim reads, up to the last step it asks for there. */
  private windowTasks(claim: Claim, engines: readonly [Engine, Engine]): readonly WindowTask[] {
    const horizons = new Map<Stream, number[]>();
    for (const reader of claim.allReaders) {
      const known = horizons.get(reader.stream) ?? [];
      horizons.set(reader.stream, known);
      for (let index = 0; index < Math.min(WITNESSED, reader.limit); index++) {
        known[index] = Math.max(known[index] ?? 0, ...planned(reader, index).map((request) => request.at));
      }
    }
    return [...horizons].flatMap(([stream, ends]) =>
      ends.flatMap((end, index) => (end > 0 ? [this.task(stream, index, end, engines)] : [])),
    );
  }

  private task(of: Stream, index: number, horizon: number, engines: readonly [Engine, Engine]): WindowTask {
    const code = `${of.key}/${this.codeOf(of.family, engines[1])}`;
    const key = `${code}/${index}/${horizon}`;
    let task = this.tasks.get(key);
    if (!task) {
      task = new WindowTask(of, index, horizon, engines, hash('window', code).slice(0, 32), this.options.cache);
      this.tasks.set(key, task);
    }
    return task;
  }

  /** The one stream of a spec on an engine. */
  private stream(part: Part, engine: Engine, members?: readonly number[]): Stream {
    const { family } = part.stream;
    const code = this.codeOf(family, engine);
    const fresh = new Stream(
      family,
      streamId(part.stream, this.options.epoch),
      engine,
      code,
      this.options.cache,
      members,
    );
    const known = this.streams.get(fresh.key);
    if (known) return known;
    this.streams.set(fresh.key, fresh);
    return fresh;
  }

  private codeOf(family: Family, engine: Engine): string {
    return codeHash(this.options.code, family.name, this.prints.get(`${family.name}/${engine}`) ?? '');
  }

  private get progress(): Progress {
    const open = this.queue.filter((claim) => !this.results.has(claim));
    return {
      decided: this.results.size,
      claims: this.claims.length,
      trained: this.trained,
      ...outstanding(open, this.timeLeft),
    };
  }
}

/** A reader's requests ahead of time; none where no plan can be made: `pump` says so when the reader gets there. */
function planned(reader: Reader, index: number): readonly Request[] {
  try {
    return reader.requests(index);
  } catch {
    return [];
  }
}

/** One lost worker is an accident. Where none ever answers, waiting for the budget to be spent would take days. */
function endless({ family }: Stream, lost: number, answer: Answer): UsageError {
  const got = `${lost} in a row without one${answer.kind === 'unknown' ? `: ${answer.message}` : ''}`;
  const cure = 'look for a loop without end, or process.exit(), in train(), advance() or measure()';
  return UsageError.expected(`family ${family.name}`, 'trainings that come to an end', got, cure);
}

function unitJob(stream: Stream, index: number, requests: readonly Request[]): Job {
  const job = { stream: stream.id, index, engine: stream.engine, requests };
  return stream.members ? { ...job, members: stream.members } : job;
}
