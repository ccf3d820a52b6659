import type { Control } from '../statement/gate';
import type { Status } from './conjunction';

export type Verdict = 'corroborated' | 'falsified' | 'vacuous' | 'inconclusive';

export interface Findings {
  /** Why the claim could not be corroborated whatever its outcomes (see `staticVacuity`). */
  readonly vacuity?: string | undefined;
  /** The controls after their budget. */
  readonly controls: readonly { readonly name: string; readonly kind: Control['kind']; readonly status: Status }[];
  /** The claim itself after its budget. */
  readonly status: Status;
}

export interface Decision {
  readonly verdict: Verdict;
  /** One clause. */
  readonly because: string;
  /** The control that made the claim vacuous. */
  readonly control?: string;
}

/**
 * The order of decision: static vacuity; a positive control that is not corroborated (vacuous, whatever the trials say);
 * falsified, controls or not; corroborated if every negative control was falsified, else vacuous; inconclusive.
 */
export function decide({ vacuity, controls, status }: Findings): Decision {
  if (vacuity !== undefined) return { verdict: 'vacuous', because: vacuity };
  const doubtful = controls.find(({ kind, status: found }) => kind === 'positive' && found !== 'corroborated');
  if (doubtful !== undefined) return failedControl(doubtful.name, 'positive control', 'corroborated', doubtful.status);
  if (status === 'falsified') return { verdict: 'falsified', because: 'the trials contradict the claim' };
  if (status === 'undecided')
    return { verdict: 'inconclusive', because: 'the budget is spent, and neither side is decided' };
  const survivor = controls.find(({ kind, status: found }) => kind !== 'positive' && found !== 'falsified');
  if (survivor !== undefined) return failedControl(survivor.name, 'negative control', 'falsified', survivor.status);
  return {
    verdict: 'corroborated',
    because: 'the trials contradict its negation, and every control came out as it must',
  };
}

function failedControl(name: string, what: string, expected: Status, got: Status): Decision {
  return { verdict: 'vacuous', because: `${what} "${name}": expected ${expected}, got ${got}`, control: name };
}
