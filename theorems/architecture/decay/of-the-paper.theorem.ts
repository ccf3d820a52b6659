import { models } from '../controls';
import { decay } from './decay';

export default decay({
  model: models.paper,
  every: 'unit / 4',
  cap: 5,
  calibration: '.9 over 16 trainings in calibration',
});
