import { atTest } from '../../generators/concepts/at-test';
import type { Dictionary } from '../../generators/concepts/dictionary';
import type { ConceptProblem } from '../../generators/concepts/problem';
import type { TrainingRule } from '../types';
import type { PromptLaw, Setting } from './law';
import { padded, takeTable, type Workspace } from './memory';

/** `CONCEPTS` in model/kernel/law.ts. */
const KIND = 0;

/**
 * The law of a concept prompt (bu2024, data section).
 *
 * @param dictionary of K1 concepts or of another number: then the prompts are about those.
 * @param skew fraction of prompts about concept 0, whatever the uniform draw says.
 */
export function conceptLaw(problem: ConceptProblem, dictionary: Dictionary, skew = 0): PromptLaw {
  const { dX, dY, L } = problem;
  return { dX, dY, L, shared: false, write: (workspace) => write(workspace, problem, dictionary, skew) };
}

/** A training on concept prompts, evaluated on prompts at test: without departures at test, the same law. */
export function conceptSetting(problem: ConceptProblem, dictionary: Dictionary): Setting {
  return {
    rule: conceptRule(problem),
    training: conceptLaw(problem, dictionary),
    evaluation: conceptLaw(atTest(problem), dictionary, problem.departures.testSkew),
  };
}

function conceptRule({ m, B, eta, lambda, departures }: ConceptProblem): TrainingRule {
  const { stepRate, stepPower, batches, frozenAttention, frozenMlp } = departures;
  const frozen = { attention: frozenAttention === 1, value: true, mlp: frozenMlp === 1 };
  return { m, B, loss: 'logistic', eta, lambda, stepRate, stepPower, batches, frozen };
}

/** Writes `ConceptLaw` (model/kernel/law.ts) and its feature tables; returns where. */
function write(workspace: Workspace, problem: ConceptProblem, dictionary: Dictionary, skew: number): number {
  const { K2, dX, dY, L, sigma, p, pNu, departures } = problem;
  const words = takeTable(workspace, signedPairs(dictionary.a, dictionary.b), dX);
  const labels = takeTable(workspace, signedPairs(dictionary.c, dictionary.d), dY);
  const irrelevant = takeTable(workspace, subsetSums(dictionary.nu, dX), dX);
  const tail = (d: number) => ((d - 1) & 3) + 1;
  const shape = [KIND, 0, padded(dX), padded(dY), L, dictionary.a.length, K2, tail(dX), tail(dY)];
  return workspace.takeStruct(
    [...shape, words, labels, irrelevant, limit(p), limit(pNu)],
    [sigma, p, pNu, departures.positives, departures.foreign, departures.flips, departures.queryFlips, skew],
  );
}

/** The largest 32-bit word, read as signed, that counts as an event of rate p. Rates are multiples of 2^-32; 1 is exact. */
function limit(p: number): number {
  return Math.max(1, Math.round(p * 2 ** 32)) - 1 - 2 ** 31;
}

/** For every four rows (the last group filled up with zeros) the sums of their 16 subsets; bit i of the subset is row i. */
function subsetSums(rows: readonly Float64Array[], d: number): Float64Array[] {
  const sums: Float64Array[] = [];
  for (let group = 0; group < rows.length; group += 4) {
    for (let subset = 0; subset < 16; subset++) {
      const chosen = rows.slice(group, group + 4).filter((_, i) => subset & (1 << i));
      sums.push(new Float64Array(d).map((_, j) => chosen.reduce((sum, row) => sum + row[j]!, 0)));
    }
  }
  return sums;
}

/** a_0 − b_0, a_0 + b_0, a_1 − b_1, … */
function signedPairs(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.flatMap((row, k) => [row.map((value, i) => value - b[k]![i]!), row.map((value, i) => value + b[k]![i]!)]);
}
