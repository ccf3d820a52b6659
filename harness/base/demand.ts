import { UsageError } from './usage-error';

/** @throws UsageError `who: expected X, got Y (cure)` unless what is demanded holds. */
export function demand(sound: boolean, who: string, expected: string, got: string | undefined, cure?: string): void {
  if (!sound) throw UsageError.expected(who, expected, got ?? 'nothing', cure);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
