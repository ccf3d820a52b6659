/** What is left of the exponent where steps are larger than the theorem allows. */

import { theorem } from 'theoremcheck';
import exponent from './loss-falls-like-one-over-t.theorem';

export default theorem({
  ...exponent.spec,
  name: 'with steps of four times the bound the loss falls like one over t',
  statement: `${exponent.spec.statement} Steps are four times as large as theorem 3 allows.`,
  stream: { wideSteps: 4 },
});
