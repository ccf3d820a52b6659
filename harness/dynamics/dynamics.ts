import { join } from 'node:path';
import type { ClaimGate } from '../compile/compile';
import { digestOf } from '../compile/describe';
import type { StoredClaim } from '../files/verdicts';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Engine, Family } from '../statement/family';
import type { Request } from '../statement/gate';
import { engineOf, type FamilyEngine } from '../study/engine';
import { Cache } from '../trials/cache';
import { requestKey } from '../trials/key';
import { openPool, type Pool } from '../trials/pool';
import { rootOf } from '../trials/seeds';
import { Stream, streamId } from '../trials/stream';
import type { ClaimDynamics } from './claim-dynamics';
import { type Plan, planOf, readPlan } from './reading';

/** Where the training for a report is. */
export interface DynamicsEvents {
  /** Trainings done, of all that are not stored yet. */
  progress?(done: number, all: number): void;
  /** Why a trial is not shown: one sentence. */
  failed?(sentence: string): void;
}

/** One training, for all claims that show it: what is not stored yet. */
interface Task {
  readonly stream: Stream;
  readonly index: number;
  readonly requests: readonly Request[];
}

/**
 * The learning dynamics that claims rest on, by the name of the claim: the median and the worst trial of the first part, trained
 * again on the engine that decided, with the project's trial cache, so that a second report trains nothing. Observations are
 * taken with the claim's own number of prompts: at the claim's steps they are the very numbers that were judged.
 *
 * Left out are claims that state something else by now, those whose trials other code trained, and those without trials.
 */
export async function dynamicsOf(
  claims: readonly StoredClaim[],
  gates: readonly ClaimGate[],
  built: Built,
  settings: Settings,
  events: DynamicsEvents = {},
): Promise<ReadonlyMap<string, ClaimDynamics>> {
  const pairs = claims.flatMap((claim) => {
    const gate = gates.find((one) => one.name === claim.name && digestOf(one.description) === claim.digest);
    return gate && claim.parts.length > 0 ? [{ claim, gate }] : [];
  });
  if (pairs.length === 0) return new Map();
  const cache = new Cache(join(built.cwd, '.theoremcheck', 'trials.jsonl'));
  const open = opener(built, settings, cache);
  const plans: Plan[] = [];
  for (const { claim, gate } of pairs) {
    const stream = await open(claim, gate);
    if (stream) plans.push(planOf(claim, gate, stream));
  }
  await train(tasksOf(plans), built, settings, cache, events);
  return new Map(plans.flatMap((plan) => entry(plan.claim.name, readPlan(plan))));
}

function entry(name: string, dynamics: ClaimDynamics | undefined): [string, ClaimDynamics][] {
  return dynamics ? [[name, dynamics]] : [];
}

/** Opens the stream of a claim's first part; undefined where what is there now is not what was verified. */
function opener(built: Built, settings: Settings, cache: Cache) {
  const engines = new Map<string, FamilyEngine>();
  const engineFor = async (family: Family, engine: Engine) => {
    const key = `${family.name}/${engine}`;
    const known = engines.get(key) ?? (await engineOf(family, built, { ...settings, engine }));
    engines.set(key, known);
    return known;
  };
  return async (claim: StoredClaim, gate: ClaimGate): Promise<Stream | undefined> => {
    const spec = gate.parts[0]!.stream;
    const id = streamId(spec, claim.epoch);
    const { engine, code } = await engineFor(spec.family, claim.engine);
    if (code !== claim.code || rootOf(id) !== rootOf(claim.parts[0]!.stream)) return undefined;
    return new Stream(spec.family, id, engine, code, cache, spec.block ? [0] : undefined);
  };
}

/** Claims that show the same training share it. */
function tasksOf(plans: readonly Plan[]): readonly Task[] {
  const tasks = new Map<string, Task>();
  for (const { stream, index, requests } of plans.flatMap(({ readings }) => readings)) {
    const key = `${stream.key}#${index}`;
    const asked = [...(tasks.get(key)?.requests ?? []), ...requests];
    const { values } = stream.unit(index);
    const missing = new Map(asked.map((request) => [requestKey(request), request] as const));
    for (const known of values.keys()) missing.delete(known);
    if (missing.size > 0) tasks.set(key, { stream, index, requests: [...missing.values()] });
  }
  return [...tasks.values()];
}

async function train(
  tasks: readonly Task[],
  built: Built,
  { workers }: Settings,
  cache: Cache,
  events: DynamicsEvents,
): Promise<void> {
  if (tasks.length === 0) return;
  const pool = openPool({ file: built.worker, size: Math.min(workers, tasks.length) });
  const queue = [...tasks];
  let done = 0;
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      await trainOne(task, pool, cache, events);
      events.progress?.(++done, tasks.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: pool.size }, worker));
  } finally {
    await pool.close();
  }
}

async function trainOne({ stream, index, requests }: Task, pool: Pool, cache: Cache, events: DynamicsEvents) {
  const { id, engine, members } = stream;
  const answer = await pool.run({ stream: id, index, engine, requests, ...(members ? { members } : {}) });
  if (answer.kind === 'unit') cache.add(stream.key, index, answer.engine, requests, answer.members);
  else events.failed?.(`trial ${index} of ${id.family}: expected its dynamics, got ${answer.message}`);
}
