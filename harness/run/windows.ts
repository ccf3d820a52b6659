import type { Arrays, Family, Training } from '../statement/family';
import type { WindowAnswer, WindowJob } from './job';
import { advance } from './measure';
import { unitOf } from './members';

type Violation = NonNullable<WindowAnswer['violation']>;

/**
 * Trains with the first engine; at the beginning, the middle and the end the second engine is restarted from the
 * first one's parameters, both take a few steps, and after every step each parameter must agree within the bound that
 * the training derives for one step. The second engine is restarted before every step, so errors do not pile up.
 */
export async function windows(family: Family, job: WindowJob, beat: () => void): Promise<WindowAnswer> {
  const member = unitOf(family, job.stream, job.index).members[0]!;
  const first = await family.train(member.problem, member.seeds, job.engines[0]);
  const second = await family.train(member.problem, member.seeds, job.engines[1]);
  const seen: { deviation: number; share: number; violation?: Violation } = { deviation: 0, share: 0 };
  for (const start of starts(job.horizon, job.length)) {
    if (advance(first, start, beat)) break;
    // In a short training windows overlap.
    for (let step = Math.max(start, first.step) + 1; step <= Math.min(start + job.length, job.horizon); step++) {
      if (oneStep(first, second, step, seen)) break;
      beat();
    }
  }
  return { kind: 'window', engines: [first.engine, second.engine], ...seen };
}

/** Window starts: beginning, middle, end; fewer when the training is short. */
function starts(horizon: number, length: number): readonly number[] {
  const last = Math.max(0, horizon - length);
  return [...new Set([0, Math.floor(last / 2), last])];
}

/** Returns true when the training diverged: then there is nothing left to compare. */
function oneStep(
  first: Training,
  second: Training,
  step: number,
  seen: { deviation: number; share: number; violation?: Violation },
): boolean {
  const bounds = first.stepBound?.() ?? missing(first);
  second.load(first.parameters(), step - 1);
  const [a, b] = [first.advance(step), second.advance(step)];
  if (a || b) {
    if (!a || !b) seen.violation ??= { step, parameter: 'loss', index: 0, size: Number.POSITIVE_INFINITY, bound: 0 };
    return true;
  }
  compare(first.parameters(), second.parameters(), bounds, step, seen);
  return false;
}

function compare(
  left: Arrays,
  right: Arrays,
  bounds: Readonly<Record<string, Float64Array>>,
  step: number,
  seen: { deviation: number; share: number; violation?: Violation },
): void {
  for (const [parameter, values] of Object.entries(left)) {
    const [other, allowed] = [right[parameter]!, bounds[parameter]];
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]! - other[i]!);
      const bound = allowed?.[i] ?? 0; // frozen: no step may change it
      seen.deviation = Math.max(seen.deviation, size);
      if (size > 0) seen.share = Math.max(seen.share, size / bound);
      if (!(size <= bound)) seen.violation ??= { step, parameter, index: i, size, bound };
    }
  }
}

function missing(training: Training): never {
  throw new Error(`witness: expected ${training.engine} to give stepBound(), got none (a second engine needs it)`);
}
