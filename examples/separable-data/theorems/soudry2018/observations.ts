import type { Observation } from 'theoremcheck';
import { logisticLoss } from '../../model/logistic';
import { added, dot, norm, scaled } from '../../task/data';
import type { Problem } from '../../task/problem';
import type { Descent } from './training';

type Own = Observation<Problem, Descent>;

/** A number of the training as it is now. Engines may differ by `bound` after a whole training: ours, from calibration. */
const now = (doc: string, range: Own['range'], bound: number, value: (training: Descent) => number): Own => ({
  ...{ doc, range, prompted: false },
  witnessBound: () => bound,
  measure: (training) => value(training),
});

const REALS = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;

const directionOf = ({ weights }: Descent) => scaled(weights, 1 / norm(weights));
const least = ({ weights, data }: Descent) => Math.min(...data.points.map((x) => dot(weights, x)));

/** What claims can measure. */
export const observations = {
  loss: now('L(w) = Σ ln(1 + e^(−w·x_n))', POSITIVE, 1e-6, ({ weights, data }) =>
    data.points.reduce((sum, x) => sum + logisticLoss(dot(weights, x)), 0),
  ),
  norm: now('|w|', POSITIVE, 1e-4, ({ weights }) => norm(weights)),
  distance: now('|w/|w| − û|, û the maximum-margin direction', [0, 2], 1e-5, (training) =>
    norm(added(directionOf(training), training.data.direction, -1)),
  ),
  marginGap: now(
    'by what share of the largest margin that of w/|w| is smaller',
    POSITIVE,
    1e-5,
    (training) => 1 - least(training) / (norm(training.weights) * training.data.margin),
  ),
  margin: now('the largest margin of the data, in closed form', POSITIVE, 0, ({ data }) => data.margin),
  stepSize: now('η', POSITIVE, 0, ({ eta }) => eta),
  smallest: now('min w·x_n: positive where w separates the data', REALS, 1e-4, least),
} satisfies Record<string, Own>;
