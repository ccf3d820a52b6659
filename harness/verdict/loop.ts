import { messageOf } from '../base/blame';
import type { Levels } from '../evidence/levels';
import { type Standing, standingIn } from '../project/standing';
import type { Engine } from '../statement/family';
import type { Gate } from '../statement/gate';
import type { Lab } from '../trials/lab';
import { Assembly } from './assembly';
import type { Claim } from './claim/claim';
import { takeKnown } from './claim/take-known';
import { effortOf, needsOf, progressOf } from './claim-outlook';
import { resultOf } from './conclusion/claim-result';
import { conclude } from './conclusion/conclusion';
import { Independence } from './conclusion/independence';
import { Dispatch } from './dispatch';
import { open } from './opening';
import type { ClaimResult, Events, Progress } from './results/result';

/** Progress is reported this often (ms). */
const TICK = 1000;

export interface VerifyOptions {
  readonly lab: Lab;
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  /** What counts; the families' first engine when absent. */
  readonly engine?: Engine | undefined;
  /** Levels of a claim; those of one out of K in this profile when absent. */
  readonly levels?: (gate: Gate) => Levels;
  /** By the names of claims: on which epoch and at which share of its levels each is tried; this epoch and all of it when absent. */
  readonly standings?: ReadonlyMap<string, Standing> | undefined;
  /** Asked often; when true nothing more is started and the undecided claims get no result. */
  readonly interrupted?: () => boolean;
}

/**
 * Brings claims to their verdicts. Trial i of a stream is trained once for all claims that read it, and read strictly in
 * index order: each result is a pure function of (gate, epoch, code), whatever the number of workers, the other claims
 * and the stored trials. Results in the order of `gates`; an interrupted run leaves out what it had not decided.
 *
 * Workflow: streams are opened (`opening`), gates become claims (`assembly`), and then, turn by turn until nothing is left to
 * do: readers take what is known, decided claims are concluded (`conclusion`), free workers get work (`dispatch`), and the loop
 * sleeps until something comes back.
 */
export async function verify(
  gates: readonly Gate[],
  { lab, epoch, profile, engine, levels, standings, interrupted = () => false }: VerifyOptions,
  events: Events = {},
): Promise<readonly ClaimResult[]> {
  const standingOf = standingIn(standings, epoch);
  const streams = await open(gates, lab, engine, (gate) => standingOf(gate).epoch, events.prepared?.bind(events));
  if (interrupted()) return [];
  const assembly = new Assembly({ profile, standingOf, streams, levels });
  return new Loop(
    gates.map((gate) => assembly.claim(gate)),
    lab,
    interrupted,
    events,
  ).run();
}

class Loop {
  /** The least work first, so that verdicts start to come early. No verdict depends on the order. */
  private readonly queue: readonly Claim[];
  private readonly results = new Map<Claim, ClaimResult>();
  private readonly concluding = new Set<Claim>();
  private readonly dispatch: Dispatch;
  private readonly independence: Independence;
  private wake: () => void = () => {};
  private broken: { readonly error: unknown } | undefined;

  constructor(
    private readonly claims: readonly Claim[],
    private readonly lab: Lab,
    private readonly interrupted: () => boolean,
    private readonly events: Events,
  ) {
    this.independence = new Independence(lab);
    const efforts = new Map(claims.map((claim) => [claim, effortOf(claim)]));
    this.queue = [...claims].sort((a, b) => efforts.get(a)! - efforts.get(b)!);
    this.dispatch = new Dispatch(() => this.undecided, lab, {
      answered: () => this.wake(),
      broke: (error) => this.stop(error),
      notice: (sentence) => this.events.notice?.(sentence),
    });
  }

  async run(): Promise<readonly ClaimResult[]> {
    const timer = setInterval(() => this.report(), TICK);
    try {
      await this.turns();
    } finally {
      clearInterval(timer);
    }
    return this.claims.flatMap((claim) => this.results.get(claim) ?? []);
  }

  private async turns(): Promise<void> {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      if (!this.broken) this.takeAnswers();
      if (!this.broken && !this.interrupted()) this.dispatch.fill(this.working(this.queue));
      if (this.dispatch.running === 0 && this.concluding.size === 0) break;
      await woken;
    }
    if (this.broken) throw this.broken.error;
    const [left] = this.interrupted() ? [] : this.undecided;
    if (left) throw new Error(`verify: expected a verdict on every claim, got none on "${left.gate.name}"`);
  }

  /** Hands out what is known, and concludes claims that are decided. */
  private takeAnswers(): void {
    for (const claim of this.working(this.claims)) {
      takeKnown(claim, this.dispatch.faults);
      if (claim.decided) this.conclude(claim);
    }
  }

  private conclude(claim: Claim): void {
    this.concluding.add(claim);
    const done = (result: ClaimResult) => {
      this.results.set(claim, result);
      this.concluding.delete(claim);
      this.report();
      this.events.decided?.(result);
      this.wake();
    };
    const concluded = conclude(claim, this.independence).then(done, (error) => {
      claim.fail(messageOf(error));
      done(resultOf(claim));
    });
    concluded.catch((error) => this.stop(error));
  }

  /** Ends the run, after what still runs: an exception that is no claim's, for example a full disk. */
  private stop(error: unknown): void {
    this.broken ??= { error };
    this.wake();
  }

  private get undecided(): readonly Claim[] {
    return this.queue.filter((claim) => !this.results.has(claim));
  }

  private working(claims: readonly Claim[]): readonly Claim[] {
    return claims.filter((claim) => !this.results.has(claim) && !this.concluding.has(claim));
  }

  private report(): void {
    this.events.progress?.(this.progress);
  }

  private get progress(): Progress {
    const { trained, timeLeft } = this.dispatch;
    const ends = timeLeft.of(this.undecided.map(needsOf));
    const open = this.undecided
      .map(progressOf)
      .map((one, i) => (ends[i] === undefined ? one : { ...one, left: ends[i] }));
    const known = ends.filter((end) => end !== undefined);
    const crew = this.lab.crew();
    const counts = {
      ...{ decided: this.results.size, claims: this.claims.length, trained, open },
      ...(crew ? { crew } : {}),
    };
    if (known.length === 0) return counts;
    return { ...counts, left: { seconds: known.at(-1)!, least: known.length < ends.length } };
  }
}
