import { UsageError } from '../../base/usage-error';
import type { ClaimGate } from '../../compile/compile';
import type { Certified } from '../../compile/counterexamples';
import { outsideOf } from '../../compile/region';
import type { ExplorationFile } from '../../explore/exploration-file';
import type { ExplorationReport } from '../../explore/report';
import { counterexamplesFile, keepCounterexamples } from '../../project/counterexamples';
import { exploredProblem } from '../../trials/draw/explored';
import { parseToken } from '../../trials/draw/token';

/**
 * Keeps what an exploration certified, each beside the file of its claim.
 *
 * @returns what was kept, one sentence each
 * @throws UsageError for a problem outside of the region that its family declares: then the declaration is wrong
 */
export function keepFound(
  { explorations }: Pick<ExplorationFile, 'explorations'>,
  gates: readonly ClaimGate[],
  cwd: string,
): readonly string[] {
  return explorations.flatMap((found) => {
    const gate = gates.find(({ name }) => name === found.claim)!;
    const kept = certifiedOf(found, gate);
    if (!kept) return [];
    const file = counterexamplesFile(gate.file);
    const fresh = keepCounterexamples(cwd, gate.file, [kept]);
    return [
      `${fresh > 0 ? 'kept' : 'known'}: a counterexample to "${gate.name}" in ${file}; the gate runs it as a part`,
    ];
  });
}

function certifiedOf(
  { claim, alpha, counterexample: found }: ExplorationReport,
  { statement: { family } }: ClaimGate,
): Certified | undefined {
  if (!found) return undefined;
  const { token, trials, violations } = found;
  // As it was drawn: the claim's dials are applied wherever it is trained.
  const problem = exploredProblem(family, parseToken(token).source);
  const outside = outsideOf(family, problem);
  if (outside !== undefined) {
    const cure = 'declare in `region` what `problems` draws';
    throw UsageError.expected(`family ${family.name}, region`, 'every problem that is drawn', outside, cure);
  }
  return { claim, family: family.name, problem, trials, violations, level: alpha, token };
}
