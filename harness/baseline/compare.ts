import type { RunMeta } from '../verdict/results/verdicts-file';
import { type Change, ordered, stricter, unclear, weaker } from './change';
import { type Comparable, compareStatements } from './statement';

/** A run as it is compared. */
export interface ComparedRun extends RunMeta {
  readonly claims: readonly Comparable[];
}

export interface Difference {
  /** The claim; absent where the run as a whole differs. */
  readonly claim?: string;
  readonly file?: string;
  readonly change: Change;
}

/** From best to worst. */
const order = ['corroborated', 'inconclusive', 'vacuous', 'falsified', 'error'];

/**
 * All that differs between an accepted run and another. Claims are matched by name. One that was not run is not compared,
 * unless it is gone: after a complete run, or when its file is, or holds a claim of another name.
 *
 * @param onDisk whether a claim's file (relative to the project) exists
 */
export function compareRuns(was: ComparedRun, is: ComparedRun, onDisk: (file: string) => boolean): Difference[] {
  const now = new Map(is.claims.map((claim) => [claim.name, claim]));
  const known = new Set(was.claims.map(({ name }) => name));
  const gone = (file: string) => is.complete || !onDisk(file) || is.claims.some((claim) => claim.file === file);
  const kept = was.claims.flatMap((claim) => {
    const { name, file } = claim;
    const other = now.get(name);
    if (!other) return gone(file) ? [{ claim: name, change: weaker(`a claim in ${file}`, 'none of that name') }] : [];
    return compareClaims(claim, other, was.profile === is.profile).map((change) => ({
      claim: name,
      file: other.file,
      change,
    }));
  });
  const added = is.claims.filter(({ name }) => !known.has(name));
  const news = added.map(({ name, file }) => ({ claim: name, file, change: stricter('none', `a claim in ${file}`) }));
  return [...compareMeta(was, is).map((change) => ({ change })), ...kept, ...news];
}

function compareMeta(was: RunMeta, is: RunMeta): Change[] {
  const differs = (key: 'epoch' | 'profile' | 'engine', how: typeof weaker) =>
    was[key] === is[key] ? [] : [how(`the ${key} ${was[key]}`, is[key])];
  return [
    ...differs('epoch', unclear),
    ...differs('profile', was.profile === 'nightly' ? weaker : stricter),
    ...differs('engine', stricter),
  ];
}

// The levels of a claim follow from the profile, which is compared once.
function compareClaims(was: Comparable, is: Comparable, sameProfile: boolean): Change[] {
  const levels = [
    ...ordered('the level of corroboration', was.alphaC, is.alphaC, 'up'),
    ...ordered('the level of falsification', was.alphaF, is.alphaF, 'up'),
  ];
  return [
    ...compareVerdicts(was, is),
    ...compareAttempts(was, is),
    ...(sameProfile ? levels : []),
    ...compareStatements(was, is),
  ];
}

/** From best to worst. */
const counting = ['a recorded attempt', 'attempts that are not counted', 'an attempt that is not recorded'] as const;

// Later attempts have smaller levels, which are compared as levels.
function compareAttempts(was: Comparable, is: Comparable): Change[] {
  const [before, now] = [countingOf(was), countingOf(is)];
  if (before === now) return [];
  return [(now > before ? weaker : stricter)(counting[before]!, counting[now]!)];
}

function countingOf({ attempts }: Comparable): number {
  if (!attempts) return 1;
  return attempts.attempt === undefined ? 2 : 0;
}

function compareVerdicts({ verdict: was }: Comparable, { verdict: is }: Comparable): Change[] {
  if (was === is) return [];
  return [(order.indexOf(is) > order.indexOf(was) ? weaker : stricter)(`the verdict ${was}`, is)];
}
