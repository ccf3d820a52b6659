import { join, relative } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../base/usage-error';
import { readBaseline } from '../baseline/read-baseline';
import { EXPLORATORY_FILE, type RunMeta, VERDICTS_FILE, verdictsContent, writeVerdicts } from '../files/verdicts';
import type { Built, Claims } from '../project/program';
import { readSettings, type Settings } from '../project/settings';
import { loadBoth, loadExploratory, loadSuite, type Suite } from '../project/suite';
import { afterRun } from '../report/ci/after-run';
import { writeReport } from '../report/html/write-report';
import { Account } from '../report/terminal/account';
import { enginesLine } from '../report/terminal/progress-line';
import type { ClaimResult } from '../verdict/result';
import { runSuite } from '../verdict/run-suite';
import type { Context } from './context';
import { type SettingFlags, withBaseline, withSettings, written } from './flags';
import { interruptedStatus, watchInterrupt } from './interrupt';
import { display } from './progress';
import { select } from './select';
import { exploredStatus, worstStatus } from './status';

interface Flags extends SettingFlags {
  readonly testNamePattern?: string;
  readonly exploratory?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly report: boolean;
}

export function verifyCommand(context: Context): Command {
  const command = new Command('verify')
    .description('bring claims to their verdicts, as `jest theorems` does')
    .argument('[patterns...]', 'regular expressions on path or name of the claim (default: all)')
    .option('-t, --test-name-pattern <regex>', 'only claims whose name matches')
    .option('--exploratory', 'run theorems/**/*.exploratory.ts instead: reported in the same way, gating nothing')
    .option(
      '--no-report',
      'leave reports/report.html as it is: by default it shows this run, with its learning dynamics',
    )
    .option('--verbose', 'a whole block per claim, also on a terminal and however many claims there are')
    .option('--json', 'print what reports/verdicts.json (with --exploratory: reports/exploratory.json) holds');
  return withBaseline(withSettings(command)).action(async (patterns: string[], flags: Flags) => {
    context.status = await verify(context, patterns, flags);
  });
}

async function verify(context: Context, patterns: readonly string[], flags: Flags): Promise<number> {
  const { built, io } = context;
  const settings = readSettings(built.cwd, written(flags), context.env);
  // A baseline that cannot be read is known before anything is trained or written.
  readBaseline(settings, built.cwd);
  const { claims, chosen, file, status } = (flags.exploratory ? explored : gated)(built, patterns, flags);
  for (const sentence of new Set(chosen.broken.values())) io.err(sentence);
  const results = await run(context, chosen, settings, flags);
  const meta = metaOf(settings, results.length === claims.files.length, flags);
  // An interruption before the first verdict leaves the last run's files alone.
  const failures = results.length > 0 ? record(context, settings, { results, meta, chosen, file }, flags) : [];
  if (flags.json) io.out(JSON.stringify(verdictsContent(results, meta, chosen.gates), null, 1));
  if (results.length < chosen.gates.length) return interruptedStatus;
  if (flags.report && !flags.exploratory) await shown(context, settings, flags);
  const verdicts = results.map((result) => result.verdict);
  const broken = chosen.broken.size > 0 ? (['error'] as const) : [];
  // What the comparison with an accepted run finds fails the gate as a falsified claim does.
  const worse = failures.length > 0 ? (['falsified'] as const) : [];
  return status([...verdicts, ...broken, ...worse]);
}

/** The page, of what has just been run and of earlier exploratory claims. It shows verdicts and changes none. */
async function shown({ built, io }: Context, settings: Settings, { json }: Flags): Promise<void> {
  const file = await writeReport(built, loadBoth(built), settings, io);
  if (!json) io.out(`report: ${relative('', file)}`);
}

interface Ran {
  readonly results: readonly ClaimResult[];
  readonly meta: RunMeta;
  readonly chosen: Suite;
  readonly file: string;
}

/** Writes what a run came to, and tells continuous integration. @returns what fails the gate beside the verdicts */
function record({ built, io, env }: Context, settings: Settings, ran: Ran, { json }: Flags): readonly string[] {
  const { results, meta, chosen, file } = ran;
  writeVerdicts(results, meta, chosen.gates, join(built.cwd, file));
  const out = json ? io.err : io.out;
  return afterRun({ ...chosen, results, meta, settings, cwd: built.cwd, env, out }).failures;
}

/** What is to be run, where its verdicts go, and what they mean to the shell. */
interface Plan {
  readonly claims: Claims;
  readonly chosen: Suite;
  readonly file: string;
  readonly status: (verdicts: readonly ClaimResult['verdict'][]) => number;
}

function gated(built: Built, patterns: readonly string[], flags: Flags): Plan {
  const suite = loadSuite(built);
  const others = { suite: () => loadExploratory(built, suite), cure: 'that one is exploratory: add --exploratory' };
  const chosen = select(suite, patterns, flags.testNamePattern, others);
  return { claims: built.gated, chosen, file: VERDICTS_FILE, status: worstStatus };
}

function explored(built: Built, patterns: readonly string[], flags: Flags): Plan {
  const claims = built.exploratory;
  if (claims.files.length === 0) {
    throw UsageError.expected('verify --exploratory', 'files theorems/**/*.exploratory.ts', 'none');
  }
  const gate = loadSuite(built);
  const others = { suite: () => gate, cure: 'that one is a claim of the gate: leave out --exploratory' };
  const chosen = select(loadExploratory(built, gate), patterns, flags.testNamePattern, others);
  return { claims, chosen, file: EXPLORATORY_FILE, status: exploredStatus };
}

function metaOf({ epoch, profile, engine }: Settings, complete: boolean, flags: Flags): RunMeta {
  return { epoch, profile, engine: engine ?? 'default', complete, ...(flags.exploratory ? { exploratory: true } : {}) };
}

async function run(
  { built, io, env }: Context,
  { gates }: Suite,
  settings: Settings,
  { json, verbose = false }: Flags,
): Promise<readonly ClaimResult[]> {
  const interruption = watchInterrupt();
  const shown = display(io, gates.length, env, interruption.asked);
  const account = new Account(gates, { columns: io.columns, verbose, env });
  const say = (text: string) => {
    if (!json && text !== '') shown.above(() => io.out(text));
  };
  const decided = (result: ClaimResult) => say(account.decided(result));
  const prepared = (family: string, engines: readonly string[]) =>
    shown.above(() => io.err(enginesLine(family, engines)));
  try {
    const events = { progress: shown.show, decided, prepared };
    const results = await runSuite(gates, built, settings, events, interruption.asked);
    say(account.summary());
    return results;
  } finally {
    interruption.release();
    shown.stop();
  }
}
