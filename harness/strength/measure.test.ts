import {
  type Accepted,
  acceptedClaims,
  claimStrength,
  isAccepted,
  omissionAttempts,
  statementAttempts,
  worldAttempts,
} from './measure';
import { GROUPS, type Mutant, rejectedShare } from './strength';
import { benchOf, pinned, small } from './testing/dice';

const bench = benchOf('dice-1');
let claims: readonly Accepted[];
beforeAll(async () => {
  claims = await acceptedClaims([small, pinned], bench);
});

const named = (attempts: readonly Mutant[], part: string) => attempts.filter(({ name }) => name.includes(part));

it('starts from claims that the gate accepts', () => {
  expect(claims.map(({ result }) => result.verdict)).toEqual(['corroborated', 'corroborated']);
  expect(claims.every(isAccepted)).toBe(true);
});

describe('a weakened statement', () => {
  it('is rejected in every way where the near miss is graded and each atom is broken', async () => {
    const attempts = await statementAttempts(claims[0]!, bench);
    expect(attempts.map(({ kind }) => kind)).toEqual([
      ...['bounds × 1.5', 'bounds', 'bounds', 'bounds'],
      ...['reversed', 'vacuous atom', 'constant'],
    ]);
    expect(attempts.filter(({ rejected }) => !rejected)).toEqual([]);
    expect(named(attempts, 'bounds × 2')[0]!.because).toMatch(/vacuous: the control "fair = 2.2" survives/);
    expect(named(attempts, 'reversed')[0]!.because).toMatch(/^vacuous: .*controls.positive/);
    expect(named(attempts, 'added')[0]!.because).toMatch(/^vacuous: .*atom "size at t = horizon ≤ 1000/);
    expect(named(attempts, 'always')[0]!.because).toMatch(/^vacuous/);
  });

  it('is judged alike where all of its trials are known', async () => {
    const twice = [await statementAttempts(claims[0]!, bench), await statementAttempts(claims[0]!, bench)];
    expect(twice[1]).toEqual(twice[0]);
  });

  it('passes where a pin breaks an atom by far: up to that far, and no further', async () => {
    const attempts = await statementAttempts(claims[1]!, bench);
    const other = attempts.filter(({ kind, name }) => kind === 'one bound' && name.startsWith('other'));
    // A shift of 25 beyond [0, 1/2] is past 5 · 2 and 5 · 4, and short of 5 · 10.
    expect(other.map(({ name, rejected }) => [name.split(': ')[1], rejected])).toEqual([
      ['bound × 2', false],
      ['bound × 4', false],
      ['bound × 10', true],
    ]);
    expect(other[0]!.baseline).toMatch(/other at t = horizon ≤ 5.* → .*10/);
    expect(named(attempts, 'bounds ×').every(({ rejected }) => rejected)).toBe(true);
  });
});

it('rejects false worlds beyond what the claim notices, on other trials, and lets milder ones pass', async () => {
  const [one] = claims;
  const attempts = await worldAttempts(one!, benchOf('dice-2'));
  const { notices } = claimStrength(one!, attempts);
  // P(s u > 1.1) is 0 up to 1.1 and .45 at 2; at the levels of one claim of the gate a rate of .1 is never noticed, .4 is.
  expect(notices).toBeGreaterThan(1.2);
  expect(notices).toBeLessThan(1.9);
  const beyond = attempts.filter(({ kind }) => kind === 'beyond notices');
  expect(beyond.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['measured × 2', 'measured × 2.5', 'measured × 3']),
  );
  expect(beyond.every(({ rejected }) => rejected)).toBe(true);
  expect(attempts[0]).toEqual({ kind: 'within notices', name: 'measured × 1.1', rejected: false });
});

it('has a comparison with the accepted run find whatever is left out', () => {
  const attempts = omissionAttempts(claims[1]!);
  expect(attempts.filter(({ rejected }) => !rejected)).toEqual([]);
  for (const what of [
    'control "untrained"',
    'control "fair = 100"',
    'corner a',
    'without other',
    'level in 0 … 0.5, uniform (fair)',
  ])
    expect([what, named(attempts, what).length]).not.toEqual([what, 0]);
});

it('counts what was rejected of each group', () => {
  const attempts: Mutant[] = [
    { kind: 'bounds', name: 'a', rejected: true },
    { kind: 'constant', name: 'b', rejected: false },
    { kind: 'within notices', name: 'c', rejected: false },
  ];
  const shares = new Map(GROUPS.map((group) => [group.title, rejectedShare(attempts, group)]));
  expect(shares.get('weakened statements')).toEqual({ rejected: 1, of: 2 });
  expect(shares.get('false worlds within notices')).toEqual({ rejected: 0, of: 1 });
  expect(shares.get('left out, by --baseline')).toEqual({ rejected: 0, of: 0 });
});
