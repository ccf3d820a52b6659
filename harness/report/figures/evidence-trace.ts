import { Evidence } from '../../evidence/evidence';
import { logSumExp } from '../../evidence/logsumexp';
import type { Part } from '../../statement/gate';
import type { PartResult } from '../../verdict/results/result';
import type { StoredClaim } from '../../verdict/results/verdicts-file';

/** Natural logarithms of both e-values of one part; entry n is after n outcomes. */
interface PartTrace {
  readonly label: string;
  readonly corroborate: readonly number[];
  readonly falsify: readonly number[];
}

/** How the evidence for a claim grew. Recomputed from its outcomes. */
export interface EvidenceTrace {
  readonly parts: readonly PartTrace[];
  /** Against the claim as a whole: the average of the parts' e-values against their statements, up to its index. */
  readonly falsify: readonly number[];
}

/** Both e-processes of every part of a claim, trial by trial. */
export function evidenceTrace({ about, parts, trials }: StoredClaim): EvidenceTrace {
  const kind = about.kind as Part['evidence']['kind'];
  const traces = parts.map((part) => partTrace(part, kind));
  const average = (n: number) =>
    logSumExp(traces.map(({ falsify }) => falsify[Math.min(n, falsify.length - 1)]!)) - Math.log(traces.length);
  return {
    parts: traces,
    falsify: traces.length === 0 ? [] : Array.from({ length: trials + 1 }, (_, n) => average(n)),
  };
}

function partTrace({ label, delta, margin, outcomes }: PartResult, kind: Part['evidence']['kind']): PartTrace {
  const evidence = new Evidence({ kind, delta, margin });
  const [corroborate, falsify] = [[0], [0]];
  for (const x of outcomes.x) {
    evidence.add(x);
    corroborate.push(evidence.logECorroborate);
    falsify.push(evidence.logEFalsify);
  }
  return { label, corroborate, falsify };
}
