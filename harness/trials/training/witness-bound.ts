import { blame } from '../../base/blame';
import { shown } from '../../base/shown';
import { UsageError } from '../../base/usage-error';
import type { Family } from '../../statement/family';
import type { Request } from '../../statement/gate';

/**
 * How far two engines may differ in an observation.
 *
 * @throws UsageError for a bound that bounds nothing: NaN, infinite, negative, or no number
 */
export function witnessBound(
  family: Family,
  { observation, prompts }: Pick<Request, 'observation' | 'prompts'>,
): number {
  const what = `family ${family.name}, observation ${observation}, witnessBound()`;
  const bound: unknown = blame(what, () => family.observations[observation]!.witnessBound(prompts));
  if (typeof bound === 'number' && bound >= 0 && Number.isFinite(bound)) return bound;
  throw UsageError.expected(what, 'a finite number ≥ 0', shown(bound), 'state how far rounding may move it');
}
