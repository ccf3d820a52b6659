import { join } from 'node:path';
import type { Built, BuiltFigures } from '../project/program';
import type { Settings } from '../project/settings';
import type { Family } from '../statement/family';
import { engineOf, type FamilyEngine } from '../study/engine';
import { Cache } from '../trials/cache';
import { openPool } from '../trials/pool';
import type { PlannedFigure } from './plan';
import type { Workshop } from './train';

/** What opening takes. */
export interface Opening {
  readonly built: Built;
  readonly figures: BuiltFigures;
  readonly settings: Settings;
  /** Whether stored trials count. */
  readonly stored: boolean;
}

/** Runs something with worker threads for these figures, and closes them. */
export async function inWorkshop<T>(
  planned: readonly PlannedFigure[],
  { built, figures, settings, stored }: Opening,
  use: (workshop: Omit<Workshop, 'trials'>) => Promise<T>,
): Promise<T> {
  const pool = openPool({ file: figures.worker, size: settings.workers });
  try {
    const cache = new Cache(stored ? join(built.cwd, '.theoremcheck', 'trials.jsonl') : undefined);
    const engines = new Map<Family, FamilyEngine>();
    for (const family of new Set(planned.map((figure) => figure.family))) {
      engines.set(family, await engineOf(family, { ...built, code: figures.code }, settings));
    }
    return await use({ pool, cache, engines, settings });
  } finally {
    await pool.close();
  }
}
