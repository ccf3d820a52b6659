/** The clock in η: half the step size takes twice the steps. */
import { clock } from './clock';

export default clock({
  name: 'steps fall like 1/η',
  size: 'η = 1.25, 2.5, 5, 10',
  symbol: 'eta',
  dial: 'stepSize',
  values: [1.25, 2.5, 5, 10],
  exponent: -1,
  reason: 'gradient flow knows η t alone; −.92 to −.66 in calibration, since noise slows large steps',
  cap: 450,
});
