/** The clock in m: at the same step size, twice the neurons take less than twice the steps. */
import { clock } from './clock';

export default clock({
  name: 'steps grow more slowly than m',
  size: 'm = 50, 100, 200, 400 neurons at the same η',
  symbol: 'm',
  dial: 'width',
  values: [50, 100, 200, 400],
  exponent: 0.5,
  reason:
    'attention takes steps of η while its gradient grows like η t/m, so that η² t²/m sets the time, t ∝ √m/η; .30 to .47 in calibration',
  cap: 230,
});
