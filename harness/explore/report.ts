import type { Interval } from '../evidence/interval';
import { dialOf } from '../statement/dials';
import type { Outcome, StreamSpec } from '../statement/gate';
import { formatToken } from '../trials/draw/token';
import type { Counterexample } from './counterexample';
import type { Exploration, Suspect } from './explore';
import type { TrainedSubject } from './run';
import type { Shrunk } from './shrink';

/** What the exploration of one claim found, as plain data (schema: exploration.schema.json). */
export interface ExplorationReport {
  readonly claim: string;
  readonly family: string;
  readonly source: string;
  /** Dial settings of the draws: the claim's own, and the one that was asked for. */
  readonly dials: Readonly<Record<string, number>>;
  /** The setting that was asked for, as a physical value; absent inside the assumptions. */
  readonly setting?: string;
  readonly block: boolean;
  /** The family's reference problem, to compare with. */
  readonly reference: unknown;
  /** What a problem's own violation rate (of a `mean` claim: its mean) is compared with, per part. */
  readonly delta: readonly number[];
  readonly alpha: number;
  readonly status: Exploration['status'];
  readonly drawn: number;
  readonly refused: number;
  /** Why the first of the refused problems was refused. */
  readonly refusal?: string;
  /** What is no counterexample, though it violated once. */
  readonly suspects: readonly TestedProblem[];
  readonly counterexample?: CounterexampleReport;
}

/** A problem and what fresh trainings of it said; the token replays the training that made it a suspect. */
export interface TestedProblem {
  readonly token: string;
  readonly problem: unknown;
  readonly trials: number;
  readonly violations: number;
  readonly interval: Interval;
}

export interface CounterexampleReport extends TestedProblem {
  /** The training that the token replays. */
  readonly witness: Pick<Outcome, 'measured' | 'allowed' | 'note'>;
  /** The draw that it was shrunk from. */
  readonly from: TestedProblem;
  readonly shrinks: Pick<Shrunk, 'trained' | 'end'> & { readonly steps: number };
  /** The smallest problem that still violated in the witness's training, where fresh trainings did not certify it. */
  readonly smallest?: TestedProblem;
}

interface ReportHead {
  readonly claim: string;
  readonly source: string;
  readonly base: StreamSpec;
  readonly alpha: number;
  /** The assumption that was asked for. */
  readonly broken?: { readonly assumption: string; readonly severity: number };
}

export async function reportExploration(
  about: ReportHead,
  found: Exploration,
  subject: TrainedSubject,
): Promise<ExplorationReport> {
  const { claim, source, base, alpha, broken } = about;
  const { status, drawn, refused, suspects, counterexample } = found;
  const tested = (suspect: Suspect) => testedOf(suspect, subject);
  return {
    ...{ claim, family: base.family.name, source, dials: base.dials, block: base.block !== undefined },
    ...(broken ? { setting: dialOf(base.family, broken.assumption)!.physical(broken.severity) } : {}),
    reference: base.family.reference,
    ...{ delta: subject.evidence.map(({ delta }) => delta), alpha, status, drawn, refused },
    ...(refused > 0 && subject.refusal !== undefined ? { refusal: subject.refusal } : {}),
    suspects: suspects.filter(({ certificate }) => !certificate.certified).map(tested),
    ...(counterexample ? { counterexample: await counterexampleOf(counterexample, found, subject) } : {}),
  };
}

async function counterexampleOf(
  { path, certificate, shrunk, tried }: Counterexample,
  { suspects }: Exploration,
  subject: TrainedSubject,
): Promise<CounterexampleReport> {
  const outcomes = await subject.trial(path, 0);
  const { measured, allowed, note } = outcomes.reduce((a, b) => (b.factor > a.factor ? b : a));
  const smallest = tried.find((one) => one.path === shrunk.chain.at(-1) && !one.certificate.certified);
  return {
    ...testedOf({ path, certificate }, subject),
    witness: { measured, allowed, ...(note ? { note } : {}) },
    from: testedOf(suspects.at(-1)!, subject),
    shrinks: { steps: shrunk.chain.indexOf(path), trained: shrunk.trained, end: shrunk.end },
    ...(smallest ? { smallest: testedOf(smallest, subject) } : {}),
  };
}

function testedOf({ path, certificate }: Suspect, subject: TrainedSubject): TestedProblem {
  const { trials, violations, interval } = certificate;
  const token = formatToken(subject.token(path));
  return { token, problem: subject.problem(path), trials, violations, interval };
}
