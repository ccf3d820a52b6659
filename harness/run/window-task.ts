import type { Engine } from '../statement/family';
import type { Request } from '../statement/gate';
import type { Answer, WindowJob } from './job';
import type { Stream } from './stream';

/** Steps that a window takes. Three windows a training: beginning, middle, end. */
const LENGTH = 2;

/** One trial whose training is compared between the engines in windows of steps, up to a horizon. */
export class WindowTask {
  violation: string | undefined;
  inFlight = false;
  private readonly requests: readonly [Request, Request];

  /** `stream.key` has to be one of its own: what is stored there are deviations. */
  constructor(
    readonly stream: Stream,
    readonly index: number,
    readonly horizon: number,
    private readonly engines: readonly [Engine, Engine],
  ) {
    const at = { at: horizon, prompts: LENGTH };
    this.requests = [
      { observation: 'deviation', ...at },
      { observation: 'share', ...at },
    ];
  }

  get done(): boolean {
    return this.violation !== undefined || this.stream.unit(this.index).has(this.requests);
  }

  /** The largest difference of a parameter after one step, and as a share of its bound. */
  get found(): { readonly deviation: number; readonly share: number; readonly engines: readonly [string, string] } {
    const unit = this.stream.unit(this.index);
    const values = unit.view(this.requests)[0]?.values ?? [0, 0];
    const [first = this.engines[0], second = this.engines[1]] = unit.engine.split(' + ');
    return { deviation: values[0]!, share: values[1]!, engines: [first, second] };
  }

  get job(): WindowJob {
    const { engines, horizon, index } = this;
    return { kind: 'window', stream: this.stream.id, index, engines, horizon, length: LENGTH };
  }

  /** Takes the answer; `store` keeps what agreed. */
  take(answer: Answer, store: (engine: string, requests: readonly Request[], values: readonly number[]) => void): void {
    if (answer.kind === 'failed' || answer.kind === 'unknown') this.violation = `witness: ${answer.message}`;
    else if (answer.kind === 'window' && answer.violation) this.violation = disagreement(this, answer);
    else if (answer.kind === 'window')
      store(answer.engines.join(' + '), this.requests, [answer.deviation, answer.share]);
  }
}

function disagreement(task: WindowTask, answer: Extract<Answer, { kind: 'window' }>): string {
  const { step, parameter, index, size, bound } = answer.violation!;
  const where = `${parameter}[${index}] after step ${step} of trial ${task.index} (${task.stream.id.source})`;
  return (
    `witness: expected ${answer.engines.join(' and ')} to agree within ${bound.toExponential(2)} in ${where}, ` +
    `got a difference of ${size.toExponential(2)}`
  );
}
