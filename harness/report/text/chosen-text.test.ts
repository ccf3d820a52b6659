import { ours } from '../../statement/ours';
import { oursTexts } from './chosen-text';

it('tells constants that were chosen after the same epochs in one text, with those epochs once', () => {
  const early = { symbol: 'c', ...ours(0.1, 'measured', 'calibration-1', 'calibration-2') };
  const late = { symbol: 'tau', ...ours(12, 'long', 'calibration-1', 'calibration-2') };
  const never = { symbol: 'order', ...ours(1, 'a switch') };
  expect(oursTexts([early, never, late])).toEqual([
    'c = 0.1 (measured); tau = 12 (long); chosen after calibration-1, calibration-2',
    'order = 1 (a switch)',
  ]);
});
