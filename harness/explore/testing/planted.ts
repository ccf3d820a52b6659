import * as fc from 'fast-check';
import { hash } from '../../base/hash';
import { type Outcome, ofOneAtom } from '../../evidence/outcome';
import type { Family } from '../../statement/family';
import { toyFamily } from '../../statement/testing/toy-family';
import { exploredProblem, exploredSource, shrinksOf } from '../../trials/draw/explored';
import { type ProblemTrial, Stopped, type Subject } from '../subject';

/** Problems with names as those of a paper; a claim about them holds or not by a rate that a test plants. */
export interface Planted {
  readonly K: number;
  readonly L: number;
  readonly kappa: number;
}

export const plantedProblems = fc.record(
  {
    K: fc.integer({ min: 2, max: 6 }),
    L: fc.integer({ min: 2, max: 8 }).map((half) => 2 * half),
    kappa: fc.integer({ min: 0, max: 1000 }).map((j) => j / 1000),
  },
  { noNullPrototype: true },
);

interface PlantedPlan {
  /** Probability that a training of this problem violates the claim. */
  readonly rate: (problem: Planted) => number;
  /** An exploration of its own: its draws and its coins. */
  readonly run?: number;
  readonly delta?: number;
  /** Feasible problems; default all. */
  readonly feasible?: (problem: Planted) => boolean;
  /** Overrides the coin. */
  readonly coin?: (problem: Planted, unit: number) => boolean | 'unknown' | undefined;
  /** Trials after which the search is asked to end. */
  readonly stopAfter?: number;
}

/** A subject without trainings. As in a real one, the coins of a shrunk problem are those of the draw that it came from. */
export function plantedSubject({
  rate,
  run = 1,
  delta = 0.05,
  feasible,
  coin,
  stopAfter,
}: PlantedPlan): Subject & { asked: ProblemTrial[] } {
  const family = { ...toyFamily, problems: plantedProblems } as unknown as Family;
  const asked: ProblemTrial[] = [];
  const known = new Map<string, Planted | undefined>();
  const draw = (path: string) => {
    const found = exploredProblem(family, exploredSource({ seed: run, path })) as Planted;
    return feasible && !feasible(found) ? undefined : found;
  };
  const problem = (path: string) => {
    if (!known.has(path)) known.set(path, draw(path));
    return known.get(path);
  };
  return {
    asked,
    evidence: [{ kind: 'prob', delta, margin: 0.05 }],
    problem,
    shrinks: (path, most) => shrinksOf(family, run, path, most),
    expect: () => {},
    trial: async (path, unit) => {
      if (asked.length === stopAfter) throw new Stopped();
      asked.push([path, unit]);
      const own = problem(path)!;
      const uniform = Number.parseInt(hash(run, path.split(':')[0], unit).slice(0, 8), 16) / 2 ** 32;
      const violates = coin?.(own, unit) ?? uniform < rate(own);
      return [outcomeOf(violates)];
    },
  };
}

function outcomeOf(violates: boolean | 'unknown'): Outcome {
  const x = violates === 'unknown' ? 'unknown' : violates ? 1 : 0;
  return ofOneAtom({ x, measured: Number(x), allowed: 0.5, factor: x === 1 ? 2 : 0 });
}
