import type { ClaimGate } from '../compile/compile';
import { isAbout } from '../compile/describe';
import { withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Request } from '../statement/gate';
import { mainPart } from '../statement/gate';
import { rootOf } from '../trials/draw/seeds';
import type { Lab } from '../trials/lab';
import type { Stream } from '../trials/stream';
import type { StoredClaim } from '../verdict/results/verdicts-file';
import type { ClaimDynamics } from './claim-dynamics';
import { planOf, type ReadingPlan, readPlan } from './reading';

/** Where the training for a report is. */
interface DynamicsEvents {
  /** Trainings done, of all that are not stored yet. */
  progress?(done: number, all: number): void;
  /** Why a trial is not shown: one sentence. */
  failed?(sentence: string): void;
}

/** One training, for all claims that show it: what is not stored yet. */
interface TrainingTask {
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
    const gate = gates.find((one) => isAbout(claim, one));
    return gate && claim.parts.length > 0 ? [{ claim, gate }] : [];
  });
  if (pairs.length === 0) return new Map();
  const failed = events.failed ?? (() => {});
  return withLab(
    built,
    settings,
    async (lab) => {
      const plans: ReadingPlan[] = [];
      for (const { claim, gate } of pairs) {
        const stream = await streamOf(lab, claim, gate);
        if (stream) plans.push(planOf(claim, gate, stream));
      }
      await train(tasksOf(plans), lab, { ...events, failed });
      return new Map(plans.flatMap((plan) => entry(plan.claim.name, readPlan(plan))));
    },
    { notice: failed },
  );
}

function entry(name: string, dynamics: ClaimDynamics | undefined): [string, ClaimDynamics][] {
  return dynamics ? [[name, dynamics]] : [];
}

/** The stream of a claim's first part; undefined where what is there now is not what was verified. */
async function streamOf(lab: Lab, claim: StoredClaim, gate: ClaimGate): Promise<Stream | undefined> {
  const spec = mainPart(gate).stream;
  const { epoch, engine } = claim;
  if (!spec.family.engines.includes(engine)) return undefined;
  const stream = await lab.stream(spec, { epoch, engine, members: spec.block ? [0] : undefined });
  return stream.code === claim.code && stream.root === rootOf(mainPart(claim).stream) ? stream : undefined;
}

/** Claims that show the same training share it. */
function tasksOf(plans: readonly ReadingPlan[]): readonly TrainingTask[] {
  const tasks = new Map<string, TrainingTask>();
  for (const { stream, index, requests } of plans.flatMap(({ readings }) => readings)) {
    const key = `${stream.key}#${index}`;
    const asked = [...(tasks.get(key)?.requests ?? []), ...requests];
    const missing = stream.missing(index, asked);
    if (missing.length > 0) tasks.set(key, { stream, index, requests: missing });
  }
  return [...tasks.values()];
}

async function train(tasks: readonly TrainingTask[], lab: Lab, events: DynamicsEvents): Promise<void> {
  const queue = [...tasks];
  let done = 0;
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const { stream, index, requests } = task;
      const answer = await lab.ask(stream, index, requests);
      const what = `trial ${index} of ${stream.id.family}`;
      if (answer.kind !== 'unit') events.failed?.(`${what}: expected its dynamics, got ${answer.message}`);
      events.progress?.(++done, tasks.length);
    }
  };
  await Promise.all(Array.from({ length: lab.size }, worker));
}
