import { models } from '../controls';
import { decay } from './decay';

export default decay({
  model: models.twoLayers,
  every: 'unit / 8',
  cap: 2.5,
  calibration: '1.0 over 16 trainings in calibration',
});
