/**
 * What bracketing would answer in place of the first crossing on the whole grid, for every quantity of the gate that asks for one:
 * bisection between a point above the level and one below it needs fewer evaluations, and finds *some* crossing.
 */
import type { ConceptProblem } from '../generators/concepts/problem';
import { referenceProblem } from '../generators/concepts/reference';
import type { PatternProblem } from '../generators/patterns/problem';
import { referencePatterns } from '../generators/patterns/reference';
import { errorRate } from '../model/one-layer/observations';
import { meanOf } from '../model/reference/linear';
import { bu2024 } from '../theorems/bu2024/family';
import { li2024 } from '../theorems/li2024/family';
import { FRACTIONS, LENGTHS, SUFFICIENT } from '../theorems/li2024/measured/lengths';
import { seedsOf } from './seeds';

const UNITS = 40;
const KEY = [1, 1] as const;

/** A curve and the level that it has to come down to. */
interface Sought {
  readonly values: readonly number[];
  readonly level: number;
}

/** Counts of curves on which bracketing answers otherwise, and what it would evaluate. */
export async function bracketing(): Promise<void> {
  console.log(`${UNITS} units of each kind: curves that cross, more than once, bracketing finds another crossing`);
  report('li2024, hinge loss .3, every 3 steps', await hinges());
  report('li2024, error .05 by prompt length, four α′, reference', await lengths(() => referencePatterns));
  report('the same at the corners', await lengths(cornerOf(li2024.corners)));
  report('the same, .23 of the contexts labelled wrongly', await lengths(() => mislabelled(0.23)));
  report('bu2024, mean error of 32 trainings, 2^−2, 2^−4, 2^−6', await errorsOfBlocks());
  report('bu2024, error 2^−2 … 2^−6 above Bayes, 13 points, reference', await errors(() => referenceProblem));
  report('the same at the corners', await errors(cornerOf(bu2024.corners)));
  report('the same, κ = .705', await errors(() => ({ ...referenceProblem, kappaX: 0.705, kappaY: 0.705 })));
}

/** All corners in turn. */
const cornerOf =
  <P>(corners: Readonly<Record<string, P>>) =>
  (index: number): P =>
    Object.values(corners)[index % Object.keys(corners).length]!;

/** A near miss of the claim on lengths. */
const mislabelled = (contextFlips: number): PatternProblem => ({
  ...referencePatterns,
  departures: { ...referencePatterns.departures, contextFlips },
});

function report(what: string, sought: readonly Sought[]): void {
  const crossing = sought.filter(({ values, level }) => values[0]! > level && values.some((value) => value <= level));
  const again = crossing.filter(returns);
  const other = crossing.filter((one) => bisected(one) !== first(one));
  const [all, few] = [meanOf(crossing.map(({ values }) => values.length)), meanOf(crossing.map(evaluations))];
  const counts = `${crossing.length} of ${sought.length}, ${again.length}, ${other.length}`;
  console.log(`  ${what}: ${counts}; ${few.toFixed(1)} evaluations in place of ${all.toFixed(1)}`);
}

const first = ({ values, level }: Sought): number => values.findIndex((value) => value <= level);

const returns = (one: Sought): boolean => one.values.slice(first(one)).some((value) => value > one.level);

/** The first point of the crossing that bisection ends at; where the last point is above the level, none is found. */
function bisected({ values, level }: Sought): number {
  let [above, below] = [0, values.length - 1];
  if (values[below]! > level) return -1;
  while (below - above > 1) {
    const middle = (above + below) >> 1;
    if (values[middle]! <= level) below = middle;
    else above = middle;
  }
  return below;
}

/** Both ends, and one for every halving. */
const evaluations = ({ values }: Sought): number => 2 + Math.ceil(Math.log2(values.length - 1));

const units = <V>(of: (index: number) => Promise<V>): Promise<V[]> =>
  Promise.all(Array.from({ length: UNITS }, (_, index) => of(index)));

/** 'steps scale like a power of α': one training at each fraction. */
async function hinges(): Promise<readonly Sought[]> {
  await li2024.prepare('fused');
  const fractions = [0.2, 0.3, 0.4, 0.6, 0.8, 1];
  const curves = await units(async (index) => {
    const alpha = fractions[index % fractions.length]!;
    const problem = { ...referencePatterns, l: 40, lTest: 40, alpha, alphaTest: alpha };
    const training = await li2024.train(problem, seedsOf(index), 'fused');
    const { hingeAsTrained } = li2024.observations;
    return Array.from({ length: 31 }, (_, i) => {
      training.advance(3 * i);
      return hingeAsTrained.measure(training, { step: 3 * i, prompts: 128, key: KEY });
    });
  });
  return curves.map((values) => ({ values, level: 0.3 }));
}

/** 'the sufficient prompt length scales like 1/α′', at the horizon. */
async function lengths(problemOf: (index: number) => PatternProblem): Promise<readonly Sought[]> {
  const unitOf = (problem: PatternProblem) => (li2024.symbols(problem) as { unit: number }).unit;
  const curves = await units(async (index) => {
    const problem = problemOf(index);
    const horizon = Math.ceil((REFERENCE_HORIZON * unitOf(problem)) / unitOf(referencePatterns) - 1e-9);
    const training = await li2024.train(problem, seedsOf(index), 'fused');
    training.advance(horizon);
    const error = (alpha: number, contexts: number) =>
      errorRate(training.answers(KEY, horizon, 1000, training.heldOut({ alpha, contexts })));
    return FRACTIONS.map((alpha) => [0.5, ...LENGTHS.map((contexts) => error(alpha, contexts))]);
  });
  return curves.flat().map((values) => ({ values, level: SUFFICIENT }));
}

/** Steps to the horizon of the reference problem of li2024. */
const REFERENCE_HORIZON = 209;

async function errorCurve(problem: ConceptProblem, index: number, steps: readonly number[], prompts: number) {
  const training = await bu2024.train(problem, seedsOf(index), 'fused');
  return steps.map((step) => {
    training.advance(step);
    return bu2024.observations.error.measure(training, { step, prompts, key: [index, step] });
  });
}

/** 'the 0–1 error decays faster than a power law'. */
async function errorsOfBlocks(): Promise<readonly Sought[]> {
  const { unit } = bu2024.symbols(referenceProblem) as { unit: number };
  const steps = Array.from({ length: 21 }, (_, i) => Math.round((i * unit) / 5));
  const curves = await units(async (block) => {
    const members: number[][] = [];
    for (let i = 0; i < 32; i++) members.push(await errorCurve(referenceProblem, 100 + 32 * block + i, steps, 64));
    return steps.map((_, i) => meanOf(members.map((values) => values[i]!)));
  });
  return curves.flatMap((values) => [2, 4, 6].map((power) => ({ values, level: 2 ** -power })));
}

/** 'Bayes-optimal error in logarithmically many steps'. */
async function errors(problemOf: (index: number) => ConceptProblem): Promise<readonly Sought[]> {
  const found = await units(async (index) => {
    const problem = problemOf(index);
    const { unit, bayes } = bu2024.symbols(problem) as { unit: number; bayes: number };
    const steps = Array.from({ length: 13 }, (_, i) => Math.round(i * unit));
    const values = await errorCurve(problem, 5000 + index, steps, 1280);
    return [2, 3, 4, 5, 6].map((power) => ({ values, level: 2 ** -power + bayes }));
  });
  return found.flat();
}
