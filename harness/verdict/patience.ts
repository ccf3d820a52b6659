import { UsageError } from '../base/usage-error';
import type { Stream } from '../trials/stream';
import type { Answer } from '../trials/workers/job';

/** Silent trainings of a stream whose others answer: more of them are no accident. Ours. */
const SILENT = 3;

/**
 * How long a run waits for trainings that do not come to an end. One lost worker is an accident; where none ever answers,
 * waiting for the budget to be spent would take days.
 */
export class Patience {
  private anyAnswered = false;
  /** Units in a row, from the first on, that nobody answered for. */
  private lost = 0;
  private readonly silent = new Map<Stream, number>();
  private readonly answered = new Set<Stream>();

  constructor(private readonly workers: number) {}

  /** Notes an answer. Returns why the run cannot go on, if so. */
  note(stream: Stream, index: number, answer: Answer): UsageError | undefined {
    if (answer.kind !== 'unknown' || stream.isTouched(index)) {
      this.anyAnswered = true;
      if (answer.kind === 'unit') this.answered.add(stream);
      return undefined;
    }
    if (answer.silent) this.silent.set(stream, (this.silent.get(stream) ?? 0) + 1);
    this.lost++;
    return !this.anyAnswered && this.lost > 2 * this.workers ? endless(stream, this.lost, answer.message) : undefined;
  }

  /** Whether another training of the stream is worth waiting for after one that gave no sign of life. */
  isWorthIt(stream: Stream): boolean {
    return this.answered.has(stream) && (this.silent.get(stream) ?? 0) < SILENT;
  }
}

function endless({ family }: Stream, lost: number, message: string): UsageError {
  const cure = 'look for a loop without end, or process.exit(), in train(), advance() or measure()';
  const got = `${lost} in a row without one: ${message}`;
  return UsageError.expected(`family ${family.name}`, 'trainings that come to an end', got, cure);
}
