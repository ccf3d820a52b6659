import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Engine, Family } from '../statement/family';
import { codeHash } from '../trials/key';
import { demandEngine } from '../trials/prepare';
import { prepareEngine } from '../trials/prepare-engine';

/** What trains for a family, and the code hash under which its trials are stored. */
export interface FamilyEngine {
  readonly engine: Engine;
  readonly code: string;
}

/** Makes what the engine that counts needs. @throws UsageError for an engine that the family does not have */
export async function engineOf(
  family: Family,
  built: Built,
  settings: Settings,
  prepared: (family: string, engine: string) => void = () => {},
): Promise<FamilyEngine> {
  const engine = settings.engine ?? family.engines[0]!;
  demandEngine(family, engine);
  const { fingerprint, describe } = await prepareEngine(family, engine);
  prepared(family.name, describe);
  return { engine, code: codeHash(built.code, family.name, fingerprint) };
}
