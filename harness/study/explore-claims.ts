import { join } from 'node:path';
import type { ClaimGate } from '../compile/compile';
import { type Built, loadFamilies } from '../project/program';
import type { Settings } from '../project/settings';
import type { Family } from '../statement/family';
import { Cache } from '../trials/cache';
import { openPool } from '../trials/pool';
import { engineOf, type FamilyEngine } from './engine';
import { type Exploration, explore } from './explore';
import { type ExplorationReport, reportExploration } from './explore-report';
import { TrainingLab, type Workshop } from './explore-run';
import type { Group } from './plan';

export interface ExploreRequest {
  readonly groups: readonly Group[];
  readonly gates: readonly ClaimGate[];
  /** A setting outside the assumptions. */
  readonly broken?: { readonly assumption: string; readonly severity: number };
  readonly draws: number;
  readonly alpha: number;
}

export interface ExploreEvents {
  /** A few words on where the exploration of a claim is. */
  progress?(claim: string, where: string): void;
  prepared?(family: string, engine: string): void;
  stopped?(): boolean;
}

/** Progress is reported this often (ms). */
const TICK = 2500;

/** Explores claim after claim, on worker threads. `complete`: none was asked to stop before its end. */
export async function exploreClaims(
  request: ExploreRequest,
  built: Built,
  settings: Settings,
  events: ExploreEvents = {},
): Promise<{ readonly complete: boolean; readonly explorations: readonly ExplorationReport[] }> {
  loadFamilies(built); // what no worker could load ends here, in one sentence
  const pool = openPool({ file: built.worker, size: settings.workers });
  const cache = new Cache(join(built.cwd, '.theoremcheck', 'trials.jsonl'));
  const explorations: ExplorationReport[] = [];
  const stopped = () => events.stopped?.() ?? false;
  let complete = true;
  try {
    const engines = new Map<Family, Promise<FamilyEngine>>();
    for (const group of request.groups) {
      const { family } = group.base;
      if (!engines.has(family)) engines.set(family, engineOf(family, built, settings, events.prepared));
      const shop = { pool, cache, ...(await engines.get(family)!), epoch: settings.epoch, stopped };
      for (const { claim } of group.columns) {
        const found = await exploreClaim(claim, group, request, shop, events);
        explorations.push(found.report);
        complete &&= found.complete;
      }
    }
  } finally {
    await pool.close();
  }
  return { complete, explorations };
}

async function exploreClaim(
  claim: string,
  group: Group,
  { gates, broken, draws, alpha }: ExploreRequest,
  shop: Workshop,
  events: ExploreEvents,
): Promise<{ report: ExplorationReport; complete: boolean }> {
  const dials = broken ? { [broken.assumption]: broken.severity } : {};
  const base = { ...group.base, dials: { ...group.base.dials, ...dials } };
  const own = group.columns.find((column) => column.claim === claim)!;
  const lab = new TrainingLab(base, own, group.columns, shop);
  const timer = setInterval(() => events.progress?.(claim, lab.where), TICK);
  try {
    const found: Exploration = await explore(lab, { draws, alpha });
    const { source } = gates.find(({ name }) => name === claim)!.description;
    const about = { claim, source, base, alpha, ...(broken ? { broken } : {}) };
    return { report: await reportExploration(about, found, lab, shop), complete: !lab.cut };
  } finally {
    clearInterval(timer);
    await lab.settle();
  }
}
