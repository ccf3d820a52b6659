import { Script } from 'node:vm';
import { UsageError } from './usage-error';

const SLOT = Symbol.for('theoremcheck.bounded');
const call = new Script(`globalThis[Symbol.for('theoremcheck.bounded')]()`, { filename: 'bounded' });
/** The global object that the script sees; Jest's sandboxes have others. */
const outer = new Script('globalThis').runInThisContext() as Record<symbol, unknown>;

/**
 * Runs code of a project that must answer at once, on this very thread: nobody else could end a loop in it.
 *
 * @param where the functions to look at, for example `check()`.
 * @throws UsageError when it has not answered after so many seconds; else whatever it throws.
 */
export function bounded<V>(what: string, seconds: number, where: string, run: () => V): V {
  const before = outer[SLOT];
  outer[SLOT] = run;
  try {
    return call.runInThisContext({ timeout: Math.ceil(seconds * 1000) }) as V;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw UsageError.expected(what, `an answer within ${seconds} s`, 'none', loopCure(where));
  } finally {
    outer[SLOT] = before;
  }
}

/** What to do about code that does not come to an end. */
export function loopCure(where: string): string {
  return `look for a loop without end in ${where}; what takes longer needs a larger "silence" in package.json#theoremcheck`;
}
