import { logEOfCounts } from './eprocess';
import { type Asserted, corroborateGrid, falsifyGrid, outcomeKind } from './grids';
import { reachesLevel } from './reaches';

/** A part of a claim as it will be tested: what it asserts, the levels, and the number of trials. */
export interface Design {
  readonly asserted: Asserted;
  readonly alphaC: number;
  readonly alphaF: number;
  readonly budget: number;
  /**
   * Number of parts of the claim (default 1). Falsification averages e-values over the parts, so one violated part has to
   * reach parts/α_F on its own, at most: with several parts the figures below are lower bounds on the power.
   */
  readonly parts?: number;
}

interface DecisionProbabilities {
  readonly corroborated: number;
  readonly falsified: number;
  readonly undecided: number;
  /** Mean number of trials consumed. */
  readonly trials: number;
}

/**
 * Per index n = 1, 2, …: falsified from this many violations on, corroborated up to that many (−1: never). They end with the
 * budget, or with the first index at which every count of violations is decided.
 */
interface Boundaries {
  readonly falsify: readonly number[];
  readonly corroborate: readonly number[];
}

/**
 * The probabilities of each decision when every trial violates independently with probability p, exactly: dynamic
 * programming over the number of violations, both boundaries absorbing. For `mean` claims the outcome is the two-point one
 * (1 with probability p, else 0), and should be labelled so.
 */
export function decisionProbabilities(design: Design, p: number): DecisionProbabilities {
  return run(boundariesOf(design), p);
}

/**
 * Smallest rate of violation that is falsified within the budget with at least this probability, rounded up to 1e-4;
 * undefined where even p = 1 is not.
 */
export function minimalDetectable(design: Design, probability = 0.95): number | undefined {
  const boundaries = boundariesOf(design);
  const detected = (steps: number) => run(boundaries, steps / 1e4).falsified >= probability;
  if (!detected(1e4)) return undefined;
  let missed = 0;
  let found = 1e4;
  while (found - missed > 1) {
    const middle = Math.floor((missed + found) / 2);
    if (detected(middle)) found = middle;
    else missed = middle;
  }
  return found / 1e4;
}

/**
 * Both boundaries rise with n, so that each is found by a single walk. They never cross: a pass is no evidence for a violation, so that
 * `least` does not fall, nor is a violation evidence for passes, so that `most` rises by one at most; at a distance of 1 the walk ends.
 */
function boundariesOf(design: Design): Boundaries {
  const { asserted, alphaC, alphaF, budget, parts = 1 } = design;
  const outcomes = outcomeKind(asserted.kind);
  const down = corroborateGrid(outcomes, asserted.delta + asserted.margin);
  const up = falsifyGrid(outcomes, asserted.delta);
  const falsify = [0];
  const corroborate = [-1];
  let least = 1; // no violation falsifies nothing
  let most = -1;
  for (let n = 1; n <= budget && least - most !== 1; n += 1) {
    while (least <= n && !reachesLevel(logEOfCounts(up, n - least, least), alphaF / parts)) least += 1;
    while (reachesLevel(logEOfCounts(down, n - most - 1, most + 1), alphaC)) most += 1;
    falsify.push(least);
    corroborate.push(most);
  }
  return { falsify, corroborate };
}

/**
 * Walks the probabilities of the counts of violations that are undecided, from … to, in place. Few of them are: n trials
 * leave a band of some √n counts open, which is why a budget of 100,000 takes no minutes.
 */
function run({ falsify, corroborate }: Boundaries, p: number): DecisionProbabilities {
  const live = new Float64Array(falsify.length); // [violations]
  live[0] = 1;
  let [from, to] = [0, 0];
  let corroborated = 0;
  let falsified = 0;
  let trials = 0;
  for (let n = 1; n < falsify.length; n += 1) {
    trials += sum(live.subarray(from, to + 1));
    advance(live, from, to, p);
    falsified += absorb(live, falsify[n]!, to + 1);
    corroborated += absorb(live, from, corroborate[n]!);
    to = Math.min(to + 1, falsify[n]! - 1);
    from = Math.max(from, corroborate[n]! + 1);
  }
  return { corroborated, falsified, undecided: sum(live.subarray(from, to + 1)), trials };
}

/** One more trial: from the top, since each count is reached from itself and from the one below. */
function advance(live: Float64Array, from: number, to: number, p: number): void {
  for (let f = to + 1; f > from; f -= 1) live[f] = live[f]! * (1 - p) + live[f - 1]! * p;
  live[from] = live[from]! * (1 - p);
}

/** Takes out the counts from … to, none where they end before they begin, and returns their mass. */
function absorb(live: Float64Array, from: number, to: number): number {
  const counts = live.subarray(from, to + 1);
  const mass = sum(counts);
  counts.fill(0);
  return mass;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
