/** The clock in L: it does not enter. */
import { clock } from './clock';

export default clock({
  name: 'steps do not depend on L',
  size: 'L = 4, 8, 16, 32 demonstrations',
  symbol: 'L',
  dial: 'trainingLength',
  values: [4, 8, 16, 32],
  exponent: 0,
  reason: 'attention has mass 1 whatever L is; −.20 to .10 in calibration',
  cap: 140,
});
