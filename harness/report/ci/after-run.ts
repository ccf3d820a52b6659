import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../base/blame';
import { oneLine } from '../../base/text';
import { writeWhole } from '../../base/write-whole';
import { compareRuns } from '../../baseline/compare';
import { comparable, readBaseline } from '../../baseline/read-baseline';
import { type Sentences, sentences } from '../../baseline/sentences';
import { decodeNumbers } from '../../files/json-numbers';
import type { Settings } from '../../project/settings';
import { type Verdicts, verdictsContent } from '../../verdict/results/verdicts-file';
import { annotations } from './annotations';
import { appendSummary } from './append-summary';
import { junitReport } from './junit';
import type { FinishedRun } from './run';
import { stepSummary } from './step-summary';

export const JUNIT_FILE = 'reports/junit.xml';

/** A run with the place and the way it was run. */
interface AfterRun extends FinishedRun {
  readonly settings: Pick<Settings, 'baseline'>;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** One line of what the comparison says. */
  readonly out: (line: string) => void;
  /** A workflow command, as it stands; `out` when absent. */
  readonly command?: (line: string) => void;
}

/**
 * Tells continuous integration of a run: compares it with the accepted one, writes reports/junit.xml, appends to
 * `$GITHUB_STEP_SUMMARY`, and annotates where `GITHUB_ACTIONS` is true. Exploratory claims gate nothing: of them there is
 * only the summary.
 *
 * @returns what fails the gate beside the verdicts (exit status 1), one sentence each, printed already
 * @throws UsageError for a baseline that cannot be read, before anything is written
 */
export function afterRun(run: AfterRun): { readonly failures: readonly string[] } {
  const { meta, cwd, env, out, command = out } = run;
  const said = meta.exploratory ? { failures: [], notes: [] } : compared(run);
  const summary = env.GITHUB_STEP_SUMMARY;
  if (!meta.exploratory) writeWhole(join(cwd, JUNIT_FILE), junitReport(run));
  if (summary) appended(stepSummary(run, said), summary, out);
  for (const sentence of said.failures) out(oneLine(sentence));
  for (const note of said.notes) out(`noted: ${oneLine(note)}`);
  const annotated = env.GITHUB_ACTIONS === 'true' && !meta.exploratory;
  for (const line of annotated ? annotations(run, said.failures) : []) command(line);
  return { failures: said.failures };
}

/** A summary that cannot be written is a loss to its readers, and nothing to the verdicts. */
function appended(lines: readonly string[], file: string, out: AfterRun['out']): void {
  try {
    appendSummary(lines, file);
  } catch (error) {
    out(`noted: GITHUB_STEP_SUMMARY: expected a file that can be written, got ${messageOf(error)}`);
  }
}

function compared({ results, meta, gates, settings, cwd }: AfterRun): Sentences {
  const accepted = readBaseline(settings, cwd);
  if (!accepted) return { failures: [], notes: [] };
  // As it is read back from its file: both sides of the comparison have gone the same way.
  const written = JSON.parse(JSON.stringify(verdictsContent(results, meta, gates)));
  const now = comparable(decodeNumbers(written) as Verdicts)!;
  const onDisk = (file: string) => existsSync(join(cwd, file));
  return sentences(compareRuns(accepted, now, onDisk), settings.baseline!);
}
