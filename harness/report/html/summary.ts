import type { ClaimResult } from '../../verdict/results/result';

const WORDS: Readonly<Record<ClaimResult['verdict'], string>> = {
  error: 'could not be decided',
  falsified: 'falsified',
  vacuous: 'vacuous',
  inconclusive: 'inconclusive',
  corroborated: 'corroborated',
};

/** `24 of 25 claims corroborated, 1 falsified`: counts, the worst after what is good. */
export function summary(claims: readonly ClaimResult[]): string {
  const count = (verdict: ClaimResult['verdict']) => claims.filter((claim) => claim.verdict === verdict).length;
  const failed = (Object.keys(WORDS) as ClaimResult['verdict'][]).filter((verdict) => verdict !== 'corroborated');
  const others = failed.flatMap((verdict) => (count(verdict) > 0 ? `${count(verdict)} ${WORDS[verdict]}` : []));
  const all = `${claims.length} ${claims.length === 1 ? 'claim' : 'claims'}`;
  return [`${count('corroborated')} of ${all} corroborated`, ...others].join(', ');
}
