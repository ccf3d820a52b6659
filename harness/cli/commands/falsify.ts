import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { isNightly } from '../../project/profile';
import { readSettings, type Settings } from '../../project/settings';
import { loadBoth, loadSuite } from '../../project/suite';
import { shownStudy } from '../../report/text/exploratory-names';
import { studyText } from '../../report/text/study-text';
import { gridAsks } from '../../shards/study-asks';
import { discovered } from '../../study/matrix-discoveries';
import { GridPlacer } from '../../study/placers';
import { checkAssumptions, groups, type RowGroup, studiedAssumptions, studyRows } from '../../study/plan';
import { reportRow } from '../../study/report';
import type { Placer, Row } from '../../study/row';
import { runRows } from '../../study/run-rows';
import { LAST, POINTS } from '../../study/search/grid';
import { plannedCells, searchesOf } from '../../study/search-plan';
import { readStudy, type Study, type StudyArguments, studyContent, writeStudy } from '../../study/study-file';
import type { Context } from '../console/context';
import { also, settingsOfFlags, withQueue, withSettings } from '../console/flags';
import { select } from '../console/select';
import { exploreCommand } from './explore';
import { argumentsOf, type FalsifyFlags, kindOf, milliseconds, refuseStray, studyName } from './falsify-arguments';
import { searchedShard, trainedShard, withShards } from './shard';
import { studyDisplay } from './study-display';

const explanation = `
Without a flag: for every claim that is named and each assumption of its family, a search for two severities: from which most trainings violate
the claim (τ = .5), and from which the claim fails (τ = δ + margin; not for means). What is certified holds with 95 % each; of a matrix, lists
of the cells that carry weight and of those that carry none hold with a false share of 5 % each (docs/breaking-points.md).
Results: reports/studies/.
Trials are stored, so that a study that was stopped, resumed or asked for again trains nothing twice.`;

export function falsifyCommand(context: Context): Command {
  const command = new Command('falsify')
    .argument(
      '[claims...]',
      'regular expressions on path or name of the claim; at least one, except with --matrix (then by default all that gate a run of the profile)',
    )
    .option('--assumption <name>', 'only this assumption (may be repeated)', also, [])
    .option('--tau <p>', 'one violation probability from which an assumption counts as broken, in place of both')
    .option(
      '--trials <n>',
      'trials placed per search (default: 60 at .5, then 140 at δ + margin, which read all 200), in --matrix for all searches of a row in turn (default: 60) and as many again at severity 1 (80), or per setting of --sweep and --pair (default: 20); problems that --explore draws (default: 100)',
    )
    .option(
      '--at <place>',
      'claim: problems as the claim draws them; reference: the reference problem (default: claim)',
    )
    .option(
      '--sweep <points>',
      'measure the response of the claims that are named at this many settings, with intervals, instead of a search',
    )
    .option('--pair <names...>', 'violate two assumptions at once: a phase diagram of 6 × 6 settings')
    .option('--matrix', 'every assumption against every claim; the claims of a row share trials')
    .option('--explore', 'hunt for a problem whose own violation rate exceeds δ, and shrink it (docs/exploration.md)')
    .option(
      '--severity <s>',
      'with --explore and one --assumption: hunt where that assumption is violated this badly (0 to 1)',
    )
    .option(
      '--keep',
      'with --explore: write certified problems to theorems/<paper>/counterexamples.json, which the gate runs as parts',
    )
    .option('--budget <time>', 'stop after this time, for example 10m or 90s, and report what is certified by then')
    .option('--resume <file>', 'continue the study in this file')
    .option('--out <file>', 'where to write the study (default: in reports/studies/, named after the question)')
    .option('--json', 'print what the file holds')
    .addHelpText('after', explanation);
  return withSettings(withQueue(withShards(command))).action(async (claims: string[], flags: FalsifyFlags) => {
    refuseStray(flags);
    const limit = flags.budget === undefined ? Number.POSITIVE_INFINITY : milliseconds(flags.budget);
    if (flags.explore) context.status = await exploreCommand(context, claims, flags, limit);
    else context.status = await falsify(context, claims, flags, limit);
  });
}

async function falsify(
  context: Context,
  claims: readonly string[],
  flags: FalsifyFlags,
  limit: number,
): Promise<number> {
  const { built, io } = context;
  if (flags.shard !== undefined) return shard(context, claims, flags);
  const earlier = flags.resume === undefined ? undefined : readStudy(flags.resume, built.cwd);
  const epoch = earlier ? { epoch: earlier.epoch } : {};
  const settings = readSettings(built.cwd, { ...settingsOfFlags(flags), ...epoch }, context.env);
  const asked = earlier?.arguments ?? argumentsOf(claims, flags, settings);
  const rows = rowsFor(context, asked);
  const file = flags.out ?? flags.resume ?? join('reports', 'studies', `${studyName(asked, settings)}.json`);
  const study = await run(context, rows, asked, settings, limit);
  writeStudy(study, resolve(built.cwd, file));
  if (flags.json) io.out(JSON.stringify(studyContent(study), null, 1));
  else io.out(`${studyText(shownStudy(study, loadBoth(built).gates))}\n\n${relative('', file)}`);
  // Not one trial anywhere: nothing was found out.
  if (study.rows.length > 0 && study.rows.every(({ trials, fault }) => trials === 0 && fault)) return 2;
  return interruptedStatus() ?? 0;
}

/** A share of the trials of a study; what they come to is said by the merge. */
function shard(context: Context, claims: readonly string[], flags: FalsifyFlags): Promise<number> {
  const asked = { command: 'falsify', patterns: claims, flags: { ...flags } } as const;
  const settings = readSettings(context.built.cwd, settingsOfFlags(flags), context.env);
  const rows = rowsFor(context, argumentsOf(claims, flags, settings));
  if (rows.every(({ placer }) => placer instanceof GridPlacer))
    return trainedShard(context, asked, settings, (lab) => gridAsks(lab, rows));
  return searchedShard(context, asked, settings, rows);
}

async function run(
  { built, io }: Context,
  rows: readonly Row[],
  asked: StudyArguments,
  settings: Settings,
  limit: number,
): Promise<Study> {
  const shown = studyDisplay(io, rows, limit);
  const interruption = watchInterrupt();
  const began = performance.now();
  const stopped = () => interruption.asked() || performance.now() - began > limit;
  try {
    await runRows(rows, built, settings, { progress: shown.show, prepared: shown.prepared }, stopped);
  } finally {
    interruption.release();
    shown.stop();
  }
  const complete = rows.every((row) => row.done);
  const engine = settings.engine ?? 'default';
  const about = { kind: kindOf(asked), arguments: asked, epoch: settings.epoch, engine, complete };
  const found = rows.map(reportRow);
  if (about.kind !== 'matrix') return { ...about, rows: found };
  const marked = discovered(found);
  return { ...about, discoveries: marked.lists, rows: marked.rows };
}

function rowsFor({ built, io }: Context, asked: StudyArguments): readonly Row[] {
  // The matrix is the gate's; exploratory claims are asked for by name, and so are those of nightly runs.
  const named = asked.claims.length > 0;
  const chosen = select(named ? loadBoth(built) : loadSuite(built), asked.claims);
  for (const sentence of chosen.broken.values()) io.err(sentence);
  const taken = chosen.gates.filter((gate) => named || asked.nightly || !isNightly(gate));
  const all = groups(taken, asked.at);
  checkAssumptions(all, [...asked.assumptions, ...(asked.pair ?? [])]);
  const dials = (group: RowGroup) => dialsOf(group, asked);
  const planned = plannedCells(
    all.map((group) => ({ group, dials: dials(group) })),
    asked.tau,
  );
  return studyRows(all, dials, (group) => gridOf(asked) ?? searchesOf(group, asked, planned));
}

function dialsOf(group: RowGroup, asked: StudyArguments): readonly (readonly string[])[] {
  if (asked.pair) return studiedAssumptions(group, asked.pair).length === 2 ? [asked.pair] : [];
  return studiedAssumptions(group, asked.assumptions).map((name) => [name]);
}

/** The settings of a pair or a sweep; undefined for searches. */
function gridOf({ trials = 20, sweep, pair }: StudyArguments): Placer | undefined {
  if (pair)
    return new GridPlacer(
      PHASES.flatMap((a) => PHASES.map((b) => [a, b])),
      trials,
    );
  if (sweep === undefined) return undefined;
  return new GridPlacer(
    spread(sweep).map((severity) => [severity]),
    trials,
  );
}

/** Settings of either dial of a phase diagram. */
const PHASES = spread(6);

/** So many of the dial's points, from 0 to 1. */
function spread(points: number): readonly number[] {
  return Array.from({ length: points }, (_, i) => POINTS[Math.round((i * LAST) / (points - 1))]!);
}
