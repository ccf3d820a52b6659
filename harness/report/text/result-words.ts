import type { Description } from '../../compile/describe';
import type { StreamId } from '../../trials/draw/seeds';
import type { AtomAgreement, ClaimResult, Sighting } from '../../verdict/results/result';
import { number } from './number';

/** What was measured on a unit against what was allowed. */
export function againstText({ measured, allowed, factor, note }: Sighting): string {
  if (Number.isNaN(measured) && note) return note;
  const side = directionOf(measured, allowed, factor <= 1);
  return `${number(measured)} against ${side} ${number(allowed)} allowed${note ? ` (${note})` : ''}`;
}

/** From which side a bound bounds: of a two-sided one, the nearer end is what is told. What holds lies within it, what does not beyond. */
function directionOf(measured: number, allowed: number, holds: boolean): 'at most' | 'at least' {
  return holds === measured <= allowed ? 'at most' : 'at least';
}

/**
 * The unit that a failure is told by: the one that replayed; else the worst of the parts that are still open, since those that are
 * shown already did not fail.
 */
export function worstOf(result: ClaimResult): { readonly stream: StreamId; readonly seen: Sighting } | undefined {
  if (result.counterexample) return { stream: result.counterexample.stream, seen: result.counterexample };
  const needed = -Math.log(result.alphaC);
  const open = result.parts.filter(({ logECorroborate }) => !(logECorroborate >= needed));
  const seen = (open.length > 0 ? open : result.parts).flatMap(({ stream, worst }) =>
    worst ? [{ stream, seen: worst }] : [],
  );
  return seen.reduce<(typeof seen)[number] | undefined>(
    (worst, one) => (worst && !(one.seen.factor > worst.seen.factor) ? worst : one),
    undefined,
  );
}

/**
 * What every table and file has for a claim's slack: the share of what is allowed at which it is still corroborated on the same
 * trials. Near 0 the bound says little, near 1 it is tight.
 */
export const slackNumber = (slack: number | undefined): string => (slack === undefined ? '–' : number(slack));

/** The same number, in words. */
export function slackText(slack: number): string {
  const said = number(slack);
  if (said === '0') return '0: the bound could be as tight as it likes and still be corroborated';
  if (said === '1') return '1: the bound is tight, hardly a tighter one is corroborated';
  return `${said}: still corroborated at ${said} of what is allowed`;
}

/**
 * What every table and file has for what a claim notices: the smallest factor by which the measured quantity could be worse on the
 * same trials, and the claim would be falsified.
 */
export const noticesNumber = (notices: number | undefined): string =>
  notices === undefined ? '–' : `× ${number(notices)}`;

/** The same number, in words. */
export function noticesText({ notices }: ClaimResult): string {
  if (notices === undefined)
    return 'nothing: however much worse the quantity were, these trials would not falsify the claim';
  return `${number(notices)}: falsified on these trials if the quantity were worse by that factor`;
}

/** Which violations the budget would find. */
export function detectsText(result: ClaimResult, about: Description): string {
  const least = result.minimalDetectable;
  if (result.parts.every(({ trials }) => trials === 0)) return 'nothing: no trial was run';
  if (least === undefined) return 'no violation is falsified within the budget with probability .95';
  const what =
    about.kind === 'mean'
      ? `means that exceed their bound by ${number(least)} or more (two-point outcomes)`
      : `violation rates from ${number(least)} on${cornersDetect(result)}`;
  return `${what}, with probability ≥ .95 within the budget`;
}

function cornersDetect({ parts }: ClaimResult): string {
  const corners = parts.slice(1).flatMap((part) => part.detectable ?? []);
  return corners.length > 0 ? ` in the mixture, from ${number(Math.max(...corners))} on at a corner` : '';
}

/** How the engines agreed in one atom, and by how much they might have differed. */
export function agreementText({ atom, difference, allowed }: AtomAgreement): string {
  return `${atom}: a difference of ${number(difference)}, at most ${number(allowed)} allowed (a quarter of the room, or one count)`;
}

/** What was seen of the independence of the trials. */
export function independenceText({ replayed, repeats, discrete }: NonNullable<ClaimResult['independence']>): string {
  const trials = replayed === 1 ? '1 trial' : `${replayed} trials`;
  const bounds = repeats === 'exact' ? [] : Object.entries(repeats).map(([name, bound]) => `${name} ${number(bound)}`);
  const same = repeats === 'exact' ? 'came out the same to the last bit' : `came out within ${bounds.join(', ')}`;
  const apart = discrete === undefined ? 'no two are the same training' : `not compared with one another: ${discrete}`;
  return `${trials}, newest first, ${same} in a fresh process; ${apart}`;
}

/** What trained, and how far the second engine was from it. */
export function engineText({ engine, witness }: ClaimResult): string {
  if (!witness) return `${engine}, no witness`;
  const { windows, full, engines, borderline } = witness;
  const share = `${number(Math.max(windows.share, full.share))} of the bound`;
  // Another order of the same sums rounds otherwise: where nothing ever differs, one arithmetic may have run twice.
  const same = windows.deviation === 0 && full.deviation === 0 ? '; never apart: they may share their arithmetic' : '';
  return (
    `${engines.join(' + ')}, max deviation ${number(windows.deviation)} per parameter and step in windows of ` +
    `${windows.trials} trials, ${number(full.deviation)} in a full training (at most ${share}); borderline outcomes: ${borderline}${same}`
  );
}
