import {
  type ClaimStrength,
  GROUPS,
  type Mutant,
  type MutantGroup,
  type RejectedShare,
  rejectedShare,
  WAYS,
} from '../../strength/strength';
import type { StrengthRun } from '../../strength/strength-file';
import { number } from './number';

/** `19/20`, or `–` where nothing was tried. */
export const shareText = ({ rejected, of }: RejectedShare): string => (of === 0 ? '–' : `${rejected}/${of}`);

/** What a run of `mutate` found: per claim and in all which share the gate rejects, and what it lets pass by name. */
export function strengthText({ epoch, otherEpoch, claims }: StrengthRun): string {
  const all = claims.flatMap(({ attempts }) => attempts);
  const heads = claims.length > 1 ? [`all ${claims.length} claims`, ...totals(all)] : [];
  return [...claims.flatMap(claimText), ...heads, `statements on epoch ${epoch}, worlds on epoch ${otherEpoch}`].join(
    '\n',
  );
}

function claimText({ name, verdict, notices, attempts }: ClaimStrength): readonly string[] {
  if (verdict !== 'corroborated') return [`${name}`, `  ${verdict} as it stands: nothing is tried on it`, ''];
  const noticed = notices === undefined ? 'nothing' : `a measured quantity ${number(notices)} times as bad`;
  return [
    name,
    `  notices ${noticed}`,
    ...GROUPS.filter((group) => rejectedShare(attempts, group).of > 0).map((group) => line(attempts, group)),
    ...attempts.filter(isSurvivor).map(survivorText),
    '',
  ];
}

/** Worlds that the claim was never said to notice are no survivors. */
const isSurvivor = ({ kind, rejected }: Mutant): boolean => !rejected && kind !== 'within notices';

function survivorText({ kind, name, baseline }: Mutant): string {
  return `  survives  ${kind}: ${name}${baseline === undefined ? '' : ' (--baseline notices it)'}`;
}

function totals(all: readonly Mutant[]): readonly string[] {
  return [
    ...GROUPS.map((group) => line(all, group)),
    ...WAYS.map((way) => line(all, { ...way, title: `  ${way.title}` })),
    '',
  ];
}

function line(attempts: readonly Mutant[], group: MutantGroup): string {
  const share = rejectedShare(attempts, group);
  const rate = share.of === 0 ? '' : ` = ${number(share.rejected / share.of)}`;
  const aim = group.target === undefined ? '' : `, target ${group.target}`;
  return `  rejected  ${group.title}: ${shareText(share)}${rate}${aim}`;
}

/** `rejects 19/20 weakened statements, 5/5 false worlds beyond notices`. */
export function triedText({ attempts }: ClaimStrength): string {
  const shares = GROUPS.filter((group) => group.target !== undefined && rejectedShare(attempts, group).of > 0);
  return `rejects ${shares.map((group) => `${shareText(rejectedShare(attempts, group))} ${group.title}`).join(', ')}`;
}
