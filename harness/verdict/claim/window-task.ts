import type { Engine } from '../../statement/family';
import type { StreamId } from '../../trials/draw/seeds';
import type { Stream } from '../../trials/stream';
import type { WindowFound, Windows } from '../../trials/training/windows';
import type { Answer } from '../../trials/workers/job';

/** Steps that a window takes. Three windows a training: beginning, middle, end. */
const LENGTH = 2;
const ATTEMPTS = 2;

/** One trial whose training is compared between the engines in windows of steps, up to a horizon. */
export class WindowTask {
  violation: string | undefined;
  /** How the engines agreed. */
  found: WindowFound | undefined;
  inFlight = false;
  private attempts = 0;

  constructor(
    readonly trained: Stream,
    readonly index: number,
    readonly horizon: number,
    private readonly second: Engine,
  ) {}

  get done(): boolean {
    return this.violation !== undefined || this.found !== undefined;
  }

  get windows(): Windows {
    return { engine: this.second, horizon: this.horizon, length: LENGTH };
  }

  /** Takes what a training with these windows gave. */
  take(answer: Answer): void {
    this.inFlight = false;
    // A lost worker says nothing about the engines: tried again before it is called a failure.
    if (answer.kind === 'unknown' && !answer.silent && this.attempts++ < ATTEMPTS) return;
    if (answer.kind !== 'unit')
      this.violation = `witness, trial ${this.index} of ${streamText(this.trained.id)}: ${answer.message}`;
    else if (answer.windows?.violation) this.violation = disagreement(this, answer.windows);
    else this.found = answer.windows;
  }
}

/** `region, noise = 0.4`: where trials are from, with the dials of the claim or of a control. */
export function streamText({ source, dials }: StreamId): string {
  const turned = Object.entries(dials).map(([name, severity]) => `${name} = ${severity}`);
  return [source, ...turned].join(', ');
}

function disagreement(task: WindowTask, { engines, violation }: WindowFound): string {
  const both = `witness: expected ${engines.join(' and ')} to agree`;
  const where = `after step ${violation!.step} of trial ${task.index} of ${streamText(task.trained.id)}`;
  if ('alone' in violation!) return `${both} ${where}, got a divergence on ${violation.alone} alone`;
  const { parameter, index, size, bound } = violation!;
  return (
    `${both} within ${bound.toExponential(2)} in ${parameter}[${index}] ${where}, ` +
    `got a difference of ${size.toExponential(2)}`
  );
}
