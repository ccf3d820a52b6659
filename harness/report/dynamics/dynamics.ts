import type { StoredClaim } from '../../files/verdicts';
import type { Built } from '../../run/program';
import type { Settings } from '../../run/settings';
import type { ClaimGate } from '../../statement/compile';
import type { ClaimDynamics } from './claim-dynamics';

/** Where the training for a report is. */
export interface DynamicsEvents {
  progress?(done: number, all: number): void;
}

/** By the name of the claim. */
export async function dynamicsOf(
  _claims: readonly StoredClaim[],
  _gates: readonly ClaimGate[],
  _built: Built,
  _settings: Settings,
  _events: DynamicsEvents = {},
): Promise<ReadonlyMap<string, ClaimDynamics>> {
  return new Map();
}
