import { UsageError } from '../../base/usage-error';
import type { Family } from '../../statement/family';

/** How sources begin that are the problem itself: `given:{"K1":2,…}`, JSON in the order of its writer. */
export const GIVEN = 'given:';

export const isGiven = (source: string): boolean => source.startsWith(GIVEN);

/** The problem that a source `given:…` is, before any dial. @throws UsageError for what is no JSON object */
export function givenProblem(family: Family, source: string): unknown {
  const problem = parsed(source.slice(GIVEN.length));
  if (typeof problem === 'object' && problem !== null) return problem;
  throw UsageError.expected(family.name, 'a problem as JSON', source);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
