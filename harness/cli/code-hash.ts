import type { Built } from '../project/program';
import type { Engine, Family } from '../statement/family';
import { codeHash as hashOf } from '../trials/key';
import { prepareEngine } from '../trials/prepare-engine';

/** The code hash that a family's results and tokens carry: worker bundle and what the engine depends on beside it. */
export async function codeHash(built: Built, family: Family, engine: Engine): Promise<string> {
  const { fingerprint } = await prepareEngine(family, engine);
  return hashOf(built.code, family.name, fingerprint);
}
