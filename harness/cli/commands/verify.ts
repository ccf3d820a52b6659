import { relative } from 'node:path';
import { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import { readSettings, type Settings } from '../../project/settings';
import { loadBoth, loadExploratory, loadSuite } from '../../project/suite';
import { writeReport } from '../../report/html/write-report';
import { Account } from '../../report/terminal/account';
import { enginesLine } from '../../report/terminal/progress-line';
import { type Admitted, admit } from '../../selection/admit';
import { type Recorded, runSelection, type Selection } from '../../selection/run-selection';
import { claimAsks } from '../../shards/claim-asks';
import type { ClaimResult } from '../../verdict/results/result';
import { verdictsContent } from '../../verdict/results/verdicts-file';
import type { Context } from '../console/context';
import { type SettingFlags, settingsOfFlags, withBaseline, withQueue, withSettings } from '../console/flags';
import { display } from '../console/progress';
import { select } from '../console/select';
import { exploredStatus, statusOf, worstStatus } from '../console/status';
import { type ShardFlags, trainedShard, withShards } from './shard';

interface Flags extends SettingFlags, ShardFlags {
  readonly testNamePattern?: string;
  readonly exploratory?: boolean;
  readonly record?: boolean;
  readonly was?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly report: boolean;
}

export function verifyCommand(context: Context): Command {
  const command = new Command('verify')
    .argument('[patterns...]', 'regular expressions on path or name of the claim (default: all)')
    .option('-t, --test-name-pattern <regex>', 'only claims whose name matches')
    .option('--exploratory', 'run theorems/**/*.exploratory.ts instead: reported in the same way, gating nothing')
    .option(
      '--record',
      'first record what the claims state in theorems/attempts.jsonl: each new statement is an attempt',
    )
    .option(
      '--was <name>',
      'with --record: the name that the one selected claim had before; its attempts are counted on',
    )
    .option(
      '--no-report',
      'leave reports/report.html as it is: by default it shows this run, with its learning dynamics',
    )
    .option('--out <file>', 'with --shard: where its trials go (default: .theoremcheck/shards/I-of-N.jsonl)')
    .option('--verbose', 'a whole block per claim, however many claims there are')
    .option('--json', 'print what reports/verdicts.json (with --exploratory: reports/exploratory.json) holds');
  return withBaseline(withSettings(withQueue(withShards(command)))).action(async (patterns: string[], flags: Flags) => {
    context.status = await verify(context, patterns, flags);
  });
}

async function verify(context: Context, patterns: readonly string[], flags: Flags): Promise<number> {
  const { built, io, env } = context;
  const settings = readSettings(built.cwd, settingsOfFlags(flags), env);
  if (flags.was !== undefined && !flags.record)
    throw UsageError.expected('verify', '--record with --was', '--was alone');
  const plan = (flags.exploratory ? explored : gated)(context, settings, patterns, flags);
  const { chosen, standings, skipped, kind, status } = plan;
  for (const sentence of [...new Set(chosen.broken.values()), ...plan.notes]) io.err(sentence);
  if (flags.shard !== undefined) return shard(context, patterns, flags, settings, plan);
  if (flags.out !== undefined) throw UsageError.expected('verify', '--out with --shard', '--out alone');
  if (chosen.gates.length + chosen.broken.size === 0)
    throw UsageError.expected(
      'verify',
      'a claim of this profile',
      'claims of nightly runs alone',
      'add --profile nightly',
    );
  const interruption = watchInterrupt();
  const out = flags.json ? io.err : io.out;
  const command = (line: string) => io.command(line, flags.json ? 'err' : 'out');
  const selection = { built, settings, chosen, standings, skipped, kind, env, out, command };
  const run = brought(context, selection, flags, interruption.asked).finally(interruption.release);
  const { results, meta, failures } = await run;
  if (flags.json) io.out(JSON.stringify(verdictsContent(results, meta, chosen.gates), null, 1));
  const whole = results.length === chosen.gates.length;
  if (flags.report && !flags.exploratory) await shown(context, settings, flags, whole);
  if (!whole) return interruptedStatus() ?? statusOf.error;
  const verdicts = results.map((result) => result.verdict);
  const broken = chosen.broken.size > 0 ? (['error'] as const) : [];
  // What the comparison with an accepted run finds fails the gate as a falsified claim does.
  const worse = failures.length > 0 ? (['falsified'] as const) : [];
  return status([...verdicts, ...broken, ...worse]);
}

/** A share of the trials; the verdicts are those of the merge. */
function shard(
  context: Context,
  patterns: readonly string[],
  flags: Flags,
  settings: Settings,
  { chosen: { gates }, standings }: Admitted,
): Promise<number> {
  const { epoch, profile, engine } = settings;
  const prepared = (family: string, engines: readonly string[]) => context.io.err(enginesLine(family, engines));
  const asked = { command: 'verify', patterns, flags: { ...flags } } as const;
  return trainedShard(context, asked, settings, (lab) =>
    claimAsks(lab, { gates, epoch, profile, engine, standings, prepared }),
  );
}

const NOT_COUNTED = 'exploratory claims gate nothing, and their attempts are not counted';

/** The page, of what has just been run and of earlier exploratory claims. It shows verdicts and changes none. */
async function shown({ built, io }: Context, settings: Settings, { json }: Flags, whole: boolean): Promise<void> {
  // After an interruption, nothing more is trained.
  const file = await writeReport(built, loadBoth(built), settings, io, whole ? {} : { dynamics: false });
  if (!json) io.out(`report: ${relative('', file)}`);
}

/** What is to be run, and what its verdicts mean to the shell. */
interface VerifyPlan extends Admitted {
  readonly kind: Selection['kind'];
  readonly status: (verdicts: readonly ClaimResult['verdict'][]) => number;
}

function gated({ built, env }: Context, settings: Settings, patterns: readonly string[], flags: Flags): VerifyPlan {
  const suite = loadSuite(built);
  const others = { suite: () => loadExploratory(built, suite), cure: 'that one is exploratory: add --exploratory' };
  const chosen = select(suite, patterns, flags.testNamePattern, others);
  const { record, was } = flags;
  return { ...admit(chosen, { built, settings, env, record, was }), kind: 'gated', status: worstStatus };
}

function explored({ built }: Context, _: Settings, patterns: readonly string[], flags: Flags): VerifyPlan {
  if (flags.record) throw UsageError.expected('verify', '--record or --exploratory', 'both', NOT_COUNTED);
  if (built.exploratory.files.length === 0) {
    throw UsageError.expected('verify --exploratory', 'files theorems/**/*.exploratory.ts', 'none');
  }
  const gate = loadSuite(built);
  const others = { suite: () => gate, cure: 'that one is a claim of the gate: leave out --exploratory' };
  const chosen = select(loadExploratory(built, gate), patterns, flags.testNamePattern, others);
  return { chosen, standings: new Map(), skipped: [], notes: [], kind: 'exploratory', status: exploredStatus };
}

async function brought(
  { io, env }: Context,
  selection: Selection,
  { json, verbose = false }: Flags,
  interrupted: () => boolean,
): Promise<Recorded> {
  const { gates } = selection.chosen;
  const shown = display(io, gates.length, env, interrupted);
  const account = new Account(gates, { columns: io.columns, verbose, env });
  const say = (text: string) => {
    if (!json && text !== '') shown.above(() => io.out(text));
  };
  const events = {
    progress: shown.show,
    decided: (result: ClaimResult) => say(account.decided(result)),
    prepared: (family: string, engines: readonly string[]) => shown.above(() => io.err(enginesLine(family, engines))),
    ended: () => {
      say(account.summary());
      shown.stop();
    },
  };
  return await runSelection(selection, events, interrupted);
}
