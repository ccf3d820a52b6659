import { join } from 'node:path';
import { readBaseline } from '../baseline/read-baseline';
import type { ClaimGate } from '../compile/compile';
import type { Built, Claims } from '../project/program';
import type { Settings } from '../project/settings';
import type { Standing } from '../project/standing';
import type { Suite } from '../project/suite';
import { afterRun } from '../report/ci/after-run';
import type { ClaimResult, Events } from '../verdict/results/result';
import { EXPLORATORY_FILE, type RunMeta, VERDICTS_FILE, writeVerdicts } from '../verdict/results/verdicts-file';
import { runSuite } from '../verdict/run-suite';

/** Claims of one project that are to be brought to their verdicts. */
export interface Selection {
  readonly built: Built;
  readonly settings: Settings;
  readonly chosen: Suite;
  /** Of claims of the gate, see `admit`. */
  readonly standings?: ReadonlyMap<string, Standing>;
  readonly skipped?: readonly ClaimGate[];
  /** All claims of the kind: those of the gate, or the exploratory ones. */
  readonly kind: 'gated' | 'exploratory';
  readonly env: NodeJS.ProcessEnv;
  /** One line: annotations, and what a comparison says. */
  readonly out: (line: string) => void;
  /** A workflow command, as it stands; `out` when absent. */
  readonly command?: ((line: string) => void) | undefined;
}

/** What somebody who waits is told. */
interface RunWatcher extends Events {
  /** No further claim is decided; nothing is written yet. */
  ended?(): void;
}

/** A run as it was written down. */
export interface Recorded {
  /** Of the claims that were decided, in the order of the selection. */
  readonly results: readonly ClaimResult[];
  readonly meta: RunMeta;
  /** What fails the gate beside the verdicts, one sentence each, printed already. */
  readonly failures: readonly string[];
}

/**
 * Brings a selection to its verdicts and writes what it came to, however it ends: with the last verdict, by `interrupted`, by an
 * exception (which is passed on once the files are written), or with the process.
 *
 * @throws UsageError for a baseline that cannot be read, before anything is trained or written
 */
export async function runSelection(
  selection: Selection,
  watcher: RunWatcher,
  interrupted: () => boolean,
): Promise<Recorded> {
  const { chosen, built, settings, standings } = selection;
  readBaseline(settings, built.cwd);
  const record = new Record(selection);
  const decided = (result: ClaimResult) => {
    record.add(result);
    watcher.decided?.(result);
  };
  const atExit = () => record.close('the process ended before it');
  process.once('exit', atExit);
  try {
    const run = runSuite(chosen.gates, built, settings, { ...watcher, decided }, interrupted, standings);
    await run.finally(() => watcher.ended?.());
    return record.close('the run was interrupted before it');
  } catch (error) {
    record.failed(error as Error);
    throw error;
  } finally {
    process.off('exit', atExit);
  }
}

/** What is known of a run, and is written once. */
class Record {
  private readonly decided = new Map<string, ClaimResult>();
  private written: Recorded | undefined;

  constructor(private readonly selection: Selection) {}

  add(result: ClaimResult): void {
    this.decided.set(result.name, result);
  }

  /** @param end why some claims have no verdict, if that is so */
  close(end: string): Recorded {
    this.written ??= this.write(end);
    return this.written;
  }

  /** What stopped the run comes first, even where its report cannot be written either. */
  failed({ message }: Error): void {
    try {
      this.close(`the run failed before it: ${message}`);
    } catch {}
  }

  private write(end: string): Recorded {
    const { built, chosen, kind, settings, env, out, command = out } = this.selection;
    const results = chosen.gates.flatMap(({ name }) => this.decided.get(name) ?? []);
    const meta = metaOf(this.selection, results.length);
    const file = kind === 'exploratory' ? EXPLORATORY_FILE : VERDICTS_FILE;
    writeVerdicts(results, meta, chosen.gates, join(built.cwd, file));
    const { failures } = afterRun({ ...chosen, results, meta, end, settings, cwd: built.cwd, env, out, command });
    return { results, meta, failures };
  }
}

function metaOf({ built, settings, kind, skipped = [] }: Selection, decided: number): RunMeta {
  const { epoch, profile, engine = 'default' } = settings;
  const claims: Claims = built[kind];
  const meta = { epoch, profile, engine, complete: decided + skipped.length === claims.files.length };
  return kind === 'exploratory' ? { ...meta, exploratory: true } : meta;
}
