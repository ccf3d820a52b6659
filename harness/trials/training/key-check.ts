import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import type { Arrays, Engine, Family, Key, Training } from '../../statement/family';
import type { Request } from '../../statement/gate';
import type { Member } from '../draw/members';
import { parametersOf } from './digest';
import type { Repeats } from './prepare-engine';
import { demandStep, startTraining } from './start-training';

/** Prompts of an observation over fresh ones, here where no claim says how many. Ours. */
const PROMPTS = 100;
/** Other keys that are tried: what is drawn from one may have few values, so that some other key gives the same. Ours. */
const OTHERS = 16;
/** Another key moves a number by so many times what a repetition of an inexact engine does. Ours. */
const CLEAR = 10;

/** The training that is started again and again, each time with another key. */
interface Keyed {
  readonly family: Family;
  readonly engine: Engine;
  readonly member: Member;
  /** What a claim asks of it. */
  readonly requests: readonly Request[];
  readonly repeats: Repeats;
}

/**
 * Looks whether a family draws from its keys: of every purpose that its training asks for, another key changes the parameters or
 * an observation, after the first step or, where that shows nothing, after the last one of `requests`.
 *
 * @throws UsageError that names family and purpose, and for a family that asks for no key at all
 */
export async function checkKeys(keyed: Keyed): Promise<void> {
  const { family, requests } = keyed;
  const asked = new Set<string>();
  const first = await trained(keyed, 1, (purpose) => asked.add(purpose));
  for (const purpose of [...asked]) {
    const last = Math.max(1, ...requests.map(({ at }) => at));
    if ((await changes(keyed, purpose, 1, OTHERS)) || (last > 1 && (await changes(keyed, purpose, last, 1)))) continue;
    const cure = 'draw from the key that is asked for, and ask for none that is not drawn from';
    const expected = 'another key to change parameters or an observation';
    throw UsageError.expected(`family ${family.name}, key "${purpose}"`, expected, 'the same numbers', cure);
  }
  if (asked.size > 0 || readsKeys(keyed, first)) return;
  const cure = 'draw every random number from a key of `seeds`, each purpose from its own';
  throw UsageError.expected(`family ${family.name}, train()`, 'a training that asks for keys', 'none', cure);
}

/**
 * Whether one of so many other keys changes anything after these steps. An inexact engine repeats observations of a whole training within its
 * `repeatBound`; after one step rounding has not grown yet, and what a repetition shows then is the finer measure.
 */
async function changes(keyed: Keyed, purpose: string, steps: number, others: number): Promise<boolean> {
  const own = await trained(keyed, steps);
  const allowed = await allowance(keyed, own, steps);
  for (let salt = 1; salt <= others; salt++) {
    const other = await trained(keyed, steps, () => {}, { purpose, salt });
    if (apart(keyed, own, other) > allowed.parameters) return true;
    const seen = ([name, bound]: [string, number]) => observedApart(keyed, own, other, name) > bound;
    if (Object.entries(allowed.observations).some(seen)) return true;
  }
  return false;
}

/** How far parameters and each observation may be apart without showing anything. */
async function allowance(keyed: Keyed, own: Training, steps: number) {
  const { family, repeats } = keyed;
  const bounds = (bound: (name: string) => number) =>
    Object.fromEntries(Object.keys(family.observations).map((name) => [name, bound(name)]));
  if (repeats === 'exact') return { parameters: 0, observations: bounds(() => 0) };
  const again = await trained(keyed, steps);
  const finer = (name: string) => Math.min(repeats[name]!, CLEAR * observedApart(keyed, own, again, name));
  return {
    parameters: CLEAR * apart(keyed, own, again),
    observations: bounds(steps > 1 ? (name) => repeats[name]! : finer),
  };
}

const observedApart = (keyed: Keyed, a: Training, b: Training, name: string): number =>
  Math.abs(observed(keyed, a, name) - observed(keyed, b, name));

/** A training after so many steps, or after those that it takes before it diverges. */
async function trained(
  { family, member, engine }: Keyed,
  steps: number,
  ask: (purpose: string) => void = () => {},
  changed?: { readonly purpose: string; readonly salt: number },
): Promise<Training> {
  const seeds = (purpose: string): Key => {
    ask(purpose);
    return member.seeds(purpose === changed?.purpose ? `${purpose}, other ${changed.salt}` : purpose);
  };
  const training = await startTraining(family, { ...member, seeds }, engine);
  const diverged = blame(`family ${family.name}, advance()`, () => training.advance(steps));
  if (!diverged) demandStep(family, training, steps);
  return training;
}

/** Largest difference of a parameter. */
function apart({ family }: Keyed, a: Training, b: Training): number {
  const [left, right] = [parametersOf(family, a), parametersOf(family, b)];
  return Math.max(0, ...Object.keys(left).map((name) => largest(left[name]!, right[name])));
}

function largest(a: Arrays[string], b: Arrays[string] | undefined): number {
  if (a.length !== b?.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

/** NaN where it cannot be taken at this step: that shows nothing. */
function observed(keyed: Keyed, training: Training, name: string, read: () => void = () => {}): number {
  const { family, member } = keyed;
  const { measure, prompted } = family.observations[name]!;
  const at = {
    problem: member.problem,
    step: training.step,
    prompts: prompted ? PROMPTS : 0,
    get key(): Key {
      read();
      return member.seeds(`observe:${name}`);
    },
  };
  try {
    return measure(training, at);
  } catch {
    return Number.NaN;
  }
}

/** Whether an observation draws from the key that it is given. */
function readsKeys(keyed: Keyed, training: Training): boolean {
  let any = false;
  const read = () => {
    any = true;
  };
  for (const name of Object.keys(keyed.family.observations)) observed(keyed, training, name, read);
  return any;
}
