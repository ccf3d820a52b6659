import { violated } from '../study/violated';
import { type Certificate, certify } from './certify';
import { type Counterexample, minimise, RETRIES } from './counterexample';
import { type ProblemTrial, Stopped, type Subject } from './subject';

export interface ExploreOptions {
  /** Problems that are drawn, at most. Default 100. */
  readonly draws?: number;
  /** Probability of calling any problem a counterexample whose rate does not exceed δ, at most. Default .001. */
  readonly alpha?: number;
  /** Trials of one certification, at most. Default 60. */
  readonly cap?: number;
  /** Smaller problems that are trained, at most. Default 60. */
  readonly shrinks?: number;
}

/** A problem that violated once, and what fresh trainings of it said. */
export interface Suspect {
  readonly path: string;
  readonly certificate: Certificate;
}

export interface Exploration {
  /** `nothing found`: no problem violated. `not shown`: some did, and none was certified. */
  readonly status: 'counterexample' | 'not shown' | 'nothing found' | 'stopped';
  /** Problems drawn and trained. */
  readonly drawn: number;
  /** Problems that were drawn and are infeasible. */
  readonly refused: number;
  readonly suspects: readonly Suspect[];
  readonly counterexample?: Counterexample;
}

/** Suspects that are tested, at most. With RETRIES, sixteen certifications share alpha. Ours. */
export const SUSPECTS = 9;
export const SHARES = SUSPECTS + RETRIES;
/** Where a hunt looks ahead, in draws: a hint to train, no more. */
const AHEAD = 16;

/**
 * Hunts for a problem whose own violation rate exceeds δ: biased draws of the region, one training each. One that violates is
 * a suspect, no more, and is trained again on fresh seeds; the first that is certified is shrunk. All certifications together
 * are at level alpha (Bonferroni; within each, Ville). Pure: the same for any number of workers.
 */
export async function explore(
  subject: Subject,
  { draws = 100, alpha = 0.001, cap = 60, shrinks = 60 }: ExploreOptions = {},
): Promise<Exploration> {
  const bounds = { shrinks, cap, alpha: alpha / SHARES };
  const hunt = new Hunt(subject, draws);
  try {
    for (let path = await hunt.next(); path !== undefined; path = await hunt.next()) {
      const certificate = await certify(subject, path, { ...bounds, first: 1 });
      hunt.suspects.push({ path, certificate });
      if (certificate.certified)
        return { ...hunt.found('counterexample'), counterexample: await minimise(subject, path, certificate, bounds) };
      if (hunt.suspects.length === SUSPECTS) break;
    }
  } catch (error) {
    if (error instanceof Stopped) return hunt.found('stopped');
    throw error;
  }
  return hunt.found(hunt.suspects.length ? 'not shown' : 'nothing found');
}

class Hunt {
  readonly suspects: Suspect[] = [];
  private draw = 0;
  private refused = 0;
  private drawn = 0;

  constructor(
    private readonly subject: Subject,
    private readonly draws: number,
  ) {}

  /** The next draw that violates. */
  async next(): Promise<string | undefined> {
    while (this.draw < this.draws) {
      const path = `${this.draw}`;
      this.subject.expect(this.ahead());
      const feasible = this.subject.problem(path) !== undefined;
      const violates = feasible && violated(this.subject.evidence, await this.subject.trial(path, 0));
      this.draw++;
      if (feasible) this.drawn++;
      else this.refused++;
      if (violates) return path;
    }
    return undefined;
  }

  found(status: Exploration['status']): Exploration {
    const { drawn, refused, suspects } = this;
    return { status, drawn, refused, suspects };
  }

  private ahead(): readonly ProblemTrial[] {
    const next = Array.from({ length: Math.min(AHEAD, this.draws - this.draw) }, (_, i) => `${this.draw + i}`);
    return next.filter((path) => this.subject.problem(path) !== undefined).map((path): ProblemTrial => [path, 0]);
  }
}
