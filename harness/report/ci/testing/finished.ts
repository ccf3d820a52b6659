import { decidedResult, gateOf, meta } from '../../../baseline/testing/runs';
import type { ClaimGate } from '../../../compile/compile';
import type { ClaimResult, PartResult, Sighting } from '../../../verdict/results/result';
import type { FinishedRun } from '../run';

/** A name that means something to XML, to Markdown and to a workflow command. */
export const NAME = '<img src=x onerror=alert(1)> ]]> a|b `c` *d* 100%, x: y & "q"';
/** A text that names cannot be: with a line feed, a control character, an ANSI escape and a bidi override. */
export const EVIL = `${NAME}\n::error::line \u0001 \u001b[2J \u202e`;
/** What is left of it. */
export const SPELLED = `${NAME} ::error::line \\u0001 \\u001b[2J \\u202e`;

const sighting: Sighting = { index: 7, measured: 0.3, allowed: 0.25, factor: 1.2, note: EVIL };

const part: PartResult = {
  label: 'mixture',
  stream: { family: 'toy', source: 'region', dials: {}, epoch: 'gate-1' },
  delta: 0.05,
  margin: 0.05,
  trials: 67,
  unknown: 0,
  mean: 0,
  interval: [0, 0.1],
  logECorroborate: 1,
  logEFalsify: 0,
  median: sighting,
  worst: sighting,
  outcomes: { x: [], measured: [], allowed: [], factor: [] },
};

/** A claim called `name` with its result. */
function decided(name: string, changes: Partial<ClaimResult> = {}): { gate: ClaimGate; result: ClaimResult } {
  const gate = gateOf({ name }, `${name.replace(/[^a-z]/g, '')}.theorem.ts`);
  return {
    gate,
    result: decidedResult(gate, { parts: [part], slack: 0.5, notices: 3, minimalDetectable: 0.2, ...changes }),
  };
}

/** A run with a claim of every verdict and an interrupted one; the falsified one has a name that means something everywhere. */
export function everyVerdict(): FinishedRun {
  const claims = [
    decided('good'),
    decided('unsure', { verdict: 'inconclusive', because: 'the budget is spent' }),
    decided(NAME, { verdict: 'falsified', because: EVIL }),
    decided('empty', { verdict: 'vacuous', because: 'a control passed' }),
    decided('crashed', { verdict: 'error', because: 'no table', parts: [] }),
  ];
  const interrupted = decided('interrupted').gate;
  return {
    results: claims.map(({ result }) => result),
    meta: { ...meta, complete: false },
    gates: [...claims.map(({ gate }) => gate), interrupted],
    broken: new Map([['broken.theorem.ts', 'broken.theorem.ts: expected a horizon, got <none> ]]>']]),
  };
}
