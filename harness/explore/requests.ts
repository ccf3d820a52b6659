import type { Request } from '../statement/gate';
import type { Column } from '../study/row';
import { distinct } from '../trials/stream';

/**
 * What columns ask of a trial of this problem, each number once. Where several ask together, one that can ask nothing of the
 * problem (its horizon is out of reach, say) is left out; one that asks alone throws.
 */
export function columnRequests(columns: readonly Column[], problem: unknown): readonly Request[] {
  const all = columns.flatMap((column) =>
    columns.length === 1 ? asked(column, problem) : whatIsAsked(column, problem),
  );
  return distinct(all);
}

function asked({ parts }: Column, problem: unknown): readonly Request[] {
  return parts.flatMap((part) => part.plan(problem));
}

function whatIsAsked(column: Column, problem: unknown): readonly Request[] {
  try {
    return asked(column, problem);
  } catch {
    return [];
  }
}
