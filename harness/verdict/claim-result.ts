import type { Status } from '../evidence/conjunction';
import { slack } from '../evidence/slack';
import { type Decision, decide } from '../evidence/verdict';
import type { Control } from '../statement/gate';
import type { Claim } from './claim';
import type { ClaimResult, ControlResult, PartResult, Sighting } from './result';
import type { Track } from './track';

type PartReader = Track['readers'][number];

/** What a decided claim came to, as plain data. `replayed` is the counterexample after its replay. */
export function resultOf(claim: Claim, replayed?: ClaimResult['counterexample']): ClaimResult {
  const { gate, setting } = claim;
  const main = claim.main?.idle || claim.error !== undefined ? undefined : claim.main;
  const parts = (main?.results() ?? []).map((part, i) => withDetectable(claim, part, i));
  const decision = decisionOf(claim, main);
  const detectable = claim.vacuity === undefined ? claim.detectable.ofClaim() : undefined;
  const loose = main && decision.verdict === 'corroborated' ? slack(main.consumed(), setting.alphaC) : undefined;
  const witness = claim.witness?.result();
  return {
    name: gate.name,
    file: gate.file,
    ...decision,
    epoch: setting.epoch,
    profile: setting.profile,
    engine: setting.engine,
    code: setting.code,
    alphaC: setting.alphaC,
    alphaF: setting.alphaF,
    budget: gate.budget,
    trials: main?.evidence.index ?? 0,
    parts,
    controls: controlResults(claim),
    unknown: parts.reduce((sum, part) => sum + part.unknown, 0),
    ...(detectable === undefined ? {} : { minimalDetectable: detectable }),
    ...(loose === undefined ? {} : { slack: loose }),
    ...(decision.verdict === 'inconclusive' && main ? { trialsNeeded: main.evidence.trialsNeeded } : {}),
    ...(witness ? { witness } : {}),
    ...(replayed && decision.verdict === 'falsified' ? { counterexample: replayed } : {}),
  };
}

/** The worst unit of the claim's own parts at the decision. */
export function worstOf({ main }: Claim): { readonly reader: PartReader; readonly seen: Sighting } | undefined {
  const seen = main!.results().flatMap(({ worst }, i) => (worst ? [{ reader: main!.readers[i]!, seen: worst }] : []));
  return seen.reduce<(typeof seen)[number] | undefined>(
    (worst, one) => (worst && !(one.seen.factor > worst.seen.factor) ? worst : one),
    undefined,
  );
}

function decisionOf(claim: Claim, main: Track | undefined): Pick<ClaimResult, 'verdict' | 'because' | 'control'> {
  if (claim.error !== undefined) return { verdict: 'error', because: claim.error };
  const status = main?.evidence.status ?? 'undecided';
  return placed(claim.gate.file, decide({ vacuity: claim.vacuity, controls: findings(claim), status }));
}

/** A vacuous claim is a mistake in its file, which is named. */
function placed(file: string, decision: Decision): Decision {
  return decision.verdict === 'vacuous' ? { ...decision, because: `${file}, ${decision.because}` } : decision;
}

function findings({ controls }: Claim): { name: string; kind: Control['kind']; status: Status }[] {
  return controls.map(({ control: { name, kind }, track }) => ({ name, kind, status: track.evidence.status }));
}

// What an idle track happened to have seen depends on timing, so it is not shown.
function controlResults({ controls }: Claim): readonly ControlResult[] {
  return controls.map(({ control: { name, kind, doc, synthetic }, track }) => {
    if (track.idle) return { name, kind, doc, status: 'not needed', trials: 0 };
    const { status, index } = track.evidence;
    const outcomes = synthetic ? {} : { outcomes: track.columns(0) };
    return { name, kind, doc, status, trials: index, ...outcomes };
  });
}

function withDetectable({ gate, detectable }: Claim, part: PartResult, place: number): PartResult {
  const least = detectable.of(gate.parts[place]!.evidence);
  return least === undefined ? part : { ...part, detectable: least };
}
