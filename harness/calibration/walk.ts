/** What a rule says after n outcomes of which f are violations; nothing while it goes on. */
export type Rule = (n: number, f: number) => 'corroborated' | 'falsified' | undefined;

/** P(violation) of outcome i, from 0 on, given the one before it. */
export type Rates = (i: number, before: 0 | 1 | undefined) => number;

/** Probabilities of what a rule comes to. */
export interface Fate {
  readonly corroborated: number;
  readonly falsified: number;
  readonly undecided: number;
  /** Mean number of outcomes. */
  readonly trials: number;
}

/** What is undecided, by the number of violations: after a pass, and after a violation. */
type Live = readonly [Float64Array, Float64Array];

/**
 * What a rule comes to on outcomes that violate with probability p each, or as `Rates` says, exactly: the numbers of violations that
 * are still undecided after each outcome, with their probabilities. At `budget` it is undecided for good.
 */
export function fateOf(rule: Rule, p: number | Rates, budget: number): Fate {
  const rates = typeof p === 'number' ? () => p : p;
  const fate = { corroborated: 0, falsified: 0, undecided: 0, trials: 0 };
  let live: Live = [new Float64Array(budget + 2), new Float64Array(budget + 2)];
  live[0][0] = 1;
  for (let n = 1; n <= budget; n += 1) {
    fate.trials += mass(live, n);
    live = advanced(live, n, rates);
    takeDecided(rule, n, live, fate);
  }
  return { ...fate, undecided: mass(live, budget + 1) };
}

function advanced(live: Live, n: number, rates: Rates): Live {
  const next: Live = [new Float64Array(live[0].length), new Float64Array(live[0].length)];
  for (const before of [0, 1] as const) {
    const p = rates(n - 1, n === 1 ? undefined : before);
    for (let f = 0; f < n; f += 1) {
      const mass = live[before][f]!;
      if (mass === 0) continue;
      next[0][f]! += mass * (1 - p);
      next[1][f + 1]! += mass * p;
    }
  }
  return next;
}

function takeDecided(
  rule: Rule,
  n: number,
  [held, violated]: Live,
  fate: { corroborated: number; falsified: number },
): void {
  for (let f = 0; f <= n; f += 1) {
    const both = held[f]! + violated[f]!;
    const said = both > 0 ? rule(n, f) : undefined;
    if (said === undefined) continue;
    fate[said] += both;
    held[f] = 0;
    violated[f] = 0;
  }
}

/** Before outcome n, of which all numbers below n can have been violations. */
function mass(live: Live, n: number): number {
  let sum = 0;
  for (const one of live) for (let f = 0; f < n; f += 1) sum += one[f]!;
  return sum;
}
