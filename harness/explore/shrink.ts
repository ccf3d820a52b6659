import { violated } from '../study/violated';
import { type ProblemTrial, Stopped, type Subject } from './subject';

/** How a witness shrank. */
export interface Shrunk {
  /** Paths of the problems that violated, from the first to the smallest. */
  readonly chain: readonly string[];
  /** Smaller problems that were trained. */
  readonly trained: number;
  /** `smallest`: no smaller problem of fast-check's violates; else why the search ended before that was known. */
  readonly end: 'smallest' | 'trainings spent' | 'stopped';
}

/** More shrinks than a problem of a product region offers (17 for each continuous symbol). */
const MOST_SHRINKS = 1000;
/** Where a search looks ahead, in shrinks: a hint to train, no more. */
const AHEAD = 8;

/**
 * Shrinks one deterministic witness, the training of unit 0 at `from`, in fast-check's order: the first smaller problem that
 * violates in the same training (same seeds of everything) takes its place, until none does or `most` were trained. A problem
 * that was met before, under another path, is not trained again.
 */
export async function shrink(subject: Subject, from: string, most: number): Promise<Shrunk> {
  const search = new Shrinking(subject, from, most);
  try {
    while (await search.step());
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    search.end = 'stopped';
  }
  const { chain, trained, end } = search;
  return { chain, trained, end };
}

class Shrinking {
  readonly chain: string[];
  trained = 0;
  end: Shrunk['end'] = 'smallest';
  /** Whether a problem violates, for all that are known. */
  private readonly met: Map<string, boolean>;

  constructor(
    private readonly subject: Subject,
    from: string,
    private readonly most: number,
  ) {
    this.chain = [from];
    this.met = new Map([[this.text(from), true]]);
  }

  /** Takes the first smaller problem that violates; false when there is none to be had. */
  async step(): Promise<boolean> {
    const here = this.chain.at(-1)!;
    const shrinks = this.subject.shrinks(here, MOST_SHRINKS);
    for (let i = 0; i < shrinks; i++) {
      const smaller = `${here}:${i}`;
      if (this.subject.problem(smaller) === undefined) continue;
      if (this.trained >= this.most && !this.met.has(this.text(smaller))) {
        this.end = 'trainings spent';
        return false;
      }
      this.subject.expect(this.ahead(here, i, shrinks));
      if (!(await this.violates(smaller))) continue;
      this.chain.push(smaller);
      return true;
    }
    return false;
  }

  private async violates(path: string): Promise<boolean> {
    const known = this.met.get(this.text(path));
    if (known !== undefined) return known;
    const found = violated(this.subject.evidence, await this.subject.trial(path, 0));
    this.trained++;
    this.met.set(this.text(path), found);
    return found;
  }

  private ahead(here: string, i: number, shrinks: number): readonly ProblemTrial[] {
    const next = Array.from({ length: Math.min(AHEAD, shrinks - i) }, (_, k) => `${here}:${i + k}`);
    const fresh = next.filter((path) => this.subject.problem(path) !== undefined && !this.met.has(this.text(path)));
    return fresh.map((path): ProblemTrial => [path, 0]);
  }

  private text(path: string): string {
    return JSON.stringify(this.subject.problem(path));
  }
}
