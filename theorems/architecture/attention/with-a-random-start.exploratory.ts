import { models, noisy } from '../controls';
import { attention } from './attention';

export default attention({
  model: models.randomStart,
  in: 'the head',
  c: 0.03,
  reason: 'that of the claim on the paper’s start; .02 to .99 were left in calibration',
  nearMiss: noisy(0.45),
});
