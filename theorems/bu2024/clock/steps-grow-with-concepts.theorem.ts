/** The clock in K1: twice the concepts take twice the steps. */
import { clock } from './clock';

export default clock({
  name: 'steps grow like K1',
  size: 'K1 = 2, 4, 8, 16 concepts',
  symbol: 'K1',
  dial: 'concepts',
  values: [2, 4, 8, 16],
  exponent: 1,
  reason: 'a concept is drawn every K1 prompts; .88 to 1.2 in calibration',
  cap: 260,
});
