import { messageOf } from '../base/blame';
import { hash } from '../base/hash';
import { UsageError } from '../base/usage-error';
import { unknownOutcome } from '../evidence/outcome';
import type { Outcome, Part, Request } from '../statement/gate';
import type { Column } from '../study/row';
import { exploredSource, shrinksOf } from '../trials/draw/explored';
import type { Token } from '../trials/draw/token';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';
import type { Answer } from '../trials/workers/job';
import { columnRequests } from './requests';
import { type ProblemTrial, Stopped, type Subject } from './subject';

/** What the explorations of a group share. */
export interface Workshop {
  readonly lab: Lab;
  /** The draws' stream, but for its source. */
  readonly base: Stream;
  stopped(): boolean;
}

/**
 * Trains on worker threads, with the project's trial cache, what an exploration of one claim asks for. Threads that are free
 * take what is expected next; outcomes do not depend on it. Columns are the claims that read the same draws: a draw is
 * trained once, for all of them.
 */
export class TrainedSubject implements Subject {
  readonly evidence: readonly Part['evidence'][];
  /** The same for every exploration of a family in an epoch, so that settings are compared on the same problems. */
  readonly seed: number;
  /** Whether it had to refuse a trial because the search was to end. */
  cut = false;
  trained = 0;
  /** Why the first problem that was refused was. */
  refusal: string | undefined;
  private readonly streams = new Map<string, Stream>();
  private readonly problems = new Map<string, { readonly problem: unknown }>();
  private readonly running = new Map<string, Promise<readonly Outcome[]>>();
  private expected: readonly ProblemTrial[] = [];
  private busy = 0;
  private demanded: ProblemTrial = ['0', 0];

  constructor(
    private readonly own: Column,
    private readonly columns: readonly Column[],
    private readonly shop: Workshop,
  ) {
    this.evidence = own.parts.map(({ evidence }) => evidence);
    this.seed = exploreSeed(shop.base);
  }

  problem(path: string): unknown {
    const known = this.problems.get(path) ?? { problem: this.draw(path) };
    this.problems.set(path, known);
    return known.problem;
  }

  shrinks(path: string, most: number): number {
    return shrinksOf(this.shop.base.family, this.seed, path, most);
  }

  expect(trials: readonly ProblemTrial[]): void {
    this.expected = trials;
    this.fill();
  }

  /** Where the exploration is, for people. */
  get where(): string {
    const [path, unit] = this.demanded;
    const [draw] = path.split(':');
    const what = unit > 0 ? `, fresh training ${unit}` : path === draw ? '' : ', shrinking';
    return `draw ${draw}${what}, ${this.trained} trained`;
  }

  async trial(path: string, unit: number): Promise<readonly Outcome[]> {
    this.demanded = [path, unit];
    const running = this.running.get(keyOf(path, unit));
    if (running) return running;
    if (!this.isStored(path, unit)) this.demandGoing();
    return this.start(path, unit);
  }

  /** What replays the first trial of an explored problem. */
  token(path: string): Token {
    const { id, engine, code } = this.stream(path);
    return { ...id, index: 0, engine, code };
  }

  /** Waits for what is out. */
  async drained(): Promise<void> {
    this.expected = [];
    await Promise.allSettled(this.running.values());
  }

  private demandGoing(): void {
    if (!this.shop.stopped()) return;
    this.cut = true;
    throw new Stopped('exploration: expected to go on, got the request to end');
  }

  private fill(): void {
    if (this.shop.stopped()) return;
    for (const [path, unit] of this.expected) {
      if (this.busy >= this.shop.lab.size) return;
      if (this.running.has(keyOf(path, unit))) continue;
      this.start(path, unit).catch(() => {}); // the caller that asks for it is told
    }
  }

  private start(path: string, unit: number): Promise<readonly Outcome[]> {
    const outcomes = this.outcomes(path, unit);
    this.running.set(keyOf(path, unit), outcomes);
    return outcomes;
  }

  private async outcomes(path: string, unit: number): Promise<readonly Outcome[]> {
    const answer = this.isStored(path, unit) ? undefined : await this.train(path, unit);
    if (answer?.kind === 'failed') throw UsageError.relayed(answer.message);
    if (answer?.kind === 'unknown' && answer.silent) throw UsageError.relayed(answer.message);
    const [problem, stream] = [this.problem(path), this.stream(path)];
    return this.own.parts.map((part) =>
      answer?.kind === 'unknown' ? LOST : part.judge(problem, stream.known(unit, part.plan(problem))!),
    );
  }

  private async train(path: string, unit: number): Promise<Answer> {
    const stream = this.stream(path);
    const requests = this.requests(path, unit);
    this.busy++;
    try {
      const answer = await this.shop.lab.ask(stream, unit, requests);
      if (answer.kind === 'unit') this.trained++;
      return answer;
    } finally {
      this.busy--;
      this.fill();
    }
  }

  private isStored(path: string, unit: number): boolean {
    return this.stream(path).known(unit, columnRequests([this.own], this.problem(path))) !== undefined;
  }

  /** A draw is trained for all claims that read it; what follows from it is one claim's own. */
  private requests(path: string, unit: number): readonly Request[] {
    const shared = unit === 0 && !path.includes(':');
    const problem = this.problem(path);
    return columnRequests(shared ? this.columns : [this.own], problem);
  }

  private stream(path: string): Stream {
    const known = this.streams.get(path) ?? this.shop.base.beside(exploredSource({ seed: this.seed, path }));
    this.streams.set(path, known);
    return known;
  }

  /** Undefined for a problem that the dials make infeasible, or on which the claim has no horizon. */
  private draw(path: string): unknown {
    try {
      const problem = this.stream(path).problem(0);
      columnRequests([this.own], problem);
      return problem;
    } catch (error) {
      this.refusal ??= messageOf(error);
      return undefined;
    }
  }
}

/** The seed of all draws of a family in an epoch. 31 bits: fast-check's seeds have 32, and a sign would not look well in a token. */
export const exploreSeed = ({ family, id }: Stream): number =>
  Number.parseInt(hash('explore', family.name, id.epoch).slice(0, 8), 16) >>> 1;

const LOST = unknownOutcome();

const keyOf = (path: string, unit: number): string => `${path}#${unit}`;
