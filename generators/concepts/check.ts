import { Demands } from '../demands';
import { allDepartures, type ConceptProblem } from './problem';

const demand = new Demands('concept problem');

/**
 * Refuses an infeasible problem, naming the first violated condition:
 * `concept problem: expected dX >= 2*K1 + K2, got 10 < 12`. Throws RangeError.
 */
export function checkConceptProblem(problem: ConceptProblem): void {
  const { departures, ...numbers } = problem;
  demand.finite({ ...numbers, ...departures });
  checkShape(problem);
  checkScales(problem);
  checkDepartures(problem);
}

function checkShape({ K1, K2, dX, dY, L, m, B }: ConceptProblem): void {
  demand.integers({ K1, K2, dX, dY, L, m, B });
  demand.atLeast(1, { K1, L, m, B });
  demand.atLeast(0, { K2 });
  demand.atLeast(2 * K1 + K2, { dX }, '2*K1 + K2');
  demand.atLeast(2 * K1, { dY }, '2*K1');
}

function checkScales({ kappaX, kappaY, sigma, p, pNu, sigma0, sigma1, eta, lambda }: ConceptProblem): void {
  demand.cosines({ kappaX, kappaY });
  demand.atLeast(0, { sigma, sigma1, lambda });
  demand.positive({ sigma0, eta });
  demand.fractions({ p, pNu });
}

function checkDepartures({ departures, L, K1, dY }: ConceptProblem): void {
  const { coherence, positives, foreign, flips, queryFlips, batches, stepRate, stepPower, ...others } =
    allDepartures(departures);
  const { testNoise, testPolysemy, testSkew, testLength, negativeWords, negativeLabels, ...further } = others;
  const { insideSpan, trainingSkew, bias, ...flags } = further;
  demand.fractionsBelowOne({ coherence });
  demand.fractions({ positives, foreign, flips, queryFlips });
  demand.fractions({ testPolysemy, testSkew, negativeWords, negativeLabels, insideSpan, trainingSkew });
  demand.that(positives !== 0.5 || L % 2 === 0, 'an even L (demonstrations are balanced)', L);
  demand.that(
    positives !== 0.5 || testLength % 2 === 0,
    'an even testLength (demonstrations are balanced)',
    testLength,
  );
  demand.that(foreign === 0 || K1 >= 2, 'K1 >= 2 (foreign demonstrations carry another concept)', K1);
  demand.that(negativeWords + negativeLabels === 0 || K1 >= 2, 'K1 >= 2 (concepts are combined)', K1);
  demand.integers({ batches, testLength });
  demand.atLeast(0, { batches, stepRate, stepPower, testNoise, testLength, bias });
  demand.that(bias === 0 || dY > 2 * K1, 'dY > 2*K1 (a bias needs a direction of its own)', `${dY} <= ${2 * K1}`);
  demand.flags(flags);
}
