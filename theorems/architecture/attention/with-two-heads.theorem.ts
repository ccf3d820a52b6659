import { models, noisy } from '../controls';
import { attention } from './attention';

export default attention({
  model: models.twoHeads,
  in: 'some head',
  c: 0.03,
  reason: 'at half the horizon at most .027 was left in calibration',
  nearMiss: noisy(0.5),
});
