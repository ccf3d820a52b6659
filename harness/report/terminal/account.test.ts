import type { ClaimGate } from '../../compile/compile';
import type { ClaimResult } from '../../verdict/results/result';
import { width } from '../text/width';
import { Account } from './account';
import { coloursFor } from './colours';
import { summaryTable } from './summary-table';

const control = (kind: string, status: string) => ({ name: kind, kind, doc: '', status, trials: 5 });
const good = [control('positive', 'corroborated'), control('gross', 'falsified'), control('nearMiss', 'falsified')];

const result = (name: string, changes: object = {}): ClaimResult =>
  ({
    ...{ name, file: `${name}.ts`, verdict: 'corroborated', because: 'so', epoch: 'e', profile: 'pr', engine: 'fused' },
    ...{ code: 'abc', alphaC: 0.01, alphaF: 0.001, budget: 200, trials: 67, parts: [], controls: good, unknown: 0 },
    ...{ minimalDetectable: 0.194, slack: 0.346, notices: 2.5 },
    ...changes,
  }) as unknown as ClaimResult;
const failed = { verdict: 'falsified', trials: 5, slack: undefined, notices: undefined };

const plain = coloursFor(false, {});
const some = [
  result('holds for all t′ − and every σ0'),
  result('tight', { slack: 0, notices: 1.2, minimalDetectable: undefined }),
  // Two controls were not needed, the third came out as it must not.
  result('broken', {
    ...failed,
    controls: [control('positive', 'falsified'), control('gross', 'not needed'), control('nearMiss', 'not needed')],
  }),
  result('dull', { verdict: 'vacuous', trials: 0, slack: undefined, notices: undefined, controls: [] }),
];

describe('summaryTable', () => {
  it('has a row per claim, and counts verdicts', () => {
    expect(summaryTable(some, Number.POSITIVE_INFINITY, plain).split('\n')).toEqual([
      'claim                                   verdict  trials  slack  notices  detects  controls',
      'holds for all t′ − and every σ0  ✓ corroborated      67  0.346    × 2.5    0.194       3/3',
      'tight                            ✓ corroborated      67      0    × 1.2        –       3/3',
      'broken                              ✗ falsified       5      –        –    0.194       0/1',
      'dull                                  ○ vacuous       0      –        –    0.194         –',
      '',
      '4 claims: 2 corroborated, 1 falsified, 1 vacuous',
    ]);
  });

  it('says of exploratory claims that they are', () => {
    const explored = some.map((one) => ({ ...one, file: 'a.exploratory.ts' }));
    expect(summaryTable(explored, 60, plain)).toMatch(/^exploratory claim {2,}verdict/);
  });

  it('cuts names first, and leaves out columns where that is not enough: 60 columns', () => {
    expect(summaryTable(some, 60, plain).split('\n').slice(0, 3)).toEqual([
      'claim                                verdict  trials  slack',
      'holds for all t′ − and ever…  ✓ corroborated      67  0.346',
      'tight                         ✓ corroborated      67      0',
    ]);
    for (const columns of [200, 80, 60, 40]) {
      for (const line of summaryTable(some, columns, plain).split('\n').slice(0, 5))
        expect(width(line)).toBeLessThan(columns);
    }
  });
});

describe('Account', () => {
  const names = ['a', 'b', 'c', 'd'];
  const description = {
    statement: 'All is well.',
    source: '[x]',
    quantifier: 'all problems',
    assumptions: [],
    ours: [],
    paper: [],
    notChecked: [],
  };
  const gates = names.map((name) => ({ name, description }) as unknown as ClaimGate);
  const env = { NO_COLOR: '1' };
  const told = (claims: number, columns: number | undefined, verbose = false) =>
    new Account(gates.slice(0, claims), { columns, verbose, env }).decided(result('a'));

  it.each([
    ['four claims at a terminal', told(4, 80), false],
    ['three claims at a terminal', told(3, 80), true],
    ['four claims, verbose', told(4, 80, true), true],
    ['three claims in a log', told(3, undefined), true],
    ['four claims in a log', told(4, undefined), false],
    ['four claims in a log, verbose', told(4, undefined, true), true],
  ])('%s', (_, text, block) => {
    expect(text.includes('  statement   All is well.')).toBe(block);
    expect(text.startsWith(block ? 'CORROBORATED (level 0.01): a\n' : '✓ corroborated  a (67 trials, ')).toBe(true);
  });

  it('says of a failure in any case all there is, where it is and how to replay it', () => {
    const seen = { index: 3, measured: 2, allowed: 1, factor: 2 };
    const stream = { family: 'coin', source: 'region', dials: {}, epoch: 'e' };
    const account = new Account(gates, { columns: 80, verbose: false, env });
    const lines = account
      .decided(result('b', { ...failed, counterexample: { ...seen, stream, part: 'p' } }))
      .split('\n');
    expect(lines[0]).toBe('FALSIFIED (level 0.001): b');
    expect(lines).toContain('  replay      npx theoremcheck replay coin/region/-/-/e/3/fused/abc');
    expect(lines).toContain('  statement   All is well.');
  });

  it('says of a family once what its claims share', () => {
    const said = (claims: readonly (readonly [string, object])[]) => {
      const shared = claims.map(([name, more]) => ({ name, description: { ...description, family: 'coin', ...more } }));
      const account = new Account(shared as unknown as ClaimGate[], { columns: undefined, verbose: true, env });
      return claims.map(([name]) =>
        account
          .decided(result(name))
          .split('\n')
          .filter((line) => /^ {2}(assuming|paper) /.test(line)),
      );
    };
    const fair = { name: 'fair', region: 'p: 0.5' };
    const dry = { name: 'dry', region: 'w: 0' };
    const paper = [{ symbol: 'n', hypothesis: 'large', checked: 'n = 3', outside: true }];
    const claims = [
      ['a', { assumptions: [fair, dry], paper }],
      ['b', { assumptions: [fair, dry], paper }],
      ['c', { assumptions: [{ ...fair, region: 'p: 0.4' }, dry], paper: [] }],
      ['d', { assumptions: [fair], family: 'dice' }],
    ] as const;
    expect(said(claims)).toEqual([
      [
        '  assuming    fair: p: 0.5',
        '  assuming    dry: w: 0',
        '  paper       n: large; checked: n = 3 (OUTSIDE the hypothesis)',
      ],
      ['  assuming    fair, dry: as under "a"', '  paper       n: as under "a"'],
      ['  assuming    dry: as under "a"', '  assuming    fair: p: 0.4'],
      ['  assuming    fair: p: 0.5'],
    ]);
  });

  it('sums up in the order of the claims, and only where there are several', () => {
    const account = new Account(gates, { columns: undefined, verbose: false, env });
    account.decided(result('c'));
    expect(account.summary()).toBe('');
    account.decided(result('a', failed));
    expect(
      account
        .summary()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['claim', 'a', 'c', '', '2']);
  });
});
