import { withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import type { Standing } from '../project/standing';
import { countingEngine } from '../statement/engines';
import type { Gate } from '../statement/gate';
import { demandEngine } from '../trials/training/prepare-engine';
import { verify } from './loop';
import type { ClaimResult, Events } from './results/result';

/** Verifies gates of a project in its lab. @throws UsageError for an engine that a family does not have, before anything is made */
export async function runSuite(
  gates: readonly Gate[],
  built: Built,
  settings: Settings,
  events: Events = {},
  interrupted: () => boolean = () => false,
  standings?: ReadonlyMap<string, Standing>,
): Promise<readonly ClaimResult[]> {
  const { epoch, profile, engine } = settings;
  if (gates.length === 0) return [];
  for (const { parts } of gates)
    for (const { stream } of parts) demandEngine(stream.family, engine ?? countingEngine(stream.family));
  const preparing = (family: string) =>
    events.progress?.({ decided: 0, claims: gates.length, open: [], trained: 0, preparing: family });
  return withLab(
    built,
    settings,
    (lab) => verify(gates, { lab, epoch, profile, engine, standings, interrupted }, events),
    {
      preparing,
      notice: events.notice,
    },
  );
}
