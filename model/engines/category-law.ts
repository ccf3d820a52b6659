import type { Task } from '../../generators/patterns/patterns';
import type { PromptLaw } from './law';
import { padded, takeTable, type Workspace } from './memory';
import { PATTERN_LAW, takeFields } from './structs';
import { bagFields, demandWords } from './word-law';

/** `PATTERNS` in model/kernel/law.ts. */
const KIND = 1;

/** All that fixes a prompt of li2024 whose inputs are gathered: tokens p = (x, y) [L, dX + dY], the query (x, 0). */
export interface CategoryPrompts {
  /** Of every category the vectors of its words, [categories][n][dX]; n ≥ 2 · bag, since no word of the query is in a context. */
  readonly words: readonly (readonly Float64Array[])[];
  /** Label embedding of length dY. */
  readonly q: Float64Array;
  /** Uniformly one of these; a share `skew` of all prompts is of the first. */
  readonly tasks: readonly Task[];
  readonly contexts: number;
  /** Words that are averaged to one input, without replacement. */
  readonly bag: number;
  /** Fraction of contexts with one of the task's two categories; below 1 it takes three categories at least. */
  readonly alpha: number;
  readonly contextFlips: number;
  readonly queryFlips: number;
  readonly skew: number;
}

/** The law of pattern prompts over categories of words. Throws RangeError for a category of too few words. */
export function categoryLaw(prompts: CategoryPrompts): PromptLaw {
  const { words, q, bag, contexts: L } = prompts;
  demandWords(words, bag, 'categoryLaw', 'a category');
  const d = words[0]![0]!.length + q.length;
  return { dX: d, dY: d, L, shared: true, write: (workspace) => write(workspace, prompts, d) };
}

function write(workspace: Workspace, prompts: CategoryPrompts, d: number): number {
  const { words, q, tasks, contexts, bag, alpha, contextFlips, queryFlips, skew } = prompts;
  const label = Float64Array.of(...new Float64Array(d - q.length), ...q);
  return takeFields(workspace, PATTERN_LAW, [
    { kind: KIND, shared: 1, dX: padded(d), dY: padded(d), L: contexts },
    bagFields(workspace, words, bag),
    { relevant: words.length, irrelevant: 0, tasks: tasks.length, rows: 0 },
    { mu: takeTable(workspace, words.flat(), d), nu: 0, label: takeTable(workspace, [label], d), columns: 0 },
    { pairs: workspace.takeStruct(tasks.flat(), []), shape: 0 },
    { alpha, K: 0, contextFlips, queryFlips, skew },
  ]);
}
