import { cut, oneLine } from './text';

/** What a sentence of an error is made of: `who: expected X, got Y (cure)`. */
interface Grievance {
  /** The file, field, flag or function that is to be mended; empty where nobody said. */
  readonly who: string;
  /** Absent where somebody else's words are passed on as `got`. */
  readonly expected?: string;
  readonly got: string;
  readonly cure?: string;
}

/** Somebody else's text may be of any length. */
const MOST = 1000;

/** Bad input from a theorem file, a settings file, the command line or the system: one printable sentence, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** The parts of the sentence, each as it was given. */
  constructor(readonly grievance: Grievance) {
    super(sentence(grievance));
  }

  /** `who: expected X, got Y (cure)`. */
  static expected(who: string, expected: string, got: string, cure?: string): UsageError {
    return new UsageError(cure ? { who, expected, got, cure } : { who, expected, got });
  }

  /** A sentence that was made elsewhere: in another thread or process, or by a bundler. */
  static relayed(said: string): UsageError {
    const colon = said.indexOf(': ');
    const [who, got] = colon < 0 ? ['', said] : [said.slice(0, colon), said.slice(colon + 2)];
    return new UsageError({ who, got });
  }

  /** By name: each bundle, ours and that of a project's families, has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && (value as Partial<Error>).name === 'UsageError';
  }
}

function sentence({ who, expected, got, cure }: Grievance): string {
  const asked = expected === undefined ? '' : `expected ${expected}, got `;
  const place = who === '' ? '' : `${who}: `;
  return oneLine(`${place}${asked}${cut(got, MOST)}${cure ? ` (${cure})` : ''}`);
}
