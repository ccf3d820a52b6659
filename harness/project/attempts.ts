import { join } from 'node:path';
import { appendingTo } from '../base/line-writer';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import schema from '../files/schemas/attempt.schema.json';
import { parseValid } from '../files/validate';

/** The file, relative to the project: committed, only ever added to, merged by union. */
export const ATTEMPTS_FILE = 'theorems/attempts.jsonl';

/** One line. */
export interface Attempt {
  readonly claim: string;
  /** Its name before: the attempts of that name are its own. */
  readonly was?: string;
  readonly hash: string;
  readonly epoch: string;
  readonly code: string;
  /** Its rank when it was recorded: a merge may have put it later. */
  readonly attempt: number;
  /** Of a claim that gates nightly runs only. */
  readonly profile?: 'nightly';
}

/** Which attempt a claim is at. */
interface Counted {
  /** 1 for the first; undefined where this hash is not recorded. */
  readonly attempt: number | undefined;
  /** The rank that it had when it was recorded. */
  readonly recorded?: number | undefined;
  /** The one that the next new hash would be. */
  readonly next: number;
  /** Different codes that the claim was recorded with. */
  readonly codes: number;
}

/**
 * What was tried, in the order of the lines. The rank of a hash among the distinct hashes of its claim is the number of the
 * attempt; a line that a merge puts later counts as later.
 */
export class Attempts {
  constructor(private readonly lines: readonly Attempt[]) {}

  /** @throws UsageError naming the line of a file that holds anything else. */
  static parse(text: string, file = ATTEMPTS_FILE): Attempts {
    const lines = text.split(/\r?\n/).map((line, i) => [line, `${file}:${i + 1}`] as const);
    return new Attempts(
      lines.flatMap(([line, place]) => (line.trim() === '' ? [] : [parseValid<Attempt>(schema, line, place)])),
    );
  }

  /** `profile`: recorded means, as a claim of that group; ranks are of all lines of the claim. */
  counted(claim: string, hash: string, profile?: 'nightly'): Counted {
    const own = this.linesOf(claim);
    const hashes = [...new Set(own.map((line) => line.hash))];
    const recorded = own.some((line) => line.hash === hash && line.profile === profile);
    const rank = recorded ? hashes.indexOf(hash) : -1;
    const codes = new Set(own.map(({ code }) => code)).size;
    const next = hashes.length + 1;
    if (rank < 0) return { attempt: undefined, codes, next };
    return { attempt: rank + 1, recorded: own.find((line) => line.hash === hash)!.attempt, codes, next };
  }

  /** The same, where a claim was called `was` before. */
  under(was: string | undefined, claim: string): Attempts {
    if (was === undefined) return this;
    const renamed = this.lines.filter((line) => line.claim === was).map((line) => ({ ...line, claim, was }));
    return new Attempts([...this.lines, ...renamed]);
  }

  /** Whether this very line is there, its rank aside. */
  has({ claim, hash, code, profile }: Omit<Attempt, 'attempt'>): boolean {
    const same = (line: Attempt) => line.hash === hash && line.code === code && line.profile === profile;
    return this.lines.some((line) => line.claim === claim && same(line));
  }

  /** Whether a claim was ever recorded under this name. */
  knows(claim: string): boolean {
    return this.lines.some((line) => line.claim === claim);
  }

  /**
   * Names ever recorded of claims that gate every run, or nightly ones only: each group shares levels of its own, whether or not
   * a claim still bears the name. A name may be in both.
   */
  names(profile?: 'nightly'): readonly string[] {
    const renamed = new Set(this.lines.flatMap(({ was }) => was ?? []));
    const group = this.lines.filter((line) => line.profile === profile);
    return [...new Set(group.map(({ claim }) => claim))].filter((name) => !renamed.has(name));
  }

  /** Of a claim under its present and earlier names. */
  private linesOf(claim: string): readonly Attempt[] {
    const names = new Set([claim]);
    // A name before may have had a name before.
    for (let size = 0; size !== names.size; ) {
      size = names.size;
      for (const { claim: name, was } of this.lines) if (was !== undefined && names.has(name)) names.add(was);
    }
    return this.lines.filter((line) => names.has(line.claim));
  }
}

/** The attempts of a project; undefined where it has no such file, and nothing is counted. */
export function readAttempts(cwd: string): Attempts | undefined {
  const text = readText(join(cwd, ATTEMPTS_FILE));
  return text === undefined ? undefined : Attempts.parse(text);
}

/** Adds lines, each on a line of its own whatever the file ends with. @throws UsageError where it cannot be written. */
export function recordAttempts(cwd: string, lines: readonly Attempt[]): void {
  if (lines.length === 0) return;
  const writer = appendingTo(join(cwd, ATTEMPTS_FILE));
  try {
    writer.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  } catch (error) {
    throw UsageError.expected(ATTEMPTS_FILE, 'a file that can be written', (error as Error).message);
  } finally {
    writer.close();
  }
}
