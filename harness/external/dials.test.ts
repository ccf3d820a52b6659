import { wireAssumptions, wireDials } from './dials';
import type { WireRange } from './protocol';

const RANGES: Readonly<Record<string, WireRange>> = {
  n: { law: 'count', from: 2, to: 20 },
  L: { law: 'even count', from: 2, to: 20 },
  s: { law: 'uniform', from: 0, to: 1 },
};
const drawn = { n: 9, L: 8, s: 0.5 };
const longer = { doc: 'longer', set: { n: '4 + 3 * severity', s: 's * (1 + severity)' } };

test('severity 0 leaves a problem as drawn; above, the dial sets its symbols and no other', () => {
  const stated = { short: { doc: 'short', paper: 'n ≤ 4', symbols: ['n'], dial: longer } };
  const { dial } = wireAssumptions(stated, RANGES, 'toy').short!;
  expect(dial.apply(drawn, 0)).toEqual(drawn);
  expect(dial.physical(0)).toBe('as drawn');
  expect(dial.apply(drawn, 1)).toEqual({ n: 7, L: 8, s: 1 });
  expect(dial.physical(1)).toBe('n = 7, s = s * (1 + severity) at 1');
});

test('counts stay whole; other numbers are not rounded', () => {
  const { cut } = wireDials(
    { cut: { doc: 'cut', set: { n: '4 + severity', L: '4 + severity', s: 'severity' } } },
    RANGES,
    'toy',
  );
  expect(cut!.apply(drawn, 0.4)).toEqual({ n: 4, L: 4, s: 0.4 });
  expect(cut!.apply(drawn, 0.6)).toMatchObject({ n: 5, s: 0.6 });
});

test('a dial that is no assumption acts at severity 0, too', () => {
  expect(wireDials({ longer }, RANGES, 'toy').longer!.apply(drawn, 0)).toEqual({ n: 4, L: 8, s: 0.5 });
});
