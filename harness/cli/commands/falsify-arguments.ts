import { basename } from 'node:path';
import { UsageError } from '../../base/usage-error';
import type { Settings } from '../../project/settings';
import { LAST } from '../../study/search/grid';
import type { Study, StudyArguments } from '../../study/study-file';
import type { SettingFlags } from '../console/flags';
import { integer } from '../console/integer';

/** The flags of `falsify` as they are written. */
export interface FalsifyFlags extends SettingFlags {
  readonly assumption: readonly string[];
  readonly tau?: string;
  readonly trials?: string;
  readonly at?: string;
  readonly sweep?: string;
  readonly pair?: readonly string[];
  readonly matrix?: boolean;
  readonly budget?: string;
  readonly explore?: boolean;
  readonly keep?: boolean;
  readonly severity?: string;
  readonly resume?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly shard?: string;
}

/** @throws UsageError for flags that mean nothing to a share */
export function refuseStray({ shard, budget, resume }: FalsifyFlags): void {
  if (shard === undefined || (budget ?? resume) === undefined) return;
  const stray = budget === undefined ? '--resume' : '--budget';
  throw UsageError.expected(
    'falsify, --shard',
    `no ${stray}`,
    stray,
    'a share that was stopped goes on when it is asked for again',
  );
}

/** What the flags ask for. @throws UsageError naming the flag. */
export function argumentsOf(
  claims: readonly string[],
  flags: FalsifyFlags,
  { profile }: Pick<Settings, 'profile'>,
): StudyArguments {
  if (claims.length === 0 && !flags.matrix) {
    throw UsageError.expected('falsify', 'a pattern of claims', 'none', 'name some, or ask for --matrix');
  }
  if (flags.keep)
    throw UsageError.expected('falsify', '--explore with --keep', 'none', 'a study certifies no single problem');
  if (flags.severity !== undefined)
    throw UsageError.expected('falsify', '--explore with --severity', 'none', 'a search finds the severity itself');
  const modes = ['sweep', 'pair', 'matrix'].filter((name) => flags[name as keyof FalsifyFlags] !== undefined);
  if (modes.length > 1) throw UsageError.expected('falsify', 'one of --sweep, --pair, --matrix', modes.join(' and '));
  const { pair, sweep, matrix, assumption: assumptions, at = 'claim' } = flags;
  if (at !== 'claim' && at !== 'reference')
    throw UsageError.expected('falsify', 'claim or reference for --at', `"${at}"`);
  if (pair && pair.length !== 2) throw UsageError.expected('falsify', 'two assumptions for --pair', `${pair.length}`);
  const trials = flags.trials === undefined ? undefined : integer('falsify', '--trials', flags.trials, 1);
  return {
    ...{ claims, assumptions, at },
    ...(flags.tau === undefined ? {} : { tau: share(flags.tau) }),
    ...(trials === undefined ? {} : { trials }),
    ...(matrix ? { matrix } : {}),
    ...(claims.length === 0 && profile === 'nightly' ? { nightly: true } : {}),
    ...(sweep === undefined ? {} : { sweep: pointsOf(sweep) }),
    ...(pair ? { pair: [pair[0]!, pair[1]!] as const } : {}),
  };
}

function pointsOf(text: string): number {
  const points = integer('falsify', '--sweep', text, 2);
  if (points > LAST + 1) throw UsageError.expected('falsify', `at most ${LAST + 1} settings for --sweep`, text);
  return points;
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw UsageError.expected('falsify', 'a probability between 0 and 1 for --tau', `"${text}"`);
}

/** A time such as `10m`. @throws UsageError */
export function milliseconds(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text) ?? [];
  if (amount === undefined)
    throw UsageError.expected('falsify', 'a time such as 90s, 10m or 1h for --budget', `"${text}"`);
  return Number(amount) * { s: 1e3, m: 6e4, h: 3.6e6 }[unit as 's' | 'm' | 'h'];
}

export function kindOf({ pair, sweep, matrix }: StudyArguments): Study['kind'] {
  if (pair) return 'pair';
  return sweep === undefined ? (matrix ? 'matrix' : 'breaking points') : 'sweep';
}

/** Name of a study's file: the same question has the same one. */
export function studyName(asked: StudyArguments, { epoch, engine }: Settings): string {
  const { claims, assumptions, tau, trials, at, pair, sweep } = asked;
  const subject = [...claims, ...(pair ?? assumptions), sweep === undefined ? '' : `sweep ${sweep}`];
  const limits = [tau === undefined ? '' : `tau ${tau}`, trials === undefined ? '' : `${trials} trials`];
  const how = [...limits, at === 'claim' ? '' : at, epoch, engine ?? ''];
  const words = [kindOf(asked), ...subject, ...how].join(' ').toLowerCase();
  return basename(words.replace(/[^a-z0-9.]+/g, '-').replace(/^-+|-+$/g, '')).slice(0, 120);
}
