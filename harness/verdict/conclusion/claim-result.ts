import { notices } from '../../evidence/notices';
import { slack } from '../../evidence/slack';
import { type Decision, decide } from '../../evidence/verdict';
import { mainPart } from '../../statement/gate';
import type { Claim } from '../claim/claim';
import type { ControlTest } from '../claim/control-test';
import type { PartReader, Track } from '../claim/track';
import { type Strength, weaknessOf } from '../results/atom-strength';
import type { ClaimResult, ControlResult, PartResult, Sighting } from '../results/result';
import { agreementOf } from './agreement';
import { controlFindings } from './control-findings';
import { replaysOf } from './independence';
import { strengthOf } from './strength';

/** What a decided claim came to, as plain data. `replayed` is the counterexample after its replay. */
export function resultOf(claim: Claim, replayed?: ClaimResult['counterexample']): ClaimResult {
  const { gate, setting } = claim;
  const main = claim.main?.idle || claim.error !== undefined ? undefined : claim.main;
  const parts = (main?.results() ?? []).map((part, i) => withDetectable(claim, part, i));
  const strength = main && shownBy(claim, main);
  const decision = decisionOf(claim, main, strength);
  const detectable = claim.vacuity === undefined ? claim.detectable.ofClaim() : undefined;
  const corroborated = decision.verdict === 'corroborated' ? main : undefined;
  // Of a mean, the estimate and its interval say more.
  const rates = mainPart(gate).evidence.kind !== 'mean';
  const loose = corroborated && rates ? slack(corroborated.consumed(), setting.alphaC) : undefined;
  const noticed = corroborated && notices(corroborated.consumed(), setting.alphaF);
  const witness = claim.witness?.result();
  const agreed = claim.error === undefined ? agreementOf(claim) : [];
  return {
    name: gate.name,
    file: gate.file,
    ...decision,
    epoch: setting.epoch,
    profile: setting.profile,
    engine: setting.engine,
    code: setting.code,
    ...(setting.attempts ? { attempts: setting.attempts } : {}),
    alphaC: setting.alphaC,
    alphaF: setting.alphaF,
    budget: gate.budget,
    trials: main?.evidence.index ?? 0,
    parts,
    controls: controlResults(claim),
    unknown: parts.reduce((sum, part) => sum + part.unknown, 0),
    ...(detectable === undefined ? {} : { minimalDetectable: detectable }),
    ...(loose === undefined ? {} : { slack: loose }),
    ...(noticed === undefined ? {} : { notices: noticed }),
    ...(strength ? { strength } : {}),
    ...(decision.verdict === 'inconclusive' && main ? { trialsNeeded: main.evidence.trialsNeeded } : {}),
    ...(witness ? { witness: agreed.length > 0 ? { ...witness, atoms: agreed } : witness } : {}),
    ...independenceOf(claim),
    ...(replayed && decision.verdict === 'falsified' ? { counterexample: replayed } : {}),
  };
}

/** A counterexample that was certified before and that the trials do not clear: its part is not corroborated. */
function certifiedPart({ main }: Claim): PartReader | undefined {
  if (!main || main.idle || main.error !== undefined || !main.settled) return undefined;
  if (main.evidence.status === 'corroborated') return undefined;
  return main.readers.find(({ part }, i) => part.certified !== undefined && main.evidence.latchedAt(i) === undefined);
}

/** The worst unit of the claim's own parts at the decision; of a counterexample that still stands, its own. */
export function worstSighting(claim: Claim): { readonly reader: PartReader; readonly seen: Sighting } | undefined {
  const main = claim.main!;
  const standing = certifiedPart(claim);
  const all = main.results().flatMap(({ worst }, i) => (worst ? [{ reader: main.readers[i]!, seen: worst }] : []));
  const own = all.filter(({ reader }) => reader === standing);
  const seen = own.length > 0 ? own : all;
  return seen.reduce<(typeof seen)[number] | undefined>(
    (worst, one) => (worst && !(one.seen.factor > worst.seen.factor) ? worst : one),
    undefined,
  );
}

/** What `Independence` checks of a claim that has a verdict. */
function independenceOf(claim: Claim): Pick<ClaimResult, 'independence'> {
  const replayed = claim.error === undefined ? replaysOf(claim) : 0;
  if (replayed === 0) return {};
  const { family, repeats } = claim.setting.streamOf(mainPart(claim.gate));
  const { discrete } = family;
  return { independence: { replayed, repeats, ...(discrete === undefined ? {} : { discrete }) } };
}

/** What the controls showed, once that matters: where the trials contradict the negation of the claim. */
function shownBy(claim: Claim, main: Track): Strength | undefined {
  if (main.evidence.status !== 'corroborated' || claim.negatives.length === 0) return undefined;
  return claim.negatives.every(({ settled }) => settled) ? strengthOf(claim) : undefined;
}

function decisionOf(
  claim: Claim,
  main: Track | undefined,
  strength: Strength | undefined,
): Pick<ClaimResult, 'verdict' | 'because' | 'control'> {
  if (claim.error !== undefined) return { verdict: 'error', because: claim.error };
  const status = main?.evidence.status ?? 'undecided';
  const weakness = strength && weaknessOf(strength);
  const certified = certifiedPart(claim)?.part.certified;
  const found = { vacuity: claim.vacuity, controls: controlFindings(claim), weakness, status, certified };
  return placed(claim.gate.file, decide(found));
}

/** A vacuous claim is a mistake in its file, which is named. */
function placed(file: string, decision: Decision): Decision {
  return decision.verdict === 'vacuous' ? { ...decision, because: `${file}, ${decision.because}` } : decision;
}

function controlResults({ negatives, positives }: Claim): readonly ControlResult[] {
  return [...negatives.map(negativeResult), ...positives.map(positiveResult)];
}

// What an idle control happened to have seen depends on timing, so it is not shown.
function negativeResult({ control, idle, status, trials, readers }: ControlTest): ControlResult {
  const { name, kind, doc, synthetic } = control;
  if (idle) return { name, kind, doc, status: 'not needed', trials: 0 };
  return { name, kind, doc, status, trials, ...(synthetic ? {} : { outcomes: readers[0]!.columns }) };
}

function positiveResult({ control, track }: Claim['positives'][number]): ControlResult {
  const { name, kind, doc, synthetic } = control;
  if (track.idle) return { name, kind, doc, status: 'not needed', trials: 0 };
  const { status, index } = track.evidence;
  return { name, kind, doc, status, trials: index, ...(synthetic ? {} : { outcomes: track.columns(0) }) };
}

function withDetectable({ gate, detectable }: Claim, part: PartResult, place: number): PartResult {
  const least = detectable.of(gate.parts[place]!.evidence);
  return least === undefined ? part : { ...part, detectable: least };
}
