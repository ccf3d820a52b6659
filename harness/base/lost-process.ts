import { UsageError } from './usage-error';

/** A process that ended before it answered: it may have been an accident, so what was lost with it is tried once more. */
export class LostProcess extends UsageError {
  readonly lost = true;
}

/** Whether an error is that of a lost process, or was caused by one. By a mark: each bundle has a class of its own. */
export function isLost(error: unknown): boolean {
  for (let at = error as Partial<LostProcess> | undefined; at; at = at.cause as typeof at)
    if (at.lost === true) return true;
  return false;
}
