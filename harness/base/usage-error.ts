/** Bad input from a theorem file, a settings file or the command line: one sentence, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** `who: expected X, got Y (cure)`. */
  static expected(who: string, expected: string, got: string, cure?: string): UsageError {
    return new UsageError(`${who}: expected ${expected}, got ${got}${cure ? ` (${cure})` : ''}`);
  }
}
