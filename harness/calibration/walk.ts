/** What a rule says after n outcomes of which f are violations; nothing while it goes on. */
export type Rule = (n: number, f: number) => 'corroborated' | 'falsified' | undefined;

/** Probabilities of what a rule comes to. */
export interface Fate {
  readonly corroborated: number;
  readonly falsified: number;
  readonly undecided: number;
  /** Mean number of outcomes. */
  readonly trials: number;
}

/**
 * What a rule comes to on independent outcomes that violate with probability p, exactly: the numbers of violations that are still
 * undecided after each outcome, with their probabilities. At `budget` it is undecided for good.
 */
export function fateOf(rule: Rule, p: number, budget: number): Fate {
  let live = new Float64Array(budget + 2);
  live[0] = 1;
  const fate = { corroborated: 0, falsified: 0, undecided: 0, trials: 0 };
  for (let n = 1; n <= budget; n += 1) {
    const next = new Float64Array(budget + 2);
    for (let f = 0; f < n; f += 1) {
      const mass = live[f]!;
      if (mass === 0) continue;
      fate.trials += mass;
      next[f]! += mass * (1 - p);
      next[f + 1]! += mass * p;
    }
    settle(rule, n, next, fate);
    live = next;
  }
  return { ...fate, undecided: live.reduce((sum, mass) => sum + mass, 0) };
}

function settle(rule: Rule, n: number, live: Float64Array, fate: { corroborated: number; falsified: number }): void {
  for (let f = 0; f <= n; f += 1) {
    const said = live[f]! > 0 ? rule(n, f) : undefined;
    if (said === undefined) continue;
    fate[said] += live[f]!;
    live[f] = 0;
  }
}
