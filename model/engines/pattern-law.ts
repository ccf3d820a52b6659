import type { Patterns, Task } from '../../generators/patterns/patterns';
import type { PatternProblem } from '../../generators/patterns/problem';
import type { TrainingRule } from '../types';
import type { PromptLaw, Setting } from './law';
import { padded, takeTable, type Workspace } from './memory';
import { PATTERN_LAW, takeFields } from './structs';

/** `PATTERNS` in model/kernel/law.ts. */
const KIND = 1;

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
export function patternLaw(prompts: PatternPrompts): PromptLaw {
  demand(prompts);
  const d = prompts.mu[0]!.length + prompts.q.length;
  return { dX: d, dY: d, L: prompts.contexts, shared: true, write: (workspace) => write(workspace, prompts, d) };
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
): Setting {
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
function write(workspace: Workspace, prompts: PatternPrompts, d: number): number {
  const { mu, nu, q, tasks, contexts, alpha, K, contextFlips, queryFlips, skew } = prompts;
  const label = new Float64Array(d);
  label.set(q, d - q.length);
  const rows = (patterns: readonly Float64Array[]) => takeTable(workspace, patterns, d);
  // Without irrelevant patterns the kernel still reads one row.
  const [first, second] = [rows(mu), rows(nu.length > 0 ? nu : [new Float64Array(d)])];
  return takeFields(workspace, PATTERN_LAW, {
    ...{ kind: KIND, shared: 1, dX: padded(d), dY: padded(d), L: contexts },
    ...{ relevant: mu.length, irrelevant: nu.length, tasks: tasks.length },
    ...{ mu: first, nu: second, label: rows([label]), pairs: takePairs(workspace, tasks) },
    ...{ alpha, K, contextFlips, queryFlips, skew },
  });
}

function takePairs(workspace: Workspace, tasks: readonly Task[]): number {
  return workspace.takeStruct(tasks.flat(), []);
}
