import { early, models } from '../controls';
import { attention } from './attention';

export default attention({
  model: models.twoLayers,
  in: 'every layer',
  c: 0.012,
  reason: 'at most .005 was left at the horizon in calibration',
  nearMiss: early(3.3),
});
