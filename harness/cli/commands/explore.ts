import { basename, join, resolve } from 'node:path';
import { interruptedStatus, watchInterrupt } from '../../base/interrupt';
import { UsageError } from '../../base/usage-error';
import { type ExploreRequest, exploreClaims } from '../../explore/claims';
import { type ExplorationFile, explorationContent, writeExploration } from '../../explore/exploration-file';
import { readSettings, type Settings } from '../../project/settings';
import { loadBoth } from '../../project/suite';
import { crewText, enginesLine } from '../../report/terminal/progress-line';
import { counterexampleText } from '../../report/text/counterexample-text';
import { drawAsks } from '../../shards/draw-asks';
import { checkAssumptions, groups } from '../../study/plan';
import type { Context } from '../console/context';
import { type SettingFlags, settingsOfFlags } from '../console/flags';
import { integer } from '../console/integer';

import { select } from '../console/select';
import { keepFound } from './keep';
import { trainedShard } from './shard';

/** The flags of `falsify` that an exploration reads. */
interface ExploreFlags extends SettingFlags {
  readonly assumption: readonly string[];
  readonly severity?: string;
  readonly trials?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly keep?: boolean;
  /** Flags of other studies, refused. */
  readonly at?: string;
  readonly tau?: string;
  readonly sweep?: string;
  readonly pair?: readonly string[];
  readonly matrix?: boolean;
  readonly resume?: string;
  readonly shard?: string;
}

/** What means nothing here, and the cure. */
const STRAY = {
  at: 'an exploration draws its own problems',
  tau: 'a problem is compared with the claim’s own δ',
  sweep: 'one study at a time',
  pair: 'one study at a time',
  matrix: 'one study at a time',
  resume: 'asked again, an exploration goes on from the stored trials',
} as const;

/** Level of one claim's exploration (α_F of a suite on a pull request). Ours. */
const ALPHA = 0.001;

/**
 * `falsify --explore`: hunts for problems whose own violation rate exceeds δ, and shrinks what it finds. `limit`: time (ms)
 * after which it stops with what it has. Returns the exit status.
 *
 * @throws UsageError for bad input.
 */
export async function exploreCommand(
  context: Context,
  claims: readonly string[],
  flags: ExploreFlags,
  limit: number,
): Promise<number> {
  const { built, io } = context;
  const settings = readSettings(built.cwd, settingsOfFlags(flags), context.env);
  const request = requestOf(context, claims, flags);
  if (flags.shard !== undefined) {
    const asked = { command: 'falsify', patterns: claims, flags: { ...flags } } as const;
    return trainedShard(context, asked, settings, (lab) => drawAsks(lab, request));
  }
  const found = await run(context, request, claims, settings, limit);
  const file = flags.out ?? join('reports', 'studies', `${nameOf(found, settings)}.json`);
  writeExploration(found, resolve(built.cwd, file));
  if (flags.keep) for (const line of keepFound(found, request.gates, built.cwd)) io.err(line);
  if (flags.json) io.out(JSON.stringify(explorationContent(found), null, 1));
  else io.out(`${counterexampleText(found)}\n\n${file}`);
  return interruptedStatus() ?? 0;
}

async function run(
  { built, io }: Context,
  request: ExploreRequest,
  claims: readonly string[],
  settings: Settings,
  limit: number,
): Promise<ExplorationFile> {
  const interruption = watchInterrupt();
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  try {
    const { complete, explorations } = await exploreClaims(request, built, settings, {
      progress: (claim, where, crew) =>
        io.err(`theoremcheck: ${seconds()} s, exploring ${claim}: ${where}${crewText(crew)}`),
      prepared: (family, engine) => io.err(enginesLine(family, [engine])),
      stopped: () => interruption.asked() || performance.now() - began > limit,
    });
    const { broken, draws } = request;
    const asked = { claims, ...(broken ? { broken } : {}), draws };
    return {
      ...{ arguments: asked, epoch: settings.epoch, engine: settings.engine ?? 'default' },
      ...{ complete, explorations },
    };
  } finally {
    interruption.release();
  }
}

/** Claims at the reference problem say nothing of other problems: there is nothing to explore. */
function requestOf({ built, io }: Context, claims: readonly string[], flags: ExploreFlags): ExploreRequest {
  const stray = Object.entries(STRAY).find(([name]) => flags[name as keyof typeof STRAY] !== undefined);
  if (stray) throw UsageError.expected('falsify, --explore', `no --${stray[0]}`, `--${stray[0]}`, stray[1]);
  if (claims.length === 0) throw UsageError.expected('falsify, --explore', 'a pattern of claims', 'none');
  const broken = brokenOf(flags);
  if (broken && flags.keep)
    throw UsageError.expected('falsify, --keep', 'problems inside the assumptions', '--assumption', 'leave it out');
  const { gates, broken: unread } = select(loadBoth(built), claims);
  for (const sentence of unread.values()) io.err(sentence);
  const all = groups(gates, 'claim');
  if (broken) checkAssumptions(all, [broken.assumption]);
  const drawn = all.filter(({ base }) => base.source === 'region');
  for (const { columns } of all.filter((group) => !drawn.includes(group)))
    for (const { claim } of columns)
      io.err(`theoremcheck: ${claim} is about one problem, so that there is nothing to explore`);
  const turned = drawn.filter(({ base }) => !broken || Object.hasOwn(base.family.assumptions, broken.assumption));
  if (turned.length === 0) throw UsageError.expected('falsify, --explore', 'a claim over a region', claims.join(' '));
  const draws = integer('falsify', '--trials', flags.trials ?? '100', 1, 1e5);
  return { groups: turned, gates, ...(broken ? { broken } : {}), draws, alpha: ALPHA };
}

function brokenOf({ assumption, severity }: ExploreFlags): ExploreRequest['broken'] {
  if (assumption.length === 0 && severity === undefined) return undefined;
  const value = Number(severity);
  if (assumption.length !== 1 || severity === undefined || severity === '')
    throw UsageError.expected(
      'falsify, --explore',
      '--assumption and --severity together, one of each, or neither',
      `${assumption.length} and ${severity === undefined ? 0 : 1}`,
    );
  if (!(value >= 0 && value <= 1))
    throw UsageError.expected('falsify', 'a severity from 0 to 1 for --severity', `"${severity}"`);
  return { assumption: assumption[0]!, severity: value };
}

/** The same question has the same file. */
function nameOf({ arguments: { claims, broken, draws } }: ExplorationFile, { epoch, engine }: Settings): string {
  const where = broken ? [broken.assumption, broken.severity] : [];
  const words = ['explore', ...claims, ...where, `${draws} draws`, epoch, engine ?? ''].join(' ').toLowerCase();
  return basename(words.replace(/[^a-z0-9.]+/g, '-').replace(/^-+|-+$/g, '')).slice(0, 120);
}
