import type { ClaimGate } from '../compile/compile';
import type { Settings } from './settings';

/** Whether a claim gates nightly runs only. */
export const isNightly = ({ statement }: Pick<ClaimGate, 'statement'>): boolean => statement.profile === 'nightly';

/** Whether a claim is left out of runs of this profile. */
export const isSkipped = (gate: Pick<ClaimGate, 'statement'>, { profile }: Pick<Settings, 'profile'>): boolean =>
  isNightly(gate) && profile !== 'nightly';
