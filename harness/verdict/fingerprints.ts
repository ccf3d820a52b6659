import type { Engine } from '../statement/family';
import type { Gate } from '../statement/gate';
import { prepareEngine } from '../trials/prepare-engine';
import type { Events } from './result';

/** What each family's engines depend on beside their source; makes what they need, once, before the workers do. */
export async function fingerprints(
  gates: readonly Gate[],
  only: Engine | undefined,
  events: Events,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const family of new Set(gates.flatMap(({ parts }) => parts.map(({ stream }) => stream.family)))) {
    // The first engine is witnessed by the second, also when it was asked for by name.
    const engines = only && only !== family.engines[0] ? [only] : family.engines;
    const prepared = [];
    for (const engine of engines) {
      const made = await prepareEngine(family, engine);
      found.set(`${family.name}/${engine}`, made.fingerprint);
      prepared.push(made.describe);
    }
    events.prepared?.(family.name, prepared);
  }
  return found;
}
