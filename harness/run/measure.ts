import type { Engine, Family, Training } from '../statement/family';
import type { MemberResult, Request } from '../statement/gate';
import type { Member } from './members';
import type { WindowCheck } from './windows';

/** Between two signs of life a training takes at most this many steps (about a second on the slowest backend). */
const STRIDE = 256;

export interface Measured extends MemberResult {
  /** What trained, for example `tfjs(wasm)`. */
  readonly engine: string;
}

/**
 * Trains one member and takes the requested numbers, in the order of the requests. From the step of a divergence on,
 * values are NaN. `check` looks at single steps on the way, which changes no number. `beat` is called often enough for a watcher to tell slow from silent.
 */
export async function measure(
  family: Family,
  engine: Engine,
  member: Member,
  requests: readonly Request[],
  beat: () => void,
  check?: WindowCheck,
): Promise<Measured> {
  const training = await family.train(member.problem, member.seeds, engine);
  const values = new Array<number>(requests.length).fill(Number.NaN);
  for (const at of steps(requests, check)) {
    const diverged = check?.steps.has(at)
      ? (advance(training, at - 1, beat) ?? check.take(training))
      : advance(training, at, beat);
    if (diverged) return { engine: training.engine, values, diverged: { step: diverged.step, what: diverged.what } };
    requests.forEach((request, i) => {
      if (request.at === at) values[i] = take(family, training, member, request);
    });
    beat();
  }
  return { engine: training.engine, values };
}

/** Advances in strides. */
function advance(training: Training, to: number, beat: () => void): ReturnType<Training['advance']> {
  while (training.step < to) {
    const diverged = training.advance(Math.min(to, training.step + STRIDE));
    if (diverged) return diverged;
    beat();
  }
  return undefined;
}

function take(family: Family, training: Training, member: Member, request: Request): number {
  const observation = family.observations[request.observation];
  if (!observation) {
    const known = Object.keys(family.observations).join(', ');
    throw new Error(`${family.name}: expected one of its observations (${known}), got ${request.observation}`);
  }
  const key = member.seeds(`observe:${request.observation}`);
  return observation.measure(training, {
    problem: member.problem,
    step: request.at,
    prompts: request.prompts,
    key,
  });
}

function steps(requests: readonly Request[], check?: WindowCheck): readonly number[] {
  return [...new Set([...requests.map((request) => request.at), ...(check?.steps ?? [])])].sort((a, b) => a - b);
}
