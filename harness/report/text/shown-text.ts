import type { Description } from '../../compile/describe';
import { isExploratory } from '../../statement/exploratory';
import type { ClaimResult, PartResult } from '../../verdict/results/result';
import { number } from './number';

type StatedKind = Pick<Description, 'kind' | 'delta'>;

/**
 * What is stated beside what was shown of it, which is less: `P(violation) ≤ 0.05 · shown: < 0.1 over the mixture and at each of
 * four corners, level 6.25e-4 (attempt 1)`.
 */
export function shownText(result: ClaimResult, about: StatedKind): string {
  return `${statedText(result, about)} · ${foundText(result, about)}`;
}

/** The same on the line of a corroborated claim: `shown: P < 0.1, attempt 1`. */
export function shownBriefly(result: ClaimResult, about: StatedKind): string {
  const most = number(Math.max(...result.parts.map(limitOf)));
  const attempts = attemptsText(result);
  return `shown: ${subject(about)} < ${most}${attempts === undefined ? '' : `, ${attempts}`}`;
}

/** Which attempt at the claim this is; undefined of exploratory claims, which are not counted. */
export function attemptsText(result: Pick<ClaimResult, 'attempts' | 'file'>): string | undefined {
  if (isExploratory(result)) return undefined;
  if (!result.attempts) return 'attempts not counted';
  const { attempt, codes, recordedAs } = result.attempts;
  if (attempt === undefined) return 'not gated: what it states is not recorded';
  const moved = recordedAs === undefined ? '' : `, recorded as attempt ${recordedAs} and put later by a merge`;
  return `attempt ${attempt}${codes > 1 ? `, ${codes} codes` : ''}${moved}`;
}

/** Of a nightly run a level is one night's: the next one has the same again. */
export function levelText({ profile }: Pick<ClaimResult, 'profile'>, level: number): string {
  return `level ${number(level)}${profile === 'nightly' ? ' per night' : ''}`;
}

function statedText({ parts }: ClaimResult, { kind, delta }: StatedKind): string {
  if (kind === 'forall') return 'no violation';
  if (kind !== 'mean') return `P(violation) ≤ ${number(delta)}`;
  const bounds = parts.map((part) => `${meanOf(part)} ≤ ${number(part.delta)}`);
  return bounds.length > 0 ? bounds.join(', ') : 'a mean within its bound';
}

function foundText(result: ClaimResult, about: StatedKind): string {
  const { verdict, alphaC, alphaF } = result;
  const attempts = attemptsText(result);
  const counted = attempts === undefined ? '' : ` (${attempts})`;
  if (verdict === 'falsified') return `contradicted, ${levelText(result, alphaF)}${counted}`;
  if (verdict !== 'corroborated') return `nothing shown${counted}`;
  return `shown: ${placesText(result, about)}, ${levelText(result, alphaC)}${counted}`;
}

/** Below what every part was shown to lie, and where. */
function placesText({ parts }: ClaimResult, about: StatedKind): string {
  if (about.kind === 'mean') return parts.map((part) => `${meanOf(part)} < ${number(limitOf(part))}`).join(', ');
  const [first, ...rest] = parts;
  if (!first) return 'no part';
  const rate = about.kind === 'forall' ? 'P(violation) ' : '';
  const start = `${rate}< ${number(limitOf(first))} ${first.label === 'mixture' ? 'over the mixture' : 'at the reference problem'}`;
  const groups = [
    [rest.filter(({ label }) => label.startsWith('corner ')), 'corner'],
    [rest.filter(({ label }) => label.startsWith('counterexample ')), 'earlier counterexample'],
  ] as const;
  return [start, ...groups.flatMap(([group, name]) => groupText(group, name, limitOf(first)))].join(' and ');
}

function groupText(group: readonly PartResult[], name: string, first: number): readonly string[] {
  if (group.length === 0) return [];
  const most = Math.max(...group.map(limitOf));
  const limit = number(most) === number(first) ? '' : `< ${number(most)} `;
  return [group.length === 1 ? `${limit}at one ${name}` : `${limit}at each of ${counted(group.length)} ${name}s`];
}

const limitOf = ({ delta, margin }: PartResult): number => delta + margin;

const subject = ({ kind }: StatedKind): string => (kind === 'mean' ? 'mean' : 'P');

const meanOf = ({ label }: PartResult): string => (label === 'mean' ? 'mean' : `mean (${label})`);

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const counted = (count: number): string => WORDS[count] ?? String(count);
