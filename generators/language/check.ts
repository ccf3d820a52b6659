import { Demands } from '../demands';
import type { Lexicon } from './lexicon';
import type { LanguageProblem } from './problem';
import { vendored } from './vendored';

const demand = new Demands('language problem');

/** Refuses an infeasible problem, naming the first violated condition. Throws RangeError. */
export function checkLanguageProblem(problem: LanguageProblem, lexicon: Lexicon = vendored()): void {
  const { concepts, novel, departures, ...numbers } = problem;
  demand.finite({ ...numbers, ...departures });
  checkConcepts([...concepts, ...novel], lexicon);
  demand.atLeast(1, { K1: concepts.length });
  demand.that(novel.length <= concepts.length, `at most ${concepts.length} new concepts`, novel.length);
  checkNumbers(problem);
  checkDepartures(problem);
}

function checkConcepts(names: readonly string[], { concepts }: Lexicon): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  demand.that(twice === undefined, 'each concept once', `${twice} twice`);
  const unknown = names.find((name) => !concepts.some((concept) => concept.name === name));
  demand.that(unknown === undefined, `concepts among ${concepts.map((c) => c.name).join(', ')}`, `${unknown}`);
}

function checkNumbers({ concepts, split, bag, dX, dY, L, m, B, kappaY, ...scales }: LanguageProblem): void {
  demand.integers({ split, bag, dX, dY, L, m, B });
  demand.atLeast(1, { bag, L, m, B });
  demand.atLeast(0, { split });
  demand.atLeast(concepts.length, { dX }, 'K1');
  demand.atLeast(2 * concepts.length, { dY }, '2*K1');
  demand.fractionsBelowOne({ kappaY });
  demand.positive({ sigma0: scales.sigma0, eta: scales.eta });
  demand.atLeast(0, { sigma1: scales.sigma1, lambda: scales.lambda });
}

function checkDepartures({ departures, dX, dY, L }: LanguageProblem): void {
  const { twin, labels, whitening, noise, vocabulary, testBag, wrongWords, ...others } = departures;
  const { positives, foreign, flips, queryFlips, ...flags } = others;
  demand.integers({ twin, labels, vocabulary, testBag });
  demand.atLeast(0, { twin, labels, noise, vocabulary, testBag });
  demand.atMost(2, { twin, labels });
  demand.fractions({ whitening, wrongWords, positives, foreign, flips, queryFlips });
  demand.that(positives !== 0.5 || L % 2 === 0, 'an even L (demonstrations are balanced)', L);
  demand.that(labels === 0 || dY === dX, 'dY = dX (label vectors are words)', `${dY} and ${dX}`);
  demand.flags(flags);
}
