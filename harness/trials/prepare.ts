import { UsageError } from '../base/usage-error';
import type { Engine, Family } from '../statement/family';
import type { Gate } from '../statement/gate';
import type { Events } from '../verdict/result';
import type { Job } from './job';
import type { Pool } from './pool';

/** Preparations that take longer (ms) are reported, and again whenever this much more has passed. */
const NOTICE = 1000;

/**
 * Lets a worker make what the first engine of each family needs and keeps between runs, such as a compiled kernel: a
 * run's own thread would be deaf to Ctrl-C and silent meanwhile. Errors are left to who prepares the engine next.
 *
 * @throws UsageError for an engine that a family does not have
 */
export async function prepareEngines(
  gates: readonly Gate[],
  asked: Engine | undefined,
  pool: Pool,
  events: Events = {},
): Promise<void> {
  const families = new Set(gates.flatMap(({ parts }) => parts.map(({ stream }) => stream.family)));
  for (const family of families) demandEngine(family, asked ?? family.engines[0]!);
  for (const family of families) {
    const say = () =>
      events.progress?.({ decided: 0, claims: gates.length, open: [], trained: 0, preparing: family.name });
    const timer = setInterval(say, NOTICE);
    await pool.run(nothing(family, asked ?? family.engines[0]!));
    clearInterval(timer);
  }
}

/** @throws UsageError for an engine that the family does not have */
export function demandEngine(family: Family, engine: Engine): void {
  if (family.engines.includes(engine)) return;
  throw UsageError.expected(family.name, `an engine among ${family.engines.join(', ')}`, engine);
}

/** A job without a step: all that is left of it is the preparation. */
function nothing(family: Family, engine: Engine): Job {
  const stream = { family: family.name, source: 'reference', dials: {}, epoch: 'none' };
  return { stream, index: 0, engine, requests: [], members: [0] };
}
