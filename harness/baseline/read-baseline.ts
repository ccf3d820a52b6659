import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../base/usage-error';
import { readVerdicts, VERDICTS_FILE, type Verdicts } from '../verdict/results/verdicts-file';
import type { ComparedRun } from './compare';
import type { Comparable } from './statement';

/**
 * The accepted run that a setting names; undefined where none is named. To be called before anything is trained or written.
 *
 * reports/verdicts.json itself is refused: it is the last run, so that running a failing gate a second time would pass.
 *
 * @throws UsageError for a file that is missing, damaged, of another version, of exploratory claims, or the last run's.
 */
export function readBaseline({ baseline }: { readonly baseline?: string }, cwd: string): ComparedRun | undefined {
  if (baseline === undefined) return undefined;
  const file = resolve(cwd, baseline);
  const refuse = (got: string, cure: string) =>
    UsageError.expected(`baseline ${baseline}`, 'the verdicts of an accepted run', got, cure);
  if (!existsSync(file)) throw refuse('no file', `copy ${VERDICTS_FILE} there after a run that you accept`);
  if (isLastRun(file, cwd)) throw refuse(`${VERDICTS_FILE}, the last run`, 'name a copy of it');
  const found = readVerdicts(file)!;
  if (found.exploratory) throw refuse('exploratory claims, which gate nothing', `copy ${VERDICTS_FILE} instead`);
  return (
    comparable(found) ?? raise(refuse('one of an earlier version', 'run it again with this version, and copy that'))
  );
}

/** The run as it can be compared; undefined where an earlier version wrote it. */
export function comparable(run: Verdicts): ComparedRun | undefined {
  const claims = run.claims.filter((claim): claim is Comparable => claim.tolerances !== undefined);
  return claims.length === run.claims.length ? { ...run, claims } : undefined;
}

function isLastRun(file: string, cwd: string): boolean {
  const last = resolve(cwd, VERDICTS_FILE);
  return file === last || (existsSync(last) && realpathSync(file) === realpathSync(last));
}

function raise(error: Error): never {
  throw error;
}
