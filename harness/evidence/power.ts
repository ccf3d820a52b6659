import { logEOfCounts } from './eprocess';
import { type Asserted, corroborateGrid, falsifyGrid, outcomesOf } from './grids';
import { reaches } from './reaches';

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

export interface DecisionProbabilities {
  readonly corroborated: number;
  readonly falsified: number;
  readonly undecided: number;
  /** Mean number of trials consumed. */
  readonly trials: number;
}

/** Per index n = 1 … budget: falsified from this many violations on, corroborated up to that many (−1: never). */
interface Boundaries {
  readonly falsify: Int32Array;
  readonly corroborate: Int32Array;
}

/**
 * The probabilities of each decision when every trial violates independently with probability p, exactly: dynamic
 * programming over the number of violations, both boundaries absorbing. For `mean` claims the outcome is the two-point one
 * (1 with probability p, else 0), and should be labelled so.
 */
export function decisionProbabilities(design: Design, p: number): DecisionProbabilities {
  return run(boundariesOf(design), design.budget, p);
}

/**
 * Smallest rate of violation that is falsified within the budget with at least this probability, rounded up to 1e-4;
 * undefined where even p = 1 is not.
 */
export function minimalDetectable(design: Design, probability = 0.95): number | undefined {
  const boundaries = boundariesOf(design);
  const detected = (steps: number) => run(boundaries, design.budget, steps / 1e4).falsified >= probability;
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

/** Both boundaries rise with n, so that each is found by a single walk. */
function boundariesOf(design: Design): Boundaries {
  const { asserted, alphaC, alphaF, budget, parts = 1 } = design;
  const outcomes = outcomesOf(asserted.kind);
  const down = corroborateGrid(outcomes, asserted.delta + asserted.margin);
  const up = falsifyGrid(outcomes, asserted.delta);
  const falsify = new Int32Array(budget + 1);
  const corroborate = new Int32Array(budget + 1).fill(-1);
  let least = 0;
  let most = -1;
  for (let n = 1; n <= budget; n += 1) {
    while (least <= n && !reaches(logEOfCounts(up, n - least, least), alphaF / parts)) least += 1;
    while (most < n && reaches(logEOfCounts(down, n - most - 1, most + 1), alphaC)) most += 1;
    falsify[n] = least;
    corroborate[n] = most;
  }
  return { falsify, corroborate };
}

function run({ falsify, corroborate }: Boundaries, budget: number, p: number): DecisionProbabilities {
  let live = new Float64Array(budget + 2); // [violations]
  live[0] = 1;
  let corroborated = 0;
  let falsified = 0;
  let trials = 0;
  for (let n = 1; n <= budget; n += 1) {
    trials += sum(live);
    const next = advanced(live, n, p);
    falsified += absorb(next, falsify[n]!, n);
    corroborated += absorb(next, 0, corroborate[n]!);
    live = next;
  }
  return { corroborated, falsified, undecided: sum(live), trials };
}

function advanced(live: Float64Array<ArrayBuffer>, n: number, p: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(live.length);
  for (let f = 0; f <= n; f += 1) next[f] = live[f]! * (1 - p) + (f > 0 ? live[f - 1]! * p : 0);
  return next;
}

/** Takes out the states from … to, and returns their mass. */
function absorb(live: Float64Array, from: number, to: number): number {
  const states = live.subarray(from, Math.max(from, to + 1));
  const mass = sum(states);
  states.fill(0);
  return mass;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
