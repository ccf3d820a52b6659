import { nMin } from '../evidence/nmin';
import type { Claim } from './claim/claim';
import { corroborating, evidenceSoFar, falsifying, type Need, needOf, unitSteps } from './outlook';
import type { ClaimProgress } from './results/result';

/** Steps of training that corroborate a claim if all goes well, judged by the first unit of each part. */
export function effortOf({ main, gate, setting }: Claim): number {
  try {
    const least = (part: number) => nMin(gate.parts[part]!.evidence, setting.alphaC);
    return total((main?.readers ?? []).map((reader, part) => least(part) * unitSteps(reader)));
  } catch {
    return 0; // A plan that cannot be made: the error is reported where the unit is asked for.
  }
}

/** Where an undecided claim is, for people who wait. */
export function progressOf({ gate, main, positives, negatives, witness }: Claim): ClaimProgress {
  const seen = main?.readers.map((reader) => reader.outcomes.length) ?? [];
  const needed = seen.map((n, i) => Math.min(gate.budget, n + main!.evidence.passesNeeded(i)));
  const controls = [...positives.map(({ track }) => track), ...negatives];
  const decided = controls.filter(({ settled }) => settled).length;
  const evidence = main ? evidenceSoFar(main) : { corroborate: 0, falsify: 0 };
  const counts = { name: gate.name, trials: total(seen), needed: total(needed), evidence };
  const open = { ...counts, controls: { decided, total: controls.length } };
  return witness ? { ...open, witness: witness.progress } : open;
}

/** What is still to be trained for a claim if all goes well. */
export function needsOf(claim: Claim): readonly Need[] {
  const { main, witness, positives, negatives } = claim;
  if (!main || claim.fault !== undefined) return [];
  try {
    return [
      ...(witness?.readers.flatMap((reader) => needOf(reader, 1)) ?? []),
      ...positives.filter(({ control }) => !control.synthetic).flatMap(({ track }) => corroborating(track)),
      ...corroborating(main),
      ...negatives.filter(({ control }) => !control.synthetic).flatMap(falsifying),
    ];
  } catch {
    return []; // A plan that cannot be made: the error is reported where the unit is asked for.
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
