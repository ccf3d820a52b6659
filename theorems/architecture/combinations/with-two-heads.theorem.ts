import { models } from '../controls';
import { combinations } from './combinations';

export default combinations(models.twoHeads);
