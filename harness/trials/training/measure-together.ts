import { blame } from '../../base/blame';
import { UsageError } from '../../base/usage-error';
import type { Engine, Family, Together, Training } from '../../statement/family';
import type { Request } from '../../statement/gate';
import type { Member } from '../draw/members';
import { parameterDigest } from './digest';
import {
  demandDivergence,
  hashedSteps,
  type MemberMeasurement,
  measuredNumber,
  STRIDE,
  stepsOf,
  type Watch,
} from './measure';
import { demandStep, demandTraining } from './start-training';

/** One training of several, and the numbers to take on it. */
interface MemberTask {
  readonly member: Member;
  readonly requests: readonly Request[];
}

/** What is known of one on the way. */
interface Course extends MemberTask {
  readonly training: Training;
  readonly values: number[];
  readonly last: number;
  /** Steps after which the parameters are hashed. */
  readonly looks: readonly number[];
  readonly digests: Record<string, string>;
  diverged?: { readonly step: number; readonly what: string };
}

/**
 * The same as {@link measure} for several trainings that the family takes at once: all go from step to step together, each as far
 * as something is asked of it.
 */
export async function measureTogether(
  family: Family,
  engine: Engine,
  tasks: readonly MemberTask[],
  { beat, stride = STRIDE }: Watch,
): Promise<readonly MemberMeasurement[]> {
  const { together } = family;
  const courses = await startAll(family, engine, tasks);
  try {
    const all = tasks.flatMap(({ requests }) => requests);
    for (const at of stepsOf(
      all,
      courses.flatMap(({ looks }) => looks),
    )) {
      advanceAll(family, together!, courses, at, stride, beat);
      hashAll(family, courses, at);
      takeAll(family, together!, courses, at);
      beat();
    }
  } finally {
    for (const { training } of courses) training.end?.();
  }
  return courses.map(({ training, values, digests, diverged }) => ({
    ...{ engine: training.engine, values, digests },
    ...(diverged ? { diverged } : {}),
  }));
}

async function startAll(family: Family, engine: Engine, tasks: readonly MemberTask[]): Promise<readonly Course[]> {
  const what = `family ${family.name}, together.start()`;
  const members = tasks.map(({ member }) => member);
  const trainings = await blame(what, () => family.together!.start(members, engine));
  demandCount(what, trainings.length, tasks.length);
  return tasks.map((task, i) => {
    const training = demandTraining(family, what, trainings[i]);
    const values = new Array<number>(task.requests.length).fill(Number.NaN);
    const last = Math.max(0, ...task.requests.map(({ at }) => at));
    return { ...task, training, values, last, looks: hashedSteps(task.requests, []), digests: {} };
  });
}

function advanceAll(
  family: Family,
  together: Together,
  courses: readonly Course[],
  to: number,
  stride: number,
  beat: () => void,
): void {
  const what = `family ${family.name}, together.advance()`;
  const open = () => courses.filter(({ last, diverged }) => last >= to && !diverged);
  for (let goal = nextGoal(open(), to, stride); goal !== undefined; goal = nextGoal(open(), to, stride)) {
    const going = open();
    const ends = blame(what, () =>
      together.advance(
        going.map(({ training }) => training),
        goal!,
      ),
    );
    demandCount(what, ends.length, going.length);
    going.forEach((course, i) => {
      const diverged = ends[i];
      if (diverged) course.diverged = demandDivergence(what, diverged);
      else demandStep(family, course.training, goal!);
    });
    beat();
  }
}

/** Where the next stride ends; undefined once all stand at `to`. */
function nextGoal(open: readonly Course[], to: number, stride: number): number | undefined {
  const step = open[0]?.training.step ?? to;
  return step < to ? Math.min(to, step + stride) : undefined;
}

/** Before anything is measured, as for a training alone. */
function hashAll(family: Family, courses: readonly Course[], at: number): void {
  for (const { training, looks, digests, diverged } of courses) {
    if (diverged || !looks.includes(at)) continue;
    const digest = parameterDigest(family, training);
    if (digest !== undefined) digests[at] = digest;
  }
}

function takeAll(family: Family, together: Together, courses: readonly Course[], at: number): void {
  const wanted = courses
    .filter(({ diverged }) => !diverged)
    .flatMap((course) => course.requests.flatMap((request, i) => (request.at === at ? [{ course, request, i }] : [])));
  const kinds = new Map(wanted.map((one) => [`${one.request.observation}#${one.request.prompts}`, one.request]));
  for (const { observation, prompts } of kinds.values()) {
    const mine = wanted.filter(({ request }) => request.observation === observation && request.prompts === prompts);
    const what = `family ${family.name}, observation ${observation}`;
    const asked = mine.map(({ course: { training, member } }) => ({
      training,
      at: { problem: member.problem, step: at, prompts, key: member.seeds(`observe:${observation}`) },
    }));
    const values = blame(what, () => together.measure(observation, asked));
    demandCount(what, values.length, mine.length);
    mine.forEach(({ course, request, i }, k) => {
      course.values[i] = measuredNumber(family, request, values[k]);
    });
  }
}

function demandCount(what: string, got: number, expected: number): void {
  if (got !== expected) throw UsageError.expected(what, `${expected} of them, one for each training`, String(got));
}
