import type { ClaimStrength } from '../../strength/strength';
import { strengthText, triedText } from './strength-text';

const tried: ClaimStrength = {
  ...{ name: 'a claim', file: 'a.theorem.ts', digest: '0', verdict: 'corroborated', notices: 1.5 },
  attempts: [
    { kind: 'bounds', name: 'bounds × 2', rejected: true, because: 'vacuous' },
    { kind: 'one bound', name: 'x ≤ 1: bound × 2', rejected: false, baseline: 'x ≤ 1 → 2' },
    { kind: 'beyond notices', name: 'measured × 2', rejected: true, because: 'falsified' },
    { kind: 'within notices', name: 'measured × 1.1', rejected: false },
  ],
};
const run = { epoch: 'gate-1', otherEpoch: 'gate-1-other', profile: 'pr', engine: 'default' } as const;

it('says which share is rejected, and what survives by name', () => {
  const lines = strengthText({ ...run, claims: [tried] }).split('\n');
  expect(lines).toContain('  rejected  weakened statements: 1/2 = 0.5, target 0.9');
  expect(lines.filter((line) => line.includes('survives'))).toEqual([
    '  survives  one bound: x ≤ 1: bound × 2 (--baseline notices it)',
  ]);
  expect(triedText(tried)).toBe('rejects 1/2 weakened statements, 1/1 false worlds beyond notices');
});

it('tries nothing on a claim that is not corroborated, and adds up the others', () => {
  const vacuous: ClaimStrength = { ...tried, name: 'hollow', verdict: 'vacuous', attempts: [] };
  const text = strengthText({ ...run, claims: [tried, vacuous] });
  expect(text).toContain('hollow\n  vacuous as it stands: nothing is tried on it');
  expect(text).toMatch(/all 2 claims\n {2}rejected {2}weakened statements: 1\/2/);
});
