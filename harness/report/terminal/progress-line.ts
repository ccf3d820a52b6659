import { oneLine } from '../../base/text';
import type { ClaimProgress, Progress } from '../../verdict/results/result';
import { duration } from './duration';

/**
 * Where a run is, as one plain line:
 * `theoremcheck: 21 s, 2 of 9 decided, 1480 trainings, about 40 s left; open: attention concentrates (trials 96/195, controls 2/4, witness 3/14)`
 */
export function progressLine(
  { decided, claims, open, trained, left, crew, preparing }: Progress,
  seconds: number,
): string {
  const since = `theoremcheck: ${Math.round(seconds)} s`;
  if (preparing) return `${since}, ${preparingText(preparing)}`;
  const more = open.length > 3 ? `, ${open.length - 3} more` : '';
  const waiting = open.length > 0 ? `; open: ${open.slice(0, 3).map(claimText).join(', ')}${more}` : '';
  return `${since}, ${decided} of ${claims} decided, ${trained} trainings${leftText(left)}${crewText(crew)}${waiting}`;
}

/** An estimate, where there is one. */
export function leftText(left: Progress['left']): string {
  if (left === undefined || (left.least && left.seconds < 1)) return '';
  return `, ${left.least ? 'more than' : 'about'} ${duration(left.seconds)} left`;
}

/** So many are named. */
const NAMED = 3;

/** The workers that train, where that is not this process alone: `, 2 workers: a-1 (4 threads, 31/s), b-7 (8 threads)`. */
export function crewText(crew: Progress['crew']): string {
  if (!crew) return '';
  if (crew.length === 0) return ', no worker';
  const named = crew.slice(0, NAMED).map(({ name, threads, rate }) => {
    const pace = rate === undefined ? '' : `, ${short(rate)}/s`;
    return `${name} (${threads} thread${threads === 1 ? '' : 's'}${pace})`;
  });
  const more = crew.length > NAMED ? `, ${crew.length - NAMED} more` : '';
  const sum = crew.length > 1 ? ` with ${short(crew.reduce((all, { rate = 0 }) => all + rate, 0))}/s` : '';
  return `, ${crew.length} worker${crew.length === 1 ? '' : 's'}${sum}: ${named.join(', ')}${more}`;
}

const short = (rate: number): string => (rate >= 10 ? rate.toFixed(0) : rate.toFixed(1));

/** What is waited for before the first training. */
export const preparingText = (family: string): string =>
  `preparing the engines of ${family} (what is compiled is kept in .theoremcheck/build)`;

/** Which engines a family runs on, and why not on better ones. */
export const enginesLine = (family: string, engines: readonly string[]): string =>
  `theoremcheck: ${family} runs on ${engines.map(oneLine).join(', witnessed by ')}`;

function claimText({ name, trials, needed, controls, witness }: ClaimProgress): string {
  const compared = witness ? `, witness ${witness.done}/${witness.total}` : '';
  return `${name} (trials ${trials}/${finite(needed)}, controls ${controls.decided}/${controls.total}${compared})`;
}

const finite = (needed: number): string => (Number.isFinite(needed) ? String(needed) : '?');
