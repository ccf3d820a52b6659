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
  const answer = within(seconds, run);
  if (answer === LATE) throw late(what, seconds, where);
  return answer;
}

/**
 * The same for several things, one after the other. To watch a limit costs half a millisecond, so what answers at once shares one:
 * each has so many seconds, and a tenth more at most.
 *
 * @param items each is called so where it is late
 * @param run must not throw
 * @param failed takes the item that was late, and the UsageError; the others go on
 */
export function boundedEach(
  items: readonly string[],
  seconds: number,
  where: string,
  run: (item: string) => void,
  failed: (item: string, error: UsageError) => void,
): void {
  let next = 0;
  const several = () => {
    const start = performance.now();
    for (; next < items.length && performance.now() - start <= 100 * seconds; next++) run(items[next]!);
  };
  while (next < items.length) {
    if (within(1.1 * seconds, several) !== LATE) continue;
    const item = items[next++]!;
    failed(item, late(item, seconds, where));
  }
}

const late = (what: string, seconds: number, where: string) =>
  UsageError.expected(what, `an answer within ${seconds} s`, 'none', loopCure(where));

const LATE = Symbol('no answer in time');

function within<V>(seconds: number, run: () => V): V | typeof LATE {
  const before = outer[SLOT];
  outer[SLOT] = run;
  try {
    return call.runInThisContext({ timeout: Math.ceil(seconds * 1000) }) as V;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return LATE;
  } finally {
    outer[SLOT] = before;
  }
}

/** What to do about code that does not come to an end. */
export function loopCure(where: string): string {
  return `look for a loop without end in ${where}; what takes longer needs a larger "silence" in package.json#theoremcheck`;
}
