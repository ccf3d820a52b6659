import { Random } from '../../../generators/random';
import type { PatternPrompts } from '../pattern-law';
import type { PatternSample } from './decoded-patterns';
import { indices } from './findings';

export interface SimulatedToken {
  /** Relevant and irrelevant pattern. */
  readonly j: number;
  readonly k: number;
  readonly kappa: number;
  /** Multiple of the label embedding. */
  readonly z: number;
}

export interface SimulatedContext extends SimulatedToken {
  readonly sign: number;
}

/** A prompt before it becomes numbers: a wrong law changes it. */
export interface Draft {
  readonly a: number;
  readonly b: number;
  readonly contexts: readonly SimulatedContext[];
  readonly query: SimulatedToken;
  readonly label: number;
}

/** What a fault changes in a draft that follows the law, `last` being the prompt before it. */
export type PatternFault = (draft: Draft, dice: PatternDice, last: Draft | undefined) => Partial<Draft>;

/** Choices of the pattern law, from our own stream of random numbers. */
export class PatternDice {
  private readonly random = new Random([2024, 7]);

  constructor(readonly prompts: PatternPrompts) {}

  below(n: number): number {
    return Math.floor(n * this.random.uniform());
  }

  happens(p: number): boolean {
    return this.random.uniform() < p;
  }

  sign(): number {
    return this.happens(1 / 2) ? 1 : -1;
  }

  /** −1 with probability p, else 1. */
  flip(p: number): number {
    return this.happens(p) ? -1 : 1;
  }

  kappa(): number {
    return this.prompts.K * (2 * this.random.uniform() - 1);
  }

  token(j: number, z: number): SimulatedToken {
    return { j, z, k: this.below(this.prompts.nu.length), kappa: this.kappa() };
  }

  /** A pattern other than these. */
  other(...taken: readonly number[]): number {
    const rest = indices(this.prompts.mu.length).filter((j) => !taken.includes(j));
    return rest[this.below(rest.length)]!;
  }

  context(a: number, b: number): SimulatedContext {
    const { alpha, contextFlips } = this.prompts;
    const sign = this.happens(alpha) ? this.sign() : 0;
    const j = sign === 0 ? this.other(a, b) : sign > 0 ? a : b;
    const z = (sign || this.sign()) * this.flip(contextFlips);
    return { ...this.token(j, z), sign };
  }

  /** A prompt of a task, the law's own by default. */
  draft(task?: number): Draft {
    const { tasks, contexts, skew, queryFlips } = this.prompts;
    const [a, b] = tasks[task ?? (this.happens(skew) ? 0 : this.below(tasks.length))]!;
    const truth = this.sign();
    return {
      ...{ a, b, contexts: indices(contexts).map(() => this.context(a, b)) },
      query: this.token(truth > 0 ? a : b, 0),
      label: truth * this.flip(queryFlips),
    };
  }
}

/** n prompts of the law, each changed by `wrong`: what a sampler with that fault would draw. */
export function simulatePatterns(prompts: PatternPrompts, n: number, wrong: PatternFault = () => ({})): PatternSample {
  const dice = new PatternDice(prompts);
  const drafts: Draft[] = [];
  for (let b = 0; b < n; b++) {
    const draft = dice.draft();
    drafts.push({ ...draft, ...wrong(draft, dice, drafts.at(-1)) });
  }
  const tokens = drafts.flatMap(({ contexts, query }): SimulatedToken[] => [...contexts, query]);
  return {
    n,
    relevant: Int8Array.from(tokens, ({ j }) => j),
    irrelevant: Int8Array.from(tokens, ({ k }) => k),
    kappa: Float64Array.from(tokens, ({ kappa }) => kappa),
    embedded: Float64Array.from(tokens, ({ z }) => z),
    sign: Float32Array.from(drafts.flatMap(({ contexts }) => contexts.map(({ sign }) => sign))),
    label: Float32Array.from(drafts, ({ label }) => label),
  };
}
