import type { Patterns, Task } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import type { TrainingRule } from '../reference/types';
import type { PromptLaw, TrainingSetup } from './law';
import { padded, takeTable, transposed, type Workspace } from './memory';
import { PATTERN_LAW, takeFields } from './structs';

/** `PATTERNS` and `SHAPES` in model/kernel/law.ts. */
const [TOKENS, SHAPES] = [1, 2];
/** Whether pattern prompts are drawn as shapes: other prompts of the same law. */
const DRAWN_AS_SHAPES = true;

/** All that fixes a pattern prompt (li2024, section 2): tokens p = (x, y) [L, dX + dY], the query (x, 0). */
export interface PatternPrompts {
  /** Relevant patterns of length dX: at least 2, and 3 where alpha < 1. */
  readonly mu: readonly Float64Array[];
  /** Irrelevant patterns of length dX; none: inputs carry none. */
  readonly nu: readonly Float64Array[];
  /** Label embedding of length dY. */
  readonly q: Float64Array;
  /** Uniformly one of these; a share `skew` of all prompts is of the first. */
  readonly tasks: readonly Task[];
  readonly contexts: number;
  /** Fraction of contexts with one of the task's two patterns. */
  readonly alpha: number;
  /** κ is uniform in [−K, K]. */
  readonly K: number;
  readonly contextFlips: number;
  readonly queryFlips: number;
  readonly skew: number;
}

/** The law of a pattern prompt. Throws a RangeError when it cannot be drawn from. */
export function patternLaw(prompts: PatternPrompts, shapes = DRAWN_AS_SHAPES): PromptLaw {
  demand(prompts);
  const { mu, nu, q, contexts: L } = prompts;
  const d = mu[0]!.length + q.length;
  const features = shapes ? { features: mu.length + Math.max(nu.length, 1) + 1 } : {};
  return { dX: d, dY: d, L, shared: true, ...features, write: (workspace) => write(workspace, prompts, shapes) };
}

/** Training prompts: of the training tasks, with α and l. */
export function trainingPrompts(
  problem: PatternProblem,
  { mu, nu, q }: Patterns,
  tasks: readonly Task[],
): PatternPrompts {
  const { l, alpha, K, departures } = problem;
  const { contextFlips, queryFlips, skew } = departures;
  return { mu, nu, q, tasks, contexts: l, alpha, K, contextFlips, queryFlips, skew };
}

/** Prompts at test: of tasks that were held out, with α' and l_ts; query labels are never flipped. */
export function testPrompts(problem: PatternProblem, { mu, nu, q }: Patterns, tasks: readonly Task[]): PatternPrompts {
  const { lTest, alphaTest, K, departures } = problem;
  const { contextFlips } = departures;
  return { mu, nu, q, tasks, contexts: lTest, alpha: alphaTest, K, contextFlips, queryFlips: 0, skew: 0 };
}

/** A training on pattern prompts that is evaluated on tasks held out. */
export function patternSetting(
  problem: PatternProblem,
  patterns: Patterns,
  tasks: { readonly training: readonly Task[]; readonly heldOut: readonly Task[] },
): TrainingSetup {
  return {
    rule: patternRule(problem),
    training: patternLaw(trainingPrompts(problem, patterns, tasks.training)),
    evaluation: patternLaw(testPrompts(problem, patterns, tasks.heldOut)),
  };
}

/** How li2024 trains: hinge loss, constant step, no decay. */
function patternRule({ m, B, eta, departures }: PatternProblem): TrainingRule {
  const { batches, frozenAttention, frozenMlp } = departures;
  const frozen = { attention: frozenAttention === 1, value: frozenMlp === 1, mlp: frozenMlp === 1 };
  return { m, B, loss: 'hinge', eta, lambda: 0, stepRate: 0, stepPower: 1, batches, frozen };
}

function demand({ mu, tasks, contexts, alpha }: PatternPrompts): void {
  const patterns = alpha < 1 ? 3 : 2;
  if (mu.length < patterns) throw fault(`at least ${patterns} relevant patterns`, mu.length);
  if (tasks.length === 0) throw fault('a task', 'none');
  if (!(contexts >= 1)) throw fault('at least one context', contexts);
  const stray = tasks.flat().find((pattern) => !(pattern in mu));
  if (stray !== undefined) throw fault(`tasks over ${mu.length} patterns`, `pattern ${stray}`);
}

function fault(expected: string, got: unknown): RangeError {
  return new RangeError(`pattern law: expected ${expected}, got ${got}`);
}

/** Writes `PatternLaw` (model/kernel/law.ts) and its tables; returns where. */
function write(workspace: Workspace, prompts: PatternPrompts, shapes: boolean): number {
  const { mu, nu, tasks, contexts, alpha, K, contextFlips, queryFlips, skew } = prompts;
  const { features, transposed: turned } = tablesOf(prompts);
  const [rows, d] = [features.length, features[0]!.length];
  const table = takeTable(workspace, features, d);
  const place = (row: number) => table + 4 * padded(d) * row;
  const columns = takeTable(workspace, turned, rows);
  const pairs = takePairs(workspace, tasks);
  const label = mu.length + Math.max(nu.length, 1);
  return takeFields(workspace, PATTERN_LAW, [
    { kind: shapes ? SHAPES : TOKENS, shared: 1, dX: padded(d), dY: padded(d), L: contexts },
    { bag: 0, ranges: 0, picks: 0 },
    { relevant: mu.length, irrelevant: nu.length, tasks: tasks.length, rows },
    { mu: table, nu: place(mu.length), label: place(label), columns, pairs },
    { shape: workspace.takeFloats(4 * padded(contexts) + 4) },
    { alpha, K, contextFlips, queryFlips, skew },
  ]);
}

interface PatternTables extends Pick<PatternPrompts, 'nu' | 'q'> {
  readonly features: readonly Float64Array[];
  readonly transposed: readonly Float64Array[];
}

/** A training is asked about dozens of laws over the same patterns: their tables are made once. */
const known = new WeakMap<PatternPrompts['mu'], PatternTables>();

function tablesOf(prompts: PatternPrompts): PatternTables {
  const { mu, nu, q } = prompts;
  const last = known.get(mu);
  if (last?.nu === nu && last.q === q) return last;
  const features = featuresOf(prompts);
  const made = { nu, q, features, transposed: transposed(features, padded(features[0]!.length)) };
  known.set(mu, made);
  return made;
}

/** mu, nu (one of zeros where there are none) and q behind the zeros of the input; then zeros, to a multiple of 4 rows. */
function featuresOf({ mu, nu, q }: PatternPrompts): Float64Array[] {
  const d = mu[0]!.length + q.length;
  const row = (values: Float64Array, at = 0) => {
    const padded = new Float64Array(d);
    padded.set(values, at);
    return padded;
  };
  const rows = [...mu, ...(nu.length > 0 ? nu : [new Float64Array(0)])].map((pattern) => row(pattern));
  rows.push(row(q, d - q.length));
  while (rows.length % 4 > 0) rows.push(row(new Float64Array(0)));
  return rows;
}

function takePairs(workspace: Workspace, tasks: readonly Task[]): number {
  return workspace.takeStruct(tasks.flat(), []);
}
