import type { ConceptProblem } from './problem';

/**
 * Refuses an infeasible problem, naming the first violated condition:
 * `concept problem: expected dX >= 2*K1 + K2, got 10 < 12`. Throws RangeError.
 */
export function checkConceptProblem(problem: ConceptProblem): void {
  checkFinite({ ...problem, ...problem.departures });
  checkShape(problem);
  checkScales(problem);
  checkDepartures(problem);
}

function checkFinite(numbers: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (name !== 'departures' && !Number.isFinite(value)) throw fault(`a finite ${name}`, `${value}`);
  }
}

function checkShape({ K1, K2, dX, dY, L, m, B }: ConceptProblem): void {
  for (const [name, value] of Object.entries({ K1, K2, dX, dY, L, m, B })) {
    if (!Number.isInteger(value)) throw fault(`an integer ${name}`, `${value}`);
  }
  for (const [name, value] of Object.entries({ K1, L, m, B })) atLeast(name, value, '1', 1);
  atLeast('K2', K2, '0', 0);
  atLeast('dX', dX, '2*K1 + K2', 2 * K1 + K2);
  atLeast('dY', dY, '2*K1', 2 * K1);
}

function checkScales({ kappaX, kappaY, sigma, p, pNu, sigma0, sigma1, eta, lambda }: ConceptProblem): void {
  for (const [name, value] of Object.entries({ kappaX, kappaY })) fractionBelowOne(name, value);
  for (const [name, value] of Object.entries({ sigma, sigma1, lambda })) atLeast(name, value, '0', 0);
  for (const [name, value] of Object.entries({ sigma0, eta })) positive(name, value);
  for (const [name, value] of Object.entries({ p, pNu })) fraction(name, value);
}

function checkDepartures({ departures, L, K1 }: ConceptProblem): void {
  const { coherence, positives, foreign, flips, queryFlips, batches, stepRate, stepPower } = departures;
  fractionBelowOne('coherence', coherence);
  for (const [name, value] of Object.entries({ positives, foreign, flips, queryFlips })) fraction(name, value);
  if (positives === 0.5 && L % 2 === 1) throw fault('an even L (demonstrations are balanced)', `${L}`);
  if (foreign > 0 && K1 < 2) throw fault('K1 >= 2 (foreign demonstrations carry another concept)', `${K1}`);
  if (!Number.isInteger(batches)) throw fault('an integer batches', `${batches}`);
  for (const [name, value] of Object.entries({ batches, stepRate, stepPower })) atLeast(name, value, '0', 0);
  const { frozenAttention, frozenMlp, ideal } = departures;
  for (const [name, value] of Object.entries({ frozenAttention, frozenMlp, ideal })) {
    if (value !== 0 && value !== 1) throw fault(`${name} to be 0 or 1`, `${value}`);
  }
}

function atLeast(name: string, value: number, bound: string, limit: number): void {
  if (value < limit) throw fault(`${name} >= ${bound}`, `${value} < ${limit}`);
}

function positive(name: string, value: number): void {
  if (value <= 0) throw fault(`${name} > 0`, `${value}`);
}

function fraction(name: string, value: number): void {
  if (value < 0 || value > 1) throw fault(`0 <= ${name} <= 1`, `${value}`);
}

function fractionBelowOne(name: string, value: number): void {
  if (value < 0 || value >= 1) throw fault(`0 <= ${name} < 1`, `${value}`);
}

function fault(expected: string, got: string): RangeError {
  return new RangeError(`concept problem: expected ${expected}, got ${got}`);
}
