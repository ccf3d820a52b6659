import type { Status } from './conjunction';

/** `untrained`, `gross`, `nearMiss` and `pin` must be falsified; `positive` must be corroborated. */
export type ControlKind = 'untrained' | 'gross' | 'nearMiss' | 'pin' | 'positive';

export type Verdict = 'corroborated' | 'falsified' | 'vacuous' | 'inconclusive';

export interface ControlFinding {
  readonly name: string;
  readonly kind: ControlKind;
  readonly status: Status;
  /** What was seen of it, where that says more than its status, with a cure of its own. */
  readonly seen?: { readonly text: string; readonly cure?: string } | undefined;
}

export interface Findings {
  /** Why the claim could not be corroborated whatever its outcomes (see `staticVacuity`). */
  readonly vacuity?: string | undefined;
  /** The controls after their budget. */
  readonly controls: readonly ControlFinding[];
  /** Why what the negative controls broke does not suffice: an atom that none of them breaks, no near miss that is graded. */
  readonly weakness?: string | undefined;
  /** The claim itself after its budget. */
  readonly status: Status;
  /** Where a counterexample was certified before whose part is not corroborated. */
  readonly certified?: string | undefined;
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
 * falsified, controls or not, by the trials or by a counterexample that was certified before; corroborated if every negative
 * control was falsified, each atom by one of them, and a near miss is graded, else vacuous; inconclusive.
 */
export function decide({ vacuity, controls, weakness, status, certified }: Findings): Decision {
  if (vacuity !== undefined) return { verdict: 'vacuous', because: vacuity };
  const doubtful = controls.find(({ kind, status: found }) => kind === 'positive' && found !== 'corroborated');
  if (doubtful !== undefined) return failedControl(doubtful, 'corroborated');
  if (certified !== undefined && status !== 'corroborated') return { verdict: 'falsified', because: certified };
  if (status === 'falsified') return { verdict: 'falsified', because: 'the trials contradict the claim' };
  if (status === 'undecided')
    return { verdict: 'inconclusive', because: 'the budget is spent, and neither side is decided' };
  const survivor = controls.find(({ kind, status: found }) => kind !== 'positive' && found !== 'falsified');
  if (survivor !== undefined) return failedControl(survivor, 'falsified');
  if (weakness !== undefined) return { verdict: 'vacuous', because: weakness };
  return {
    verdict: 'corroborated',
    because: 'the trials contradict its negation, and every control came out as it must',
  };
}

function failedControl({ name, kind, status, seen }: ControlFinding, expected: Status): Decision {
  const got = seen === undefined ? status : `${status}: ${seen.text}`;
  const because = `controls.${kind} "${name}": expected ${expected}, got ${got} (${seen?.cure ?? cures[kind]})`;
  return { verdict: 'vacuous', because, control: name };
}

const cures: Readonly<Record<ControlKind, string>> = {
  untrained: 'the claim says nothing of training as it stands: tighten the bound',
  gross: 'violate more with it, or tighten the bound: what this control does has to break the claim',
  nearMiss: 'violate more with it, or tighten the bound or raise the budget',
  pin: 'shift by more, or tighten the bound',
  positive: 'correct it, or loosen the bound: what satisfies the statement has to satisfy the claim',
};
