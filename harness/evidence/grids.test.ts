import { type Bet, corroborateGrid, falsifyGrid, type OutcomeKind, outcomeKind } from './grids';

const { exp } = Math;
const share = (bet: Bet) => exp(bet.logWeight);
const each = (bets: readonly Bet[], of: (bet: Bet) => number) => bets.map(of);
const close = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, 12));

test('means have bounded outcomes, what is violated or not has indicators', () => {
  expect((['prob', 'forall', 'mean'] as const).map(outcomeKind)).toEqual(['binary', 'binary', 'bounded']);
});

describe('bets that the mean is less than m', () => {
  test.each([0.05, 0.4])(
    'indicators at m = %d: r of the capital survives a violation, and half of it bets all',
    (m) => {
      const bets = corroborateGrid('binary', m);
      expect(each(bets, share)).toEqual(close([1 / 2, 1 / 6, 1 / 6, 1 / 6]));
      expect(each(bets, ({ logFail }) => exp(logFail))).toEqual(close([0, 0.125, 0.25, 0.5]));
      expect(each(bets, ({ lambda }) => lambda * (1 - m))).toEqual(close([1, 0.875, 0.75, 0.5]));
      expect(each(bets, ({ logPass }) => exp(logPass))).toEqual(
        close([1, 0.875, 0.75, 0.5].map((stake) => 1 + (stake * m) / (1 - m))),
      );
    },
  );

  test.each([0.05, 0.4])('bounded outcomes at m = %d: the shares are equal, and none loses everything', (m) => {
    const stakes = [0.03, 0.06, 0.125, 0.25, 0.5, 0.75, 0.95];
    const bets = corroborateGrid('bounded', m);
    expect(each(bets, share)).toEqual(close(stakes.map(() => 1 / 7)));
    expect(each(bets, ({ lambda }) => lambda * (1 - m))).toEqual(close(stakes));
    expect(each(bets, ({ logFail }) => exp(logFail))).toEqual(close(stakes.map((stake) => 1 - stake)));
    expect(each(bets, ({ logPass }) => exp(logPass))).toEqual(close(stakes.map((stake) => 1 + (stake * m) / (1 - m))));
  });
});

describe('bets that the mean is more than m', () => {
  test.each<[number, number[]]>([
    [0.05, [1.5, 2, 4, 8, 16]],
    [0.1, [1.5, 2, 4, 8]],
    [0.125, [1.5, 2, 4]],
    [0.5, [1.5]],
    [2 / 3, [1.25]],
    [0.8, [1.125]],
  ])('indicators at m = %d multiply the capital by %j at a violation', (m, ratios) => {
    const bets = falsifyGrid('binary', m);
    expect(each(bets, ({ logFail }) => exp(logFail))).toEqual(close(ratios));
    expect(each(bets, share)).toEqual(close(ratios.map(() => 1 / ratios.length)));
    expect(each(bets, ({ lambda }) => lambda)).toEqual(close(ratios.map((ratio) => (ratio - 1) / (1 - m))));
    expect(each(bets, ({ logPass }) => exp(logPass))).toEqual(close(ratios.map((ratio) => (1 - ratio * m) / (1 - m))));
  });

  test.each([0.05, 0.7])('bounded outcomes at m = %d lose their stake where x is 0', (m) => {
    const stakes = [0.005, 0.01, 0.03, 0.06, 0.125, 0.25, 0.5, 0.95];
    const bets = falsifyGrid('bounded', m);
    expect(each(bets, share)).toEqual(close(stakes.map(() => 1 / 8)));
    expect(each(bets, ({ lambda }) => lambda * m)).toEqual(close(stakes));
    expect(each(bets, ({ logPass }) => exp(logPass))).toEqual(close(stakes.map((stake) => 1 - stake)));
    expect(each(bets, ({ logFail }) => exp(logFail))).toEqual(close(stakes.map((stake) => 1 + (stake * (1 - m)) / m)));
  });

  test.each<OutcomeKind>(['binary', 'bounded'])(
    '%s at m = 0: one bet, which anything above 0 wins without bound',
    (kind) => {
      const infinite = Number.POSITIVE_INFINITY;
      expect(falsifyGrid(kind, 0)).toEqual([{ logWeight: 0, lambda: infinite, logPass: 0, logFail: infinite }]);
    },
  );
});

describe.each<[string, (kind: OutcomeKind, m: number) => Bet[], 1 | -1]>([
  ['less', corroborateGrid, -1],
  ['more', falsifyGrid, 1],
])('every bet that the mean is %s than m', (_, grid, sign) => {
  test.each<OutcomeKind>(['binary', 'bounded'])(
    '%s: is fair at m, and the logarithms are those of its factor',
    (kind) => {
      for (const m of [0.001, 0.05, 0.3, 0.62, 0.9]) {
        const bets = grid(kind, m);
        expect(bets.reduce((sum, bet) => sum + share(bet), 0)).toBeCloseTo(1, 12);
        for (const { lambda, logPass, logFail } of bets) {
          expect((1 - m) * exp(logPass) + m * exp(logFail)).toBeCloseTo(1, 12);
          expect(exp(logPass)).toBeCloseTo(1 - sign * lambda * m, 12);
          expect(exp(logFail) - (1 + sign * lambda * (1 - m))).toBeCloseTo(0, 10);
        }
      }
    },
  );
});
