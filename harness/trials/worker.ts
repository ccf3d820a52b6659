import { isMainThread } from 'node:worker_threads';
import { messageOf } from '../base/blame';
import { UsageError } from '../base/usage-error';
import type { Engine, Family, Prepared } from '../statement/family';
import type { MemberResult } from '../statement/gate';
import type { Answer, Job } from './job';
import { type Measured, measure, type Watch } from './measure';
import { type Member, unitOf } from './members';
import { prepareEngine } from './prepare-engine';
import { checkKeysOf, problemOf, restartOf } from './recheck';
import { WindowCheck } from './windows';

/** What crosses the thread: a job and a counter that the worker raises while it lives. */
export interface Message {
  readonly job: Job;
  readonly pulse?: SharedArrayBuffer;
}

/**
 * Makes the function that a worker thread, or a fresh process, answers jobs with. Exceptions become `failed` answers.
 *
 * @param broken why family files give none here: file → one sentence
 */
export function worker(
  families: readonly Family[],
  broken: ReadonlyMap<string, string> = new Map(),
): (message: Message) => Promise<Answer> {
  const ready = new Map<string, Promise<Prepared>>();
  // What a family prints is no part of a result: standard output belongs to the run, which may write JSON there.
  if (!isMainThread) process.stdout.write = process.stderr.write.bind(process.stderr);
  return async ({ job, pulse }) => {
    const beat = heart(pulse);
    beat();
    try {
      const family = find(families, broken, job.stream.family);
      const prepared = await prepare(ready, family, job.engine);
      if (job.windows) await prepare(ready, family, job.windows.engine);
      if (job.check?.kind === 'keys') return await checkKeysOf(family, job, prepared);
      return await train(family, job, { beat, stride: prepared.stride }, prepared);
    } catch (error) {
      return { kind: 'failed', message: messageOf(error) };
    }
  };
}

async function train(family: Family, job: Job, watch: Watch, prepared: Prepared): Promise<Answer> {
  const unit = unitOf(family, job.stream, job.index);
  const chosen = job.members ? job.members.map((i) => unit.members[i] as Member) : unit.members;
  const again = job.check ? { problem: problemOf(family, job, unit.problem) } : {};
  const windows = job.windows && (await WindowCheck.open(family, chosen[0]!, job.windows));
  const check = windows ?? (job.check && (await restartOf(family, job, chosen[0]!, prepared)));
  const hashed = job.check?.kind === 'replay' ? job.check.hashed : [];
  const members: MemberResult[] = [];
  let engine: string = job.engine;
  for (const [i, member] of chosen.entries()) {
    const watched = { ...watch, hashed, ...(i === 0 ? { check } : {}) };
    const result = await settled(() => measure(family, job.engine, member, job.requests, watched));
    if (!result) return { kind: 'unknown', message: 'a training diverged once and did not on replay' };
    const { engine: name, ...numbers } = result;
    engine = name;
    members.push(numbers);
  }
  const answer = { kind: 'unit', engine, members, ...again } as const;
  return windows ? { ...answer, windows: windows.found(engine) } : answer;
}

/** A divergence counts only when it happens again at the same step; undefined when it does not. */
async function settled(run: () => Promise<Measured>): Promise<Measured | undefined> {
  const first = await run();
  if (!first.diverged) return first;
  const again = await run();
  return again.diverged?.step === first.diverged.step ? first : undefined;
}

function prepare(ready: Map<string, Promise<Prepared>>, family: Family, engine: Engine): Promise<Prepared> {
  const key = `${family.name}/${engine}`;
  let pending = ready.get(key);
  if (!pending) {
    pending = prepareEngine(family, engine);
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

function heart(pulse?: SharedArrayBuffer): () => void {
  if (!pulse) return () => {};
  const counter = new Int32Array(pulse);
  return () => {
    Atomics.add(counter, 0, 1);
  };
}
