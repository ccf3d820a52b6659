import { shown } from './shown';
import { isName } from './text';
import { UsageError } from './usage-error';

/** What was got, in words, or a function that finds them: words for a large value take a while. */
type Got = string | undefined | (() => string);

/** @throws UsageError `who: expected X, got Y (cure)` unless what is demanded holds. */
export function demand(sound: boolean, who: string, expected: string, got: Got, cure?: string): void {
  if (sound) return;
  throw UsageError.expected(who, expected, (typeof got === 'function' ? got() : got) ?? 'nothing', cure);
}

/** Names stand in tables, files and commands. @throws UsageError for one that is empty or cannot be printed as it stands. */
export function demandName(name: unknown, who: string, what = 'a name'): void {
  const cure = 'one line, without control characters and white space at its ends';
  demand(isName(name), who, what, shown(name), cure);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
