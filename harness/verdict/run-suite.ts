import { join } from 'node:path';
import { type Built, loadFamilies } from '../project/program';
import type { Settings } from '../project/settings';
import type { Gate } from '../statement/gate';
import { Cache } from '../trials/cache';
import { openPool } from '../trials/pool';
import { prepareEngines } from '../trials/prepare';
import { freshProcess } from '../trials/replay';
import type { ClaimResult, Events } from './result';
import { verify } from './schedule';

/** Verifies gates of a project on worker threads, with the project's trial cache. Closes what it opens. */
export async function runSuite(
  gates: readonly Gate[],
  built: Built,
  settings: Settings,
  events: Events = {},
  interrupted: () => boolean = () => false,
): Promise<readonly ClaimResult[]> {
  // What no worker could load ends here, in one sentence, and not in a thread.
  if (gates.length > 0) loadFamilies(built);
  const cache = new Cache(join(built.cwd, '.theoremcheck', 'trials.jsonl'));
  const pool = openPool({ file: built.worker, size: settings.workers });
  const replay = (job: Parameters<typeof freshProcess>[1]) => freshProcess(built.worker, job);
  const { epoch, profile, engine } = settings;
  try {
    await prepareEngines(gates, engine, pool, events);
    if (interrupted()) return [];
    return await verify(gates, { epoch, profile, engine, code: built.code, pool, cache, replay, interrupted }, events);
  } finally {
    await pool.close();
  }
}
