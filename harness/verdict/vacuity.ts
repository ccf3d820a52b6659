import type { Levels } from '../evidence/levels';
import { staticVacuity } from '../evidence/vacuity';
import type { Gate } from '../statement/gate';
import type { Detectable } from './detectable';

/** Near misses need so many times the minimal detectable violation. Ours. */
const CLEAR = 1.5;

/** Why a claim could prove nothing whatever its trainings gave; undefined where it could. Known before any training. */
export function vacuityOf(gate: Gate, { alphaC }: Levels, detectable: Detectable): string | undefined {
  const asserted = gate.parts.map((part) => part.evidence);
  return gate.vacuity ?? staticVacuity(asserted, alphaC, gate.budget) ?? dullNearMiss(gate, detectable);
}

/**
 * A near miss has to violate the claim often enough to be found: at 1.5 times the smallest detectable rate. Not asked of
 * means, whose two-point outcome is the hardest case and says little of the measured one.
 */
function dullNearMiss(gate: Gate, detectable: Detectable): string | undefined {
  const known = gate.controls.flatMap(({ name, measuredRate: rate }) => (rate === undefined ? [] : [{ name, rate }]));
  if (known.length === 0 || gate.parts[0]!.evidence.kind === 'mean') return undefined;
  const least = detectable.ofClaim();
  const dull = known.find(({ rate }) => least === undefined || !(rate >= CLEAR * least));
  if (!dull) return undefined;
  const needed = least === undefined ? 'which no rate reaches' : (CLEAR * least).toPrecision(3);
  return (
    `controls.nearMiss "${dull.name}": expected a measured violation rate of at least 1.5 times the minimal detectable one, ` +
    `${needed}, got ${dull.rate} (violate the assumption more, or raise the budget)`
  );
}
