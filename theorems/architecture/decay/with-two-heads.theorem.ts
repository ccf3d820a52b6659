import { models } from '../controls';
import { decay } from './decay';

export default decay({
  model: models.twoHeads,
  every: 'unit',
  cap: 12,
  calibration: 'T4 at 4.1 units over 16 trainings in calibration',
});
