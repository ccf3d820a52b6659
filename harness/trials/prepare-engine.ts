import { blame } from '../base/blame';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';
import type { Engine, Family, Prepared } from '../statement/family';

/** @throws UsageError for an engine that the family does not have */
export function demandEngine(family: Family, engine: Engine): void {
  if (family.engines.includes(engine)) return;
  throw UsageError.expected(family.name, `an engine among ${family.engines.join(', ')}`, engine);
}

/** Lets a family make what an engine needs. Throws an Error that names the family where it cannot, or says nothing of itself. */
export async function prepareEngine(family: Family, engine: Engine): Promise<Prepared> {
  const what = `family ${family.name}, prepare()`;
  const made = await blame(what, () => family.prepare(engine));
  if (typeof made?.fingerprint === 'string' && typeof made.describe === 'string') {
    const { stride } = made;
    if (stride === undefined || (Number.isInteger(stride) && stride >= 1)) return made;
    throw UsageError.expected(what, 'a stride of at least 1 step', shown(stride));
  }
  throw UsageError.expected(what, '{ fingerprint, describe } as texts', shown(made), 'return it');
}
