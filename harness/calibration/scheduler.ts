import { attemptWeight, claimLevels, K, type Levels, SUITE_LEVELS } from '../evidence/levels';
import type { Gate } from '../statement/gate';
import { OwnLab } from '../trials/lab';
import { MemoryStore } from '../trials/store/memory-store';
import type { Job } from '../trials/workers/job';
import { worker } from '../trials/workers/worker';
import type { Workers } from '../trials/workers/workers';
import { verify } from '../verdict/loop';
import { type Proportion, proportion } from './proportion';
import { type BoundarySuite, boundarySuite, type FalseVerdict } from './suites';

/** How many claims share the levels where whole suites run through the scheduler: as many as a suite has. */
export const SLOTS = 4;
/** Attempts at every claim, each with its own trials and at its own level. */
export const ATTEMPTS = 2;
/** Trainings at once. They are draws, so this is how many answers come between two turns of the scheduler. */
const AT_ONCE = 32;

/** How often a whole suite holds a false verdict. */
export interface SuiteRow {
  readonly wrong: FalseVerdict;
  readonly level: number;
  readonly claims: number;
  readonly suites: Proportion;
}

interface SchedulerOptions {
  readonly wrong: FalseVerdict;
  readonly suites: number;
  readonly seed: number;
  /** The suite's level in place of the one for pull requests, to see false falsifications in fewer suites. */
  readonly level?: number;
  readonly progress?: (done: number) => void;
  readonly interrupted?: () => boolean;
}

/** Levels of attempt v at one claim out of so many, in a run for pull requests. */
export function sharedLevels(slots: number, attempt: number, factor = 1): Levels {
  const { alphaC, alphaF } = claimLevels('pr');
  const share = ((factor * K) / slots) * attemptWeight(attempt);
  return { alphaC: alphaC * share, alphaF: alphaF * share };
}

/**
 * Whole suites through the scheduler of the gate: problems, seeds, streams, controls, corners, replays and verdicts are those of any
 * run; only the family is one whose trainings are draws. Counts suites with any false verdict in any attempt.
 */
export async function throughScheduler(options: SchedulerOptions): Promise<SuiteRow> {
  const { wrong, suites, seed, level, progress = () => {}, interrupted = () => false } = options;
  const promised = suiteLevel(wrong);
  const suite = boundarySuite(wrong);
  let [hits, done] = [0, 0];
  for (; done < suites && !interrupted(); done += 1) {
    if (await holdsFalseVerdict(suite, `${seed}/${done}`, (level ?? promised) / promised)) hits += 1;
    progress(done + 1);
    await new Promise(setImmediate); // draws are answered at once: signals are heard between two suites
  }
  return { wrong, level: level ?? promised, claims: SLOTS, suites: proportion(hits, done) };
}

/** What a suite promises of a false verdict of this kind. */
export const suiteLevel = (wrong: FalseVerdict): number =>
  wrong === 'corroborated' ? SUITE_LEVELS.pr.alphaC : SUITE_LEVELS.pr.alphaF;

async function holdsFalseVerdict(suite: BoundarySuite, seed: string, factor: number): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const levels = () => sharedLevels(SLOTS, attempt, factor);
    const results = await run(suite, `${suite.wrong}/${seed}/${attempt}`, levels);
    const broken = results.find(({ verdict }) => verdict === 'error');
    if (broken) throw new Error(`calibrate: expected a verdict on ${broken.name}, got ${broken.because}`);
    if (results.some(({ verdict }) => verdict === suite.wrong)) return true;
  }
  return false;
}

/** One suite, on trials that nobody has drawn before. */
export function run({ families, gates }: BoundarySuite, epoch: string, levels: (gate: Gate) => Levels) {
  const workers = inThisThread(worker(families));
  const replay = (job: Job) => worker(families)({ job });
  const lab = new OwnLab({ store: new MemoryStore(), workers, replay, code: 'draws', epoch, silence: 600 });
  return verify(gates, { lab, epoch, profile: 'pr', levels });
}

const inThisThread = (answer: ReturnType<typeof worker>): Workers => ({
  size: AT_ONCE,
  run: (job) => answer({ job }),
  close: () => Promise.resolve(),
});
