import { gateOf, meta, resultOf } from '../../../baseline/testing/runs';
import type { ClaimGate } from '../../../compile/compile';
import type { ClaimResult, PartResult, Sighting } from '../../../verdict/result';
import type { FinishedRun } from '../run';

/** Text that means something to XML, to Markdown and to a workflow command; and a control character. */
export const EVIL = '<img src=x onerror=alert(1)> ]]> a|b `c` *d* 100%, x: y\nline \u0001 & "q"';

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
export function decided(name: string, changes: Partial<ClaimResult> = {}): { gate: ClaimGate; result: ClaimResult } {
  const gate = gateOf({ name }, `${name.replace(/[^a-z]/g, '')}.theorem.ts`);
  return { gate, result: resultOf(gate, { parts: [part], slack: 0.5, minimalDetectable: 0.2, ...changes }) };
}

/** A run with a claim of every verdict and an interrupted one; the falsified one has a name that means something everywhere. */
export function everyVerdict(): FinishedRun {
  const claims = [
    decided('good'),
    decided('unsure', { verdict: 'inconclusive', because: 'the budget is spent' }),
    decided(EVIL, { verdict: 'falsified', because: EVIL }),
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
