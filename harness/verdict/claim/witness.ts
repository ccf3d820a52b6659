import type { Family } from '../../statement/family';
import type { MemberResult, Part, Request } from '../../statement/gate';
import type { Stream } from '../../trials/stream';
import { witnessBound } from '../../trials/training/witness-bound';
import type { WitnessResult } from '../results/result';
import type { Reader } from './reader';
import { streamText, type WindowTask } from './window-task';

/**
 * The second engine's say on one claim: windows of the first trials of its streams, and one training at the reference
 * problem in full, every observation of which has to agree within its bound.
 */
export class Witness {
  readonly readers: readonly [FullReader, FullReader];

  constructor(
    private readonly part: Part,
    /** Whether one training makes an outcome; a block does not come down to one. */
    private readonly judged: boolean,
    streams: readonly [Stream, Stream],
    readonly tasks: readonly WindowTask[],
  ) {
    this.readers = [new FullReader(part, streams[0]), new FullReader(part, streams[1])];
  }

  /** The first disagreement, or why there is nothing to compare. */
  get fault(): string | undefined {
    const reader = this.readers.find((one) => one.fault !== undefined);
    const task = this.tasks.find((one) => one.violation !== undefined);
    return reader?.fault ?? task?.violation ?? (this.isRead ? this.disagreement() : undefined);
  }

  /** A trial on which the engines do not agree. */
  get disputed(): { readonly stream: Stream; readonly index: number } | undefined {
    const task = this.tasks.find(({ found, violation }) => found === undefined && violation !== undefined);
    if (task) return { stream: task.trained, index: task.index };
    return this.isRead && this.disagreement() !== undefined ? { stream: this.readers[0].stream, index: 0 } : undefined;
  }

  /** Whether all is compared. */
  get done(): boolean {
    return this.isRead && this.tasks.every((task) => task.done);
  }

  private get isRead(): boolean {
    return this.readers.every((reader) => !reader.wants());
  }

  /** Windows and full trainings that are there. */
  get progress(): { readonly done: number; readonly total: number } {
    const open = [...this.tasks.map((task) => !task.done), ...this.readers.map((reader) => reader.wants())];
    return { done: open.filter((one) => !one).length, total: open.length };
  }

  /** What it came to; undefined before all is compared. */
  result(): WitnessResult | undefined {
    if (!this.done) return undefined;
    const found = this.tasks.flatMap((task) => task.found ?? []);
    const [first, second] = this.readers;
    return {
      engines: [first.engine, second.engine],
      windows: { trials: this.tasks.length, ...largest(found) },
      full: largest(this.differences()),
      borderline: this.borderline(),
    };
  }

  /** The problem that both engines trained in full. */
  get problem(): unknown {
    return this.readers[0].stream.problem(0);
  }

  /** By how much the engines differ in the quantity of each atom of the part. */
  atomDifferences(): readonly number[] {
    const [a, b] = this.readers.map(({ member }) => this.part.judge(this.problem, [member!]).atoms);
    return a!.map((atom, i) => difference(atom.measured, b![i]!.measured));
  }

  private disagreement(): string | undefined {
    const alone = this.divergedAlone();
    if (alone !== undefined) return alone;
    const worst = this.differences().find(({ deviation, bound }) => !(deviation <= bound));
    if (!worst) return undefined;
    const { request, deviation, bound } = worst;
    return (
      `witness: expected ${this.readers.map((reader) => reader.engine).join(' and ')} to agree within ` +
      `${bound.toExponential(2)} in ${request.observation} at step ${request.at} of ${this.where}, ` +
      `got a difference of ${deviation.toExponential(2)}`
    );
  }

  private get where(): string {
    return `trial 0 of ${streamText(this.readers[0].stream.id)}`;
  }

  private divergedAlone(): string | undefined {
    const diverged = this.readers.filter(({ member }) => member?.diverged);
    if (diverged.length !== 1) return undefined;
    const [{ engine, member }] = diverged as [FullReader];
    const { step, what } = member!.diverged!;
    const both = this.readers.map((reader) => reader.engine).join(' and ');
    return `witness: expected ${both} to agree in ${this.where}, got a divergence on ${engine} alone (${what} at step ${step})`;
  }

  private differences(): readonly { request: Request; deviation: number; bound: number; share: number }[] {
    const [first, second] = this.readers;
    const family: Family = this.part.stream.family;
    return first.requests(0).map((request, i) => {
      const deviation = difference(first.member?.values[i], second.member?.values[i]);
      const bound = witnessBound(family, request);
      return { request, deviation, bound, share: deviation === 0 ? 0 : deviation / bound };
    });
  }

  private borderline(): number {
    const [first, second] = this.readers;
    if (!this.judged || !first.member || !second.member) return 0;
    const problem = first.stream.problem(0);
    const [a, b] = [first.member, second.member].map((member) => this.part.judge(problem, [member]).x);
    return a === b ? 0 : 1;
  }
}

/** Reads trial 0 on one engine. */
class FullReader implements Reader {
  readonly limit = 1;
  next = 0;
  member: MemberResult | undefined;
  /** Why there is no training to compare. */
  fault: string | undefined;

  constructor(
    private readonly part: Part,
    readonly stream: Stream,
  ) {}

  get engine(): string {
    return this.stream.trainedBy(0);
  }

  wants(): boolean {
    return this.next === 0 && this.fault === undefined;
  }

  requests(index: number): readonly Request[] {
    return this.part.plan(this.stream.problem(index));
  }

  take(members: readonly MemberResult[] | undefined, why: string): void {
    this.next = 1;
    if (members) this.member = members[0];
    else this.fail(`witness: expected a full training on ${this.stream.engine}, got none (${why})`);
  }

  fail(message: string): void {
    this.fault ??= message;
  }
}

/** Both NaN (both diverged) agree; one alone does not. */
function difference(a = Number.NaN, b = Number.NaN): number {
  return Object.is(a, b) ? 0 : Math.abs(a - b);
}

function largest(found: readonly { readonly deviation: number; readonly share: number }[]): {
  deviation: number;
  share: number;
} {
  return {
    deviation: Math.max(0, ...found.map((one) => one.deviation)),
    share: Math.max(0, ...found.map((one) => one.share)),
  };
}
