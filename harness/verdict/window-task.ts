import type { Engine } from '../statement/family';
import type { Request } from '../statement/gate';
import type { Cache } from '../trials/cache';
import type { Answer, Job } from '../trials/job';
import type { StreamId } from '../trials/seeds';
import type { Stream } from '../trials/stream';
import type { WindowFound, Windows } from '../trials/windows';

/** Steps that a window takes. Three windows a training: beginning, middle, end. */
const LENGTH = 2;
const ATTEMPTS = 2;

/** One trial whose training is compared between the engines in windows of steps, up to a horizon. */
export class WindowTask {
  violation: string | undefined;
  inFlight = false;
  private attempts = 0;
  private readonly requests: readonly [Request, Request];

  /** `key`: where deviations are kept, apart from the stream's own numbers. */
  constructor(
    readonly trained: Stream,
    readonly index: number,
    readonly horizon: number,
    private readonly engines: readonly [Engine, Engine],
    private readonly key: string,
    private readonly cache: Cache,
  ) {
    const at = { at: horizon, prompts: LENGTH };
    this.requests = [
      { observation: 'deviation', ...at },
      { observation: 'share', ...at },
    ];
  }

  get done(): boolean {
    return this.violation !== undefined || this.cache.unit(this.key, this.index).has(this.requests);
  }

  /** The largest difference of a parameter after one step, and as a share of its bound. */
  get found(): { readonly deviation: number; readonly share: number; readonly engines: readonly [string, string] } {
    const unit = this.cache.unit(this.key, this.index);
    const values = unit.view(this.requests)[0]?.values ?? [0, 0];
    const [first = this.engines[0], second = this.engines[1]] = unit.engine.split(' + ');
    return { deviation: values[0]!, share: values[1]!, engines: [first, second] };
  }

  get windows(): Windows {
    return { engine: this.engines[1], horizon: this.horizon, length: LENGTH };
  }

  /** A training for the windows alone. */
  get job(): Job {
    const { id, engine, members } = this.trained;
    const job = { stream: id, index: this.index, engine, requests: [], windows: this.windows };
    return members ? { ...job, members } : { ...job, ...(id.block ? { members: [0] } : {}) };
  }

  /** Takes what a job with these windows gave, and keeps what agreed. */
  take(answer: Answer): void {
    this.inFlight = false;
    // A lost worker says nothing about the engines: tried again before it is called a failure.
    if (answer.kind === 'unknown' && this.attempts++ < ATTEMPTS) return;
    if (answer.kind !== 'unit')
      this.violation = `witness, trial ${this.index} of ${streamText(this.trained.id)}: ${answer.message}`;
    else if (answer.windows?.violation) this.violation = disagreement(this, answer.windows);
    else if (answer.windows) this.keep(answer.windows);
  }

  private keep({ engines, deviation, share }: WindowFound): void {
    this.cache.add(this.key, this.index, engines.join(' + '), this.requests, [{ values: [deviation, share] }]);
  }
}

/** `region, noise = 0.4`. */
function streamText({ source, dials }: StreamId): string {
  const turned = Object.entries(dials).map(([name, severity]) => `${name} = ${severity}`);
  return [source, ...turned].join(', ');
}

function disagreement(task: WindowTask, { engines, violation }: WindowFound): string {
  const { step, parameter, index, size, bound } = violation!;
  const where = `${parameter}[${index}] after step ${step} of trial ${task.index} of ${streamText(task.trained.id)}`;
  return (
    `witness: expected ${engines.join(' and ')} to agree within ${bound.toExponential(2)} in ${where}, ` +
    `got a difference of ${size.toExponential(2)}`
  );
}
