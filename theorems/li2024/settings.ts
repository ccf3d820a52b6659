import { depart, setting } from '../../generators/dials';
import type { PatternDepartures, PatternProblem } from '../../generators/patterns/problem';
import { enoughShifts } from '../../generators/patterns/tasks';
import type { Dial } from '../../harness';
import { withAlpha, withContexts, withS1 } from './assumptions';

/** M1 patterns of coefficient sum 1 out of the domain, and as many training tasks as the paper asks for. */
const withPatterns = (problem: PatternProblem, M1: number): PatternProblem => ({
  ...problem,
  ...{ M1, M1Out: M1, S1: 1, shifts: enoughShifts(M1), dX: Math.max(problem.dX, M1 + problem.M2) },
});

/** No pair of patterns is left that no training task compares; random shifts may leave some, which the paper allows. */
const comparingPairs = (problem: PatternProblem): PatternProblem => ({
  ...depart<PatternDepartures, PatternProblem>(problem, { everyPair: 1 }),
  shifts: Math.floor(problem.M1 / 2),
});

/** Makes room for directions outside the span of all patterns. */
function withNewDirections(problem: PatternProblem, newDirection: number): PatternProblem {
  const dX = Math.max(problem.dX, problem.M1 + problem.M2 + problem.M1Out);
  return { ...depart<PatternDepartures, PatternProblem>(problem, { newDirection }), dX };
}

/** Dials whose severity is the physical value itself. */
export const settings: Readonly<Record<string, Dial<PatternProblem>>> = {
  fraction: setting("α = α' itself", 'alpha', withAlpha),
  trainingFraction: setting('α itself, at test as drawn', 'alpha', (q, alpha) => ({ ...q, alpha })),
  patternCount: setting('M1 itself, with as many patterns out of the domain', 'M1', withPatterns),
  inputDimension: setting('dX itself', 'dX', (q, dX) => ({ ...q, dX })),
  irrelevance: setting('K itself', 'K', (q, K) => ({ ...q, K })),
  skew: setting('share of training prompts of one fixed task', 'skew', (q, skew) => depart(q, { skew })),
  norm: setting('β itself', 'beta', (q, beta) => ({ ...q, beta })),
  stepScale: setting('η itself', 'eta', (q, eta) => ({ ...q, eta })),
  trainingLength: setting('l itself', 'l', (q, l) => ({ ...q, l })),
  trainingContexts: setting('l = ⌈C/α⌉', 'C', (q, C) => ({ ...q, l: Math.ceil(C / q.alpha) })),
  testLength: setting('l_ts itself', 'l_ts', (q, lTest) => ({ ...q, lTest })),
  testContexts: setting("l_ts = ⌈C/α'⌉", 'C', withContexts),
  sum: setting('S1 itself, three out-of-domain patterns', 'S1', withS1),
  initScale: setting('δ itself', 'delta', (q, delta) => ({ ...q, delta })),
  batchSize: setting('B itself', 'B', (q, B) => ({ ...q, B })),
  coherence: setting('coherence itself', 'coherence', (q, coherence) => depart(q, { coherence })),
  contextFlips: setting('fraction of wrong context labels', 'context flips', (q, contextFlips) =>
    depart(q, { contextFlips }),
  ),
  queryFlips: setting('fraction of training labels flipped', 'query flips', (q, queryFlips) =>
    depart(q, { queryFlips }),
  ),
  trainingTasks: setting('number of shifts, |T_tr|/|T| times M1 − 1', 'shifts', (q, shifts) => ({ ...q, shifts })),
  everyPair: setting('training tasks compare every pair of patterns, in one order', 'every pair', comparingPairs),
  newDirection: setting('share of out-of-domain relevant patterns that no pattern spans', 'sine', withNewDirections),
  frozenAttention: setting('W_Q and W_K frozen', 'frozen attention', (q) => depart(q, { frozenAttention: 1 })),
  frozenMlp: setting('W_V and W_O frozen', 'frozen MLP', (q) => depart(q, { frozenMlp: 1 })),
  ideal: {
    ...setting('closed-form ideal weights, no training', 'ideal', (q) => depart(q, { ideal: 1 })),
    trains: false,
  },
};
