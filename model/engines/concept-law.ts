import { atTest } from '../../generators/concepts/at-test';
import type { Dictionary } from '../../generators/concepts/dictionary';
import { allDepartures, type ConceptProblem } from '../../generators/concepts/problem';
import type { TrainingRule } from '../reference/types';
import type { Deferred, PromptLaw, TrainingSetup } from './law';
import { padded, transposed, type Workspace } from './memory';
import { CONCEPT_LAW, takeFields } from './structs';

/** `CONCEPTS` in model/kernel/law.ts. */
const KIND = 0;

/** `full`: all noise is drawn. `deferred`: engines draw the projections that they read; the law is the same. */
type Noise = 'full' | 'deferred';

/**
 * The law of a concept prompt (bu2024, data section).
 *
 * @param dictionary of K1 concepts or of another number: then the prompts are about those.
 * @param skew fraction of prompts about concept 0, whatever the uniform draw says.
 */
export function conceptLaw(
  problem: ConceptProblem,
  dictionary: Dictionary,
  skew = 0,
  noise: Noise = 'deferred',
): PromptLaw {
  const { dX, dY, L } = problem;
  const sizes = sizesOf(problem, dictionary);
  const law = { dX, dY, L, shared: false };
  const write = (entry: EntryMap) => (workspace: Workspace) =>
    writeLaw(workspace, problem, dictionary, { skew, noise, sizes, entry });
  if (noise === 'full') return { ...law, write: write(same) };
  const absolute = { ...law, deferred: sizes, write: write(Math.abs) };
  return { ...law, deferred: { ...sizes, absolute }, write: write(same) };
}

/** What becomes of an entry of a feature. */
type EntryMap = (value: number) => number;
const same: EntryMap = (value) => value;

/**
 * A training on concept prompts, evaluated on prompts at test: without departures at test, the same law. Batches of a finite
 * set are used again and again: what one step reads is not all that is ever read, and they are drawn in full.
 */
export function conceptSetting(
  problem: ConceptProblem,
  dictionary: Dictionary,
  noise: Noise = 'deferred',
): TrainingSetup {
  const { trainingSkew, batches } = allDepartures(problem.departures);
  return {
    rule: conceptRule(problem),
    training: conceptLaw(problem, dictionary, trainingSkew, batches > 0 ? 'full' : noise),
    evaluation: conceptLaw(atTest(problem), dictionary, problem.departures.testSkew, noise),
  };
}

function conceptRule({ m, B, eta, lambda, departures }: ConceptProblem): TrainingRule {
  const { stepRate, stepPower, batches, frozenAttention, frozenMlp, hingeLoss } = departures;
  const loss = hingeLoss === 1 ? 'hinge' : 'logistic';
  const frozen = { attention: frozenAttention === 1, value: true, mlp: frozenMlp === 1 };
  return { m, B, loss, eta, lambda, stepRate, stepPower, batches, frozen };
}

function sizesOf({ K2, pNu, sigma, L }: ConceptProblem, { a }: Dictionary): Deferred {
  const groups = pNu > 0 ? Math.ceil(K2 / 4) : 0;
  const entries = 2 * L + 1 + groups * padded(L + 1);
  const compositionBytes = padded(2 * entries) + 4 + 4 * (L + 1) * (a.length - 1);
  return { sigma, groups, nX: padded(2 * a.length) + 4 * groups, nY: padded(2 * a.length), compositionBytes };
}

/** How a law is written beside its problem and dictionary. */
interface WrittenLaw {
  readonly skew: number;
  readonly noise: Noise;
  readonly sizes: Deferred;
  readonly entry: EntryMap;
}

/** Writes `ConceptLaw` (model/kernel/law.ts) and its feature tables; returns where. */
function writeLaw(workspace: Workspace, problem: ConceptProblem, dictionary: Dictionary, written: WrittenLaw): number {
  const { K2, dX, dY, L, sigma, p, pNu, departures } = problem;
  const { positives, foreign, flips, queryFlips } = departures;
  const { skew, noise, sizes, entry } = written;
  const tail = (d: number) => ((d - 1) & 3) + 1;
  return takeFields(workspace, CONCEPT_LAW, [
    { kind: KIND, shared: 0, dX: padded(dX), dY: padded(dY), L, K1: dictionary.a.length, K2 },
    { tailX: tail(dX), tailY: tail(dY), limitP: limit(p), limitNu: limit(pNu) },
    { restP: 256 * p - limit(p), restNu: 256 * pNu - limit(pNu) },
    { deferred: Number(noise === 'deferred'), groups: sizes.groups, nX: sizes.nX, nY: sizes.nY },
    takeTables(workspace, problem, dictionary, sizes, entry),
    { composition: workspace.take(sizes.compositionBytes) },
    { bag: 0, ranges: 0, picks: 0 },
    { sigma, p, pNu, positives, foreign, flips, queryFlips, skew },
  ]);
}

/** Feature tables of a dictionary as they lie in memory, one behind the other, and where each of them begins (floats). */
interface ConceptTables {
  readonly floats: Float32Array;
  readonly starts: Readonly<Record<(typeof TABLES)[number], number>>;
}

const TABLES = ['words', 'labels', 'irrelevant', 'features', 'featuresT', 'labelsT'] as const;

/** Trainings of a block share a dictionary, and so do the laws of a training: its tables are made once. */
const known = new WeakMap<Dictionary, Map<string, ConceptTables>>();

function takeTables(
  workspace: Workspace,
  problem: ConceptProblem,
  dictionary: Dictionary,
  sizes: Deferred,
  entry: EntryMap,
): ConceptTables['starts'] {
  const { floats, starts } = tablesOf(problem, dictionary, sizes, entry);
  const at = workspace.placeTable(floats);
  const places = { ...starts };
  for (const name of TABLES) places[name] = at + 4 * starts[name];
  return places;
}

function tablesOf(problem: ConceptProblem, dictionary: Dictionary, sizes: Deferred, entry: EntryMap): ConceptTables {
  const { dX, dY } = problem;
  const { nX, nY, groups } = sizes;
  const name = [dX, dY, nX, nY, groups, entry === same].join();
  const ofDictionary = known.get(dictionary) ?? new Map<string, ConceptTables>();
  known.set(dictionary, ofDictionary);
  const tables = ofDictionary.get(name) ?? packed(rowsOf(problem, dictionary, sizes, entry));
  ofDictionary.set(name, tables);
  return tables;
}

type TableRows = readonly [rows: readonly Float64Array[], d: number];

function rowsOf(
  { dX, dY }: ConceptProblem,
  dictionary: Dictionary,
  { nX, nY, groups }: Deferred,
  entry: EntryMap,
): Record<(typeof TABLES)[number], TableRows> {
  const of = (rows: readonly Float64Array[]) => rows.map((row) => row.map(entry));
  const words = of(signedPairs(dictionary.a, dictionary.b));
  const irrelevant = of(dictionary.nu);
  const zero = (n: number, d: number) => Array.from({ length: n }, () => new Float64Array(d));
  const nu = irrelevant.slice(0, 4 * groups);
  const features = [...words, ...zero(nX - 4 * groups - words.length, dX), ...nu, ...zero(4 * groups - nu.length, dX)];
  const pairs = of(signedPairs(dictionary.c, dictionary.d));
  const labels = [...pairs, ...zero(nY - pairs.length, dY)];
  return {
    words: [words, dX],
    labels: [labels, dY],
    irrelevant: [subsetSums(irrelevant, dX), dX],
    features: [features, dX],
    featuresT: [transposed(features, padded(dX)), nX],
    labelsT: [transposed(labels, padded(dY)), nY],
  };
}

/** Tables of rows of d floats, each row padded. */
function packed(tables: Record<(typeof TABLES)[number], TableRows>): ConceptTables {
  const starts = {} as Record<(typeof TABLES)[number], number>;
  let length = 0;
  for (const name of TABLES) {
    const [rows, d] = tables[name];
    starts[name] = length;
    length += rows.length * padded(d);
  }
  const floats = new Float32Array(length);
  for (const name of TABLES) {
    const [rows, d] = tables[name];
    for (const [i, row] of rows.entries()) floats.set(row, starts[name] + i * padded(d));
  }
  return { floats, starts };
}

/** The bytes that are events of rate p for certain; one more byte is with what is left of 256 p as its probability. */
function limit(p: number): number {
  return Math.min(255, Math.floor(256 * p));
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
