import { depart, dial, drawn, geometric, setting } from '../../generators/dials';
import type { PatternProblem } from '../../generators/patterns/problem';
import type { Region } from '../../generators/region';
import type { Assumption, Dial } from '../../harness';
import { assumptions as oneLayer } from '../li2024/assumptions';
import { settings as oneLayerSettings } from '../li2024/settings';

/** The region of li2024, smaller, so that a training takes about a second; prompts at test are those of training. */
export const region: Region = [
  { symbol: 'M1', law: 'count', from: 4, to: 5 },
  { symbol: 'M2', law: 'count', from: 4, to: 6 },
  { symbol: 'slack', law: 'count', from: 0, to: 2 },
  { symbol: 'dY', law: 'count', from: 2, to: 4 },
  { symbol: 'l', law: 'count', from: 12, to: 16 },
  { symbol: 'alpha', law: 'uniform', from: 0.6, to: 0.8 },
  { symbol: 'K', law: 'uniform', from: 0.1, to: 0.5 },
  { symbol: 'beta', law: 'constant', from: 2, to: 2 },
  { symbol: 'S1', law: 'constant', from: 1, to: 1 },
  { symbol: 'm', law: 'even count', from: 32, to: 48 },
  { symbol: 'B', law: 'count', from: 32, to: 48 },
  { symbol: 'delta', law: 'log-uniform', from: 0.15, to: 0.2 },
  { symbol: 'eta', law: 'log-uniform', from: 0.4, to: 0.6 },
];

const { orthogonalPatterns, boundedIrrelevance, correctContexts, relevantContexts, coveringTasks, smallInit } =
  oneLayer as Readonly<Record<string, Assumption<PatternProblem>>>;

/** One of the assumptions of one layer on the region of this family, with a dial that starts at its edge. */
function here(name: string, dialHere: Dial<PatternProblem>, ...symbols: string[]): Assumption<PatternProblem> {
  return { ...oneLayer[name]!, region: drawn(region, ...symbols), dial: dialHere };
}

/** The assumptions of li2024 that this family is drawn under. */
export const assumptions: Readonly<Record<string, Assumption<PatternProblem>>> = {
  orthogonalPatterns: orthogonalPatterns!,
  boundedIrrelevance: boundedIrrelevance!,
  correctContexts: correctContexts!,
  relevantContexts: { ...relevantContexts!, region: { ...drawn(region, 'alpha'), alphaTest: 'alpha' } },
  longTrainingPrompts: here(
    'longTrainingPrompts',
    dial('shorter prompts, in training and at test', 'l', geometric(12, 1), (q, l) => withLength(q, Math.round(l))),
    'l',
  ),
  coveringTasks: coveringTasks!,
  largeBatch: here(
    'largeBatch',
    dial('smaller batches', 'B', geometric(32, 1), (q, B) => ({ ...q, B: Math.round(B) })),
    'B',
  ),
  smallInit: smallInit!,
  smallStep: here(
    'smallStep',
    dial('larger steps', 'eta', geometric(0.6, 10), (q, eta) => ({ ...q, eta })),
    'eta',
  ),
  wide: here(
    'wide',
    dial('fewer neurons', 'm', geometric(32, 1), (q, m) => ({ ...q, m: Math.round(m) })),
    'm',
  ),
};

const withLength = (problem: PatternProblem, l: number): PatternProblem => ({ ...problem, l, lTest: l });

const { initScale, contextFlips, queryFlips, ideal } = oneLayerSettings as Readonly<
  Record<string, Dial<PatternProblem>>
>;

/** Dials whose severity is the physical value itself. */
export const settings: Readonly<Record<string, Dial<PatternProblem>>> = {
  initScale: initScale!,
  contextFlips: contextFlips!,
  queryFlips: queryFlips!,
  ideal: ideal!,
  stepScale: setting('η itself', 'eta', (q, eta) => ({ ...q, eta })),
  frozenAttention: setting('W_Q and W_K of every layer frozen', 'frozen attention', (q) =>
    depart(q, { frozenAttention: 1 }),
  ),
};
