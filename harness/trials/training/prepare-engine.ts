import { blame } from '../../base/blame';
import { shown } from '../../base/shown';
import { UsageError } from '../../base/usage-error';
import type { Engine, Family, Prepared } from '../../statement/family';

/** @throws UsageError for an engine that the family does not have */
export function demandEngine(family: Family, engine: Engine): void {
  if (family.engines.includes(engine)) return;
  throw UsageError.expected(family.name, `an engine among ${family.engines.join(', ')}`, engine);
}

/** How an engine repeats a training: to the last bit, or within a bound for each observation. */
export type Repeats = 'exact' | Readonly<Record<string, number>>;

/** What an engine says of its repetitions; nothing is held to the last bit. */
export const repeatsOf = ({ repeatBound }: Pick<Prepared, 'repeatBound'>): Repeats => repeatBound ?? 'exact';

/** Lets a family make what an engine needs. Throws an Error that names the family where it cannot, or says nothing of itself. */
export async function preparedEngine(family: Family, engine: Engine): Promise<Prepared> {
  const what = `family ${family.name}, prepare()`;
  const made = await blame(what, () => family.prepare(engine));
  if (!(typeof made?.fingerprint === 'string' && typeof made.describe === 'string')) {
    throw UsageError.expected(what, '{ fingerprint, describe } as texts', shown(made), 'return it');
  }
  const { stride } = made;
  const strides = stride === undefined || (Number.isInteger(stride) && stride >= 1);
  if (!strides) throw UsageError.expected(what, 'a stride of at least 1 step', shown(stride));
  checkRepeats(family, made, what);
  return made;
}

function checkRepeats({ observations }: Family, { exact, repeatBound }: Prepared, what: string): void {
  if (repeatBound === undefined) return;
  if (exact !== undefined) throw UsageError.expected(what, '`exact` or `repeatBound`', 'both', 'leave one out');
  const wrong = Object.keys(observations).find((name) => !isBound(repeatBound[name]));
  if (wrong === undefined) return;
  const got = `${wrong}: ${shown(repeatBound[wrong])}`;
  throw UsageError.expected(what, 'a repeatBound ≥ 0 for every observation', got, 'state how far repetitions differ');
}

const isBound = (bound: unknown): boolean => typeof bound === 'number' && bound >= 0 && Number.isFinite(bound);
