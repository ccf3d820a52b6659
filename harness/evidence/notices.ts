import { EProcess } from './eprocess';
import type { X } from './evidence';
import { type Asserted, outcomeKind } from './grids';
import { logSumExp } from './logsumexp';
import { reachesLevel } from './reaches';
import type { Consumed } from './slack';

const BISECTIONS = 40;
/** Beyond this, nothing that could be called a deterioration of the same quantity is noticed. Ours. */
const MOST = 1e6;

/**
 * The smallest factor ≥ 1 by which the measured quantity could be worse on these same trials, and the claim would be
 * falsified: "an error three times as large would have been noticed" is 3. Worse is meant as slack means tighter: by s, a unit
 * violates when s times its `factor` exceeds 1; an outcome of a mean becomes min(1, s x). Undefined where nothing is noticed.
 */
export function notices(parts: readonly Consumed[], alphaF: number): number | undefined {
  const falsified = (s: number) => falsifiedAt(parts, s, alphaF);
  if (!falsified(MOST)) return undefined;
  if (falsified(1)) return 1;
  let missed = 0;
  let found = Math.log(MOST);
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = (missed + found) / 2;
    if (falsified(Math.exp(middle))) found = middle;
    else missed = middle;
  }
  return Math.exp(found);
}

/** Whether the average of the parts' e-values against the claim reaches 1/α_F at some index of these outcomes. */
function falsifiedAt(parts: readonly Consumed[], s: number, alphaF: number): boolean {
  const processes = parts.map(({ asserted }) => EProcess.falsifying(outcomeKind(asserted.kind), asserted.delta));
  const last = Math.max(...parts.map(({ outcomes }) => outcomes.length));
  for (let index = 0; index < last; index += 1) {
    parts.forEach((part, i) => {
      if (index < part.outcomes.length) processes[i]!.add(counted(part, index, s));
    });
    const average = logSumExp(processes.map((process) => process.logE)) - Math.log(parts.length);
    if (reachesLevel(average, alphaF)) return true;
  }
  return false;
}

function counted({ asserted, outcomes }: Consumed, index: number, s: number): number {
  const x = worse(asserted.kind, outcomes[index]!, s);
  return x === 'unknown' ? 0 : x;
}

/** What an outcome would be if the measured quantity were worse by the factor s. */
export function worse(kind: Asserted['kind'], { x, factor }: Consumed['outcomes'][number], s: number): X {
  if (x === 'unknown') return x;
  if (kind === 'mean') return Math.min(1, s * x);
  return x === 1 || s * factor > 1 ? 1 : 0;
}
