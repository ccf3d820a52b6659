import { UsageError } from '../../base/usage-error';
import { assertsNothing, Evidence, type X } from '../../evidence/evidence';
import type { Asserted } from '../../evidence/grids';
import type { Interval } from '../../evidence/interval';
import { passesNeeded } from '../../evidence/nmin';
import { reachesLevel } from '../../evidence/reaches';
import type { Verdict } from '../../evidence/verdict';
import { parseOutcome } from './line';

export interface DecideOptions {
  /** The claim: P(violation) ≤ delta, or E x ≤ delta where outcomes are bounded. */
  readonly delta: number;
  readonly margin: number;
  readonly alphaC: number;
  readonly alphaF: number;
  /** Outcomes are any numbers in [0, 1] rather than indicators. */
  readonly bounded?: boolean | undefined;
}

export interface DecidedLines {
  readonly verdict: Verdict;
  /** ln E against P(violation) ≥ delta + margin, at the last line that was used. */
  readonly logECorroborate: number;
  /** ln E against P(violation) ≤ delta; +∞ where delta = 0 and there was a violation. */
  readonly logEFalsify: number;
  /** 95 % confidence interval at the last line that was used. */
  readonly interval: Interval;
  /** Lines used, `unknown` included. */
  readonly trials: number;
  /** Lines with an outcome, those after the verdict included. */
  readonly given: number;
  /** Further passing trials that would corroborate; 0 unless inconclusive, +∞ where none would. */
  readonly needed: number;
}

export interface BadLines {
  readonly badLines: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * The verdict on outcomes from anywhere, one per line. It stops at the first line where either log e-value reaches its
 * threshold ln(1/alpha), and both at once is falsified; the lines after it are only checked. Empty lines at the end are ignored,
 * elsewhere they are bad lines. Too few lines: inconclusive. delta + margin ≥ 1: vacuous, and no line is used.
 *
 * @throws UsageError for options out of range.
 */
export function decideLines(lines: Iterable<string>, options: DecideOptions): DecidedLines | BadLines {
  checkOptions(options);
  const run = new DecideRun(options);
  const badLines = eachOutcome(lines, options.bounded ?? false, (x) => run.add(x));
  return badLines.length > 0 ? { badLines } : run.decided();
}

/** Calls `use` with every good outcome in order, and returns the bad lines. */
function eachOutcome(lines: Iterable<string>, bounded: boolean, use: (x: X) => void): BadLines['badLines'] {
  const bad: { line: number; reason: string }[] = [];
  let trailing: typeof bad = [];
  let line = 0;
  for (const text of lines) {
    line += 1;
    const parsed = parseOutcome(text, bounded);
    if ('reason' in parsed && text.trim() === '') {
      trailing.push({ line, reason: parsed.reason });
      continue;
    }
    for (const blank of trailing) bad.push(blank);
    trailing = [];
    if ('reason' in parsed) bad.push({ line, reason: parsed.reason });
    else use(parsed.x);
  }
  return bad;
}

/** The evidence up to the first crossing. */
class DecideRun {
  private readonly evidence: Evidence | undefined;
  private verdict: Verdict = 'inconclusive';
  private given = 0;

  constructor(private readonly options: DecideOptions) {
    const { delta, margin, bounded } = options;
    const asserted: Asserted = { kind: bounded ? 'mean' : 'prob', delta, margin };
    if (assertsNothing(asserted)) this.verdict = 'vacuous';
    else this.evidence = new Evidence(asserted);
  }

  add(x: X): void {
    this.given++;
    if (this.evidence === undefined || this.verdict !== 'inconclusive') return;
    this.evidence.add(x);
    if (reachesLevel(this.evidence.logEFalsify, this.options.alphaF)) this.verdict = 'falsified';
    else if (reachesLevel(this.evidence.logECorroborate, this.options.alphaC)) this.verdict = 'corroborated';
  }

  decided(): DecidedLines {
    const { verdict, evidence, given } = this;
    if (evidence === undefined) {
      return { verdict, logECorroborate: 0, logEFalsify: 0, interval: [0, 1], trials: 0, given, needed: 0 };
    }
    const needed =
      verdict === 'inconclusive'
        ? passesNeeded((passes) => evidence.logECorroborateAfter(passes), this.options.alphaC)
        : 0;
    const { logECorroborate, logEFalsify, n: trials } = evidence;
    return { verdict, logECorroborate, logEFalsify, interval: evidence.interval(), trials, given, needed };
  }
}

function checkOptions({ delta, margin, alphaC, alphaF }: DecideOptions): void {
  checkRange('--delta in [0, 1]', delta, delta >= 0 && delta <= 1);
  checkRange('--margin in [0, 1]', margin, margin >= 0 && margin <= 1);
  checkRange('--alpha-c in (0, 1)', alphaC, alphaC > 0 && alphaC < 1);
  checkRange('--alpha-f in (0, 1)', alphaF, alphaF > 0 && alphaF < 1);
}

function checkRange(expected: string, value: number, holds: boolean): void {
  if (!holds) throw UsageError.expected('decide', expected, String(value));
}
