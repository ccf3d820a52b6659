import { EProcess } from '../evidence/eprocess';
import { outcomeKind } from '../evidence/grids';
import { type Interval, intervalOf } from '../evidence/interval';
import { logSumExp } from '../evidence/logsumexp';
import { reachesLevel } from '../evidence/reaches';
import type { Outcome } from '../statement/gate';
import { type Evidenced, violated } from '../study/violated';
import type { ProblemTrial, Subject } from './subject';

/** What fresh trainings of one problem say about its own violation rate. */
export interface Certificate {
  /** Whether its rate is shown to exceed δ (of a `mean` claim: its mean the bound) at the level asked for. */
  readonly certified: boolean;
  readonly trials: number;
  readonly violations: number;
  /** 95 % for the violation rate of the problem, valid at any time; it is not what certifies. */
  readonly interval: Interval;
}

/** Where certification looks ahead, in trials: a hint to train, no more. */
const AHEAD = 16;
/** Share of the trials after which a problem that never violated is given up: rates that the cap could show violate before. */
const PATIENCE = 1 / 3;

/**
 * Tests one problem with the falsifying e-process of the claim on units first … first + cap − 1, in order: certified as soon
 * as the average over the claim's parts reaches 1/alpha. If the problem violates no part too often, that happens with
 * probability ≤ alpha, provided that nothing that led to the problem has seen these units.
 */
export async function certify(
  subject: Subject,
  path: string,
  { first, cap, alpha }: { first: number; cap: number; alpha: number },
): Promise<Certificate> {
  const tally = new ProblemTally(subject.evidence);
  for (let n = 0; n < cap && !tally.isHopeless(cap); n++) {
    subject.expect(Array.from({ length: Math.min(AHEAD, cap - n) }, (_, i): ProblemTrial => [path, first + n + i]));
    tally.add(await subject.trial(path, first + n));
    if (reachesLevel(tally.logE, alpha)) return tally.certificate(true);
  }
  return tally.certificate(false);
}

class ProblemTally {
  private trials = 0;
  private violations = 0;
  private unknown = 0;
  private readonly processes: readonly EProcess[];

  constructor(private readonly evidence: readonly Evidenced[]) {
    this.processes = evidence.map(({ kind, delta }) => EProcess.falsifying(outcomeKind(kind), delta));
  }

  /** What does not reproduce counts as a pass. */
  add(outcomes: readonly Outcome[]): void {
    for (const [part, { x }] of outcomes.entries()) this.processes[part]!.add(x === 'unknown' ? 0 : x);
    this.trials++;
    if (outcomes.some(({ x }) => x === 'unknown')) this.unknown++;
    else if (violated(this.evidence, outcomes)) this.violations++;
  }

  /** Of the average of the parts' e-values. */
  get logE(): number {
    return logSumExp(this.processes.map((process) => process.logE)) - Math.log(this.processes.length);
  }

  isHopeless(cap: number): boolean {
    const bounded = this.evidence.some(({ kind }) => kind === 'mean'); // its mean may be large without any violation
    return !bounded && this.violations === 0 && this.trials >= cap * PATIENCE;
  }

  certificate(certified: boolean): Certificate {
    const { trials, violations, unknown } = this;
    const counts = new Map([
      [1, violations],
      [0, trials - unknown - violations],
    ]);
    return { certified, trials, violations, interval: intervalOf('binary', counts, unknown) };
  }
}
