/** The clock in d: it does not enter. */
import { clock } from './clock';

export default clock({
  name: 'steps do not depend on d',
  size: 'dX = dY = 20, 40, 80',
  symbol: 'dX',
  dial: 'dimension',
  values: [20, 40, 80],
  exponent: 0,
  reason: 'the dynamics stay in the span of the features; −.19 to .20 in calibration',
  cap: 140,
});
