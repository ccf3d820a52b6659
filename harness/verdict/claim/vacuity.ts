import type { Levels } from '../../evidence/levels';
import { staticVacuity } from '../../evidence/vacuity';
import type { Gate } from '../../statement/gate';

/** Why a claim could prove nothing whatever its trainings gave; undefined where it could. Known before any training. */
export function vacuityOf(gate: Gate, { alphaC }: Levels): string | undefined {
  const asserted = gate.parts.map((part) => part.evidence);
  return gate.vacuity ?? staticVacuity(asserted, alphaC, gate.budget);
}
