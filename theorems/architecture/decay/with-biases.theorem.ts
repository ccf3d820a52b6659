import { models } from '../controls';
import { decay } from './decay';

export default decay({
  model: models.biases,
  every: 'unit / 4',
  cap: 6,
  calibration: '.5 over 16 trainings in calibration',
});
