import type { ClaimGate } from '../compile/compile';
import type { Settings } from './settings';

/** Whether a claim gates nightly runs only. */
export const isNightly = ({ description }: Pick<ClaimGate, 'description'>): boolean =>
  description.profile === 'nightly';

/** Whether a claim is left out of runs of this profile. */
export const isSkipped = (gate: Pick<ClaimGate, 'description'>, { profile }: Pick<Settings, 'profile'>): boolean =>
  isNightly(gate) && profile !== 'nightly';
