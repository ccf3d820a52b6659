import type { ClaimGate } from '../compile/compile';
import { withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { StreamSpec } from '../statement/gate';
import type { RowGroup } from '../study/plan';
import type { CrewMember } from '../trials/workers/workers';
import { type Exploration, explore } from './explore';
import { type ExplorationReport, reportExploration } from './report';
import { TrainedSubject, type Workshop } from './run';

export interface ExploreRequest {
  readonly groups: readonly RowGroup[];
  readonly gates: readonly ClaimGate[];
  /** A setting outside the assumptions. */
  readonly broken?: { readonly assumption: string; readonly severity: number };
  readonly draws: number;
  readonly alpha: number;
}

interface ExploreEvents {
  /** A few words on where the exploration of a claim is. */
  progress?(claim: string, where: string, crew: readonly CrewMember[] | undefined): void;
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
  const explorations: ExplorationReport[] = [];
  const said = new Set<string>();
  let complete = true;
  await withLab(built, settings, async (lab) => {
    for (const group of request.groups) {
      const base = await lab.stream(turned(group, request));
      if (!said.has(base.family.name)) events.prepared?.(base.family.name, base.describe);
      said.add(base.family.name);
      const shop = { lab, base, stopped: () => events.stopped?.() ?? false };
      for (const { claim } of group.columns) {
        const found = await exploreClaim(claim, group, request, shop, events);
        explorations.push(found.report);
        complete &&= found.complete;
      }
    }
  });
  return { complete, explorations };
}

/** The stream that a group's draws take the dials of. */
export function turned({ base }: RowGroup, { broken }: ExploreRequest): StreamSpec {
  const dials = broken ? { [broken.assumption]: broken.severity } : {};
  return { ...base, dials: { ...base.dials, ...dials } };
}

async function exploreClaim(
  claim: string,
  group: RowGroup,
  request: ExploreRequest,
  shop: Workshop,
  events: ExploreEvents,
): Promise<{ report: ExplorationReport; complete: boolean }> {
  const { gates, broken, draws, alpha } = request;
  const base = turned(group, request);
  const own = group.columns.find((column) => column.claim === claim)!;
  const subject = new TrainedSubject(own, group.columns, shop);
  const timer = setInterval(() => events.progress?.(claim, subject.where, shop.lab.crew()), TICK);
  try {
    const found: Exploration = await explore(subject, { draws, alpha });
    const { source } = gates.find(({ name }) => name === claim)!.description;
    const about = { claim, source, base, alpha, ...(broken ? { broken } : {}) };
    return { report: await reportExploration(about, found, subject), complete: !subject.cut };
  } finally {
    clearInterval(timer);
    await subject.drained();
  }
}
