import { models, noisy } from '../controls';
import { attention } from './attention';

export default attention({
  model: models.fourHeads,
  in: 'some head',
  clock: 'of the paper',
  c: 0.03,
  reason: 'that of the claim on two heads; .14 to .42 were left in calibration',
  nearMiss: noisy(0.45),
});
