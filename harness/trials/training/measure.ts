import { blame } from '../../base/blame';
import { shown } from '../../base/shown';
import { UsageError } from '../../base/usage-error';
import type { Divergence, Engine, Family, Training } from '../../statement/family';
import type { MemberResult, Request } from '../../statement/gate';
import type { Member } from '../draw/members';
import { parameterDigest } from './digest';
import { demandStep, startTraining } from './start-training';
import type { StepCheck } from './windows';
import { witnessBound } from './witness-bound';

/** Between two signs of life a training takes at most this many steps: a large model may need seconds for each. */
export const STRIDE = 8;

/** What watches a training on its way. */
export interface Watch {
  /** Called often enough for a watcher to tell slow from silent. */
  readonly beat: () => void;
  /** Steps between two signs of life; 8 by default. */
  readonly stride?: number | undefined;
  /** Looks at single steps, which changes no number. */
  readonly check?: StepCheck | undefined;
  /** Steps after which the parameters are hashed, beside the first and the last. */
  readonly hashed?: readonly number[] | undefined;
}

export interface MemberMeasurement extends MemberResult {
  /** What trained, for example `tfjs(wasm)`. */
  readonly engine: string;
}

/**
 * Trains one member and takes the requested numbers, in the order of the requests. From the step of a divergence on,
 * values are NaN. No number depends on who watches.
 */
export async function measure(
  family: Family,
  engine: Engine,
  member: Member,
  requests: readonly Request[],
  { beat, stride, check, hashed }: Watch = { beat: () => {} },
): Promise<MemberMeasurement> {
  const training = await startTraining(family, member, engine);
  try {
    return measured(family, training, member, requests, { beat, stride, check, hashed });
  } finally {
    training.end?.();
  }
}

function measured(
  family: Family,
  training: Training,
  member: Member,
  requests: readonly Request[],
  { beat, stride = STRIDE, check, hashed = [] }: Watch,
): MemberMeasurement {
  const { engine: name } = training;
  const values = new Array<number>(requests.length).fill(Number.NaN);
  const digests: Record<string, string> = {};
  const looks = hashedSteps(requests, hashed);
  const advance = (to: number) => advanceBy(stride, family, training, to, beat);
  for (const at of stepsOf(requests, looks, check)) {
    const diverged = check?.steps.has(at) ? (advance(at - 1) ?? check.take(training)) : advance(at);
    if (diverged) return { engine: name, values, digests, diverged: demandDivergence(advanceOf(family), diverged) };
    // Before anything is measured: what measuring does to a training shows in the next digest.
    const digest = looks.includes(at) ? parameterDigest(family, training) : undefined;
    if (digest !== undefined) digests[at] = digest;
    requests.forEach((request, i) => {
      if (request.at === at) values[i] = take(family, training, member, request);
    });
    beat();
  }
  return { engine: name, values, digests };
}

/** The first step says whose training it is, the last one what became of it; none where nothing is trained. */
export function hashedSteps(requests: readonly Request[], further: readonly number[]): readonly number[] {
  const last = Math.max(0, ...requests.map((request) => request.at));
  return last === 0 ? [] : [1, last, ...further];
}

/** Advances in strides. A training that stays where it is would be waited for without end, one that goes on misread. */
function advanceBy(
  stride: number,
  family: Family,
  training: Training,
  to: number,
  beat: () => void,
): Divergence | undefined {
  while (training.step !== to) {
    const goal = Math.min(to, training.step + stride);
    const diverged = blame(advanceOf(family), () => training.advance(goal));
    if (diverged) return diverged;
    demandStep(family, training, goal);
    beat();
  }
  return undefined;
}

/** One observation of a training that has come to its step. */
export function take(family: Family, training: Training, member: Member, request: Request): number {
  const observation = family.observations[request.observation];
  if (!observation) {
    const known = Object.keys(family.observations).join(', ');
    throw UsageError.expected(family.name, `one of its observations (${known})`, request.observation);
  }
  const key = member.seeds(`observe:${request.observation}`);
  const { problem } = member;
  const { at: step, prompts } = request;
  const what = `family ${family.name}, observation ${request.observation}`;
  const value = blame(what, () => observation.measure(training, { problem, step, prompts, key }));
  return measuredNumber(family, request, value);
}

/** A number that was measured. @throws UsageError for what is none, or out of the range of its observation */
export function measuredNumber(family: Family, request: Request, value: unknown): number {
  const what = `family ${family.name}, observation ${request.observation}`;
  const observation = family.observations[request.observation]!;
  // Beyond its range by more than engines may differ is no rounding: what was said of bounds beforehand would be wrong.
  const [[low, high], slack] = [observation.range, witnessBound(family, request)];
  if (typeof value !== 'number') throw UsageError.expected(what, 'a number', shown(value));
  if (!(value < low - slack || value > high + slack)) return value;
  throw UsageError.expected(what, `a value in [${low}, ${high}]`, String(value), 'correct its range or its measure()');
}

const advanceOf = ({ name }: Family): string => `family ${name}, advance()`;

/** What stopped a training, from advance() as `who` has it. A promise, for example, is none: it would count as a violation. */
export function demandDivergence(who: string, diverged: Divergence): Divergence {
  const { step, what } = diverged;
  if (Number.isInteger(step) && typeof what === 'string') return { step, what };
  throw UsageError.expected(who, 'nothing or { step, what }', shown(diverged));
}

/** The steps at which something is done, in order. */
export function stepsOf(requests: readonly Request[], looks: readonly number[], check?: StepCheck): readonly number[] {
  const all = [...requests.map((request) => request.at), ...looks, ...(check?.steps ?? [])];
  return [...new Set(all)].sort((a, b) => a - b);
}
