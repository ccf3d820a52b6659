import { isMainThread } from 'node:worker_threads';
import { messageOf } from '../../base/blame';
import { isLost } from '../../base/lost-process';
import { UsageError } from '../../base/usage-error';
import type { Engine, Family, Prepared } from '../../statement/family';
import type { MemberResult } from '../../statement/gate';
import { type Member, unitOf } from '../draw/members';
import { type MemberMeasurement, measure, type Watch } from '../training/measure';
import { measureTogether } from '../training/measure-together';
import { preparedEngine } from '../training/prepare-engine';
import { WindowCheck } from '../training/windows';
import { type Heart, heartOf } from './heart';
import type { Answer, Job } from './job';
import { checkKeysOf, problemOf, restartOf } from './recheck';

/** What crosses the thread. */
export interface Message {
  readonly job: Job;
  /** Two counters: one that the worker raises while it lives; from 1 on, which of several jobs it is at, 0 where at all. */
  readonly pulse?: SharedArrayBuffer;
}

/** The same for several jobs of one stream, which are trained together where the family can, else one after the other. */
export interface SharedMessage extends Message {
  readonly others: readonly Job[];
}

/** What answers in a thread. */
export interface Worker {
  (message: SharedMessage): Promise<readonly Answer[]>;
  (message: Message): Promise<Answer>;
}

/**
 * Makes the function that a worker thread, or a fresh process, answers jobs with. Exceptions become `failed` answers.
 *
 * @param broken why family files give none here: file → one sentence
 */
export function worker(families: readonly Family[], broken: ReadonlyMap<string, string> = new Map()): Worker {
  const ready = new Map<string, Promise<Prepared>>();
  // What a family prints is no part of a result: standard output belongs to the run, which may write JSON there.
  if (!isMainThread) process.stdout.write = process.stderr.write.bind(process.stderr);
  const alone = async (job: Job, beat: () => void): Promise<Answer> => {
    try {
      const family = find(families, broken, job.stream.family);
      const prepared = await prepare(ready, family, job.engine);
      if (job.windows) await prepare(ready, family, job.windows.engine);
      if (job.check?.kind === 'keys') return await checkKeysOf(family, job, prepared);
      return await trainAgain(family, job, { beat, stride: prepared.stride }, prepared);
    } catch (error) {
      return { kind: 'failed', message: messageOf(error) };
    }
  };
  const several = async (jobs: readonly Job[], { beat, at }: Heart): Promise<readonly Answer[]> => {
    const family = families.find(({ name }) => name === jobs[0]!.stream.family);
    const made = (family?.together?.most ?? 1) > 1 ? await trainTogether(family!, jobs, { beat }, ready) : [];
    const answers: Answer[] = [];
    for (const [i, each] of jobs.entries()) {
      at(i);
      // What went wrong together, and what diverged, is told apart by itself.
      answers.push(made[i] ?? (await alone(each, beat)));
    }
    return answers;
  };
  const answer = async ({ job, others, pulse }: Message & Partial<SharedMessage>) => {
    const heart = heartOf(pulse);
    heart.beat();
    return others ? several([job, ...others], heart) : alone(job, heart.beat);
  };
  return answer as Worker;
}

/** An answer for each that came to its end; undefined for others, whatever went wrong. */
async function trainTogether(
  family: Family,
  jobs: readonly Job[],
  watch: Watch,
  ready: Map<string, Promise<Prepared>>,
): Promise<readonly (Answer | undefined)[]> {
  const tasks = () =>
    jobs.map(({ stream, index, requests }) => ({ member: unitOf(family, stream, index).members[0]!, requests }));
  try {
    const { engine } = jobs[0]!;
    const { stride } = await prepare(ready, family, engine);
    const found = await measureTogether(family, engine, tasks(), { ...watch, stride });
    return found.map((one) => (one.diverged ? undefined : unitOfOne(one)));
  } catch {
    return [];
  }
}

const unitOfOne = (one: MemberMeasurement): Answer => ({ kind: 'unit', engine: one.engine, members: [numbersOf(one)] });

/** Without what trained. Not by spreading: V8 would give each its own hidden class, which outlives it by far. */
function numbersOf({ values, digests, diverged }: MemberMeasurement): MemberResult {
  const numbers: MemberResult = digests ? { values, digests } : { values };
  return diverged ? { ...numbers, diverged } : numbers;
}

/** A training that was lost with its process is tried once more, in another. */
async function trainAgain(family: Family, job: Job, watch: Watch, prepared: Prepared): Promise<Answer> {
  try {
    return await train(family, job, watch, prepared);
  } catch (error) {
    if (!isLost(error)) throw error;
  }
  return train(family, job, watch, prepared);
}

async function train(family: Family, job: Job, watch: Watch, prepared: Prepared): Promise<Answer> {
  const unit = unitOf(family, job.stream, job.index);
  const chosen = job.members ? job.members.map((i) => unit.members[i] as Member) : unit.members;
  const again = job.check ? { problem: problemOf(family, job, unit.problem) } : {};
  const windows = job.windows && (await WindowCheck.open(family, chosen[0]!, job.windows));
  const check = windows ?? (job.check && (await restartOf(family, job, chosen[0]!, prepared)));
  try {
    return await trainMembers(family, job, chosen, { ...watch, check }, again);
  } finally {
    check?.close();
  }
}

async function trainMembers(
  family: Family,
  job: Job,
  chosen: readonly Member[],
  { check, ...watch }: Watch,
  again: { readonly problem?: string },
): Promise<Answer> {
  const hashed = job.check?.kind === 'replay' ? job.check.hashed : [];
  const company = await inCompany(family, job, chosen, watch);
  const members: MemberResult[] = [];
  let engine: string = job.engine;
  for (const [i, member] of chosen.entries()) {
    const watched = { ...watch, hashed, ...(i === 0 ? { check } : {}) };
    const alone = () => measure(family, job.engine, member, job.requests, watched);
    const result = company[i] ?? (await settled(alone));
    if (!result) return { kind: 'unknown', message: 'a training diverged once and did not on replay' };
    engine = result.engine;
    members.push(numbersOf(result));
  }
  const answer = { kind: 'unit', engine, members, ...again } as const;
  return check instanceof WindowCheck ? { ...answer, windows: check.found(engine) } : answer;
}

/**
 * Members of a block that the family trains at once; undefined for what went wrong or diverged, which is told apart by itself. What is
 * checked is trained alone: so a replay of a block compares company with none.
 */
async function inCompany(
  family: Family,
  { engine, requests, check, windows }: Job,
  chosen: readonly Member[],
  watch: Watch,
): Promise<readonly (MemberMeasurement | undefined)[]> {
  const most = family.together?.most ?? 1;
  if (most === 1 || chosen.length === 1 || check || windows) return [];
  const found: MemberMeasurement[] = [];
  try {
    for (let first = 0; first < chosen.length; first += most) {
      const tasks = chosen.slice(first, first + most).map((member) => ({ member, requests }));
      found.push(...(await measureTogether(family, engine, tasks, watch)));
    }
  } catch {
    return [];
  }
  return found.map((one) => (one.diverged ? undefined : one));
}

/** A divergence counts only when it happens again at the same step; undefined when it does not. */
async function settled(run: () => Promise<MemberMeasurement>): Promise<MemberMeasurement | undefined> {
  const first = await run();
  if (!first.diverged) return first;
  const again = await run();
  return again.diverged?.step === first.diverged.step ? first : undefined;
}

function prepare(ready: Map<string, Promise<Prepared>>, family: Family, engine: Engine): Promise<Prepared> {
  const key = `${family.name}/${engine}`;
  let pending = ready.get(key);
  if (!pending) {
    pending = preparedEngine(family, engine);
    ready.set(key, pending);
  }
  return pending;
}

function find(families: readonly Family[], broken: ReadonlyMap<string, string>, name: string): Family {
  const family = families.find((candidate) => candidate.name === name);
  if (family) return family;
  const known = families.map((candidate) => candidate.name).join(', ') || 'none';
  // A family may load in the main thread and not here.
  if (broken.size > 0) throw UsageError.expected('worker', `the family ${name}`, [...broken.values()].join('; '));
  throw UsageError.expected('worker', `a family among ${known}`, name);
}
