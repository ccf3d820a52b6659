import { models, noisy } from '../controls';
import { attention } from './attention';

export default attention({
  model: models.paper,
  in: 'the head',
  c: 0.03,
  reason: 'at most .016 was left at the horizon in calibration',
  nearMiss: noisy(0.46),
});
