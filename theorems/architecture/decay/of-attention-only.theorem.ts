import { models } from '../controls';
import { decay } from './decay';

export default decay({
  model: models.attentionOnly,
  every: 'unit / 4',
  cap: 4,
  calibration: '.5 over 16 trainings in calibration',
});
