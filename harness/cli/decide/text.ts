import type { BadLines, DecidedLines, DecideOptions } from './decide';

const SHOWN = 20;

/**
 * `{verdict, logECorroborate, logEFalsify, interval: [lo, hi], trials}` as JSON text. −∞ is `null`. +∞ (delta = 0 and a
 * violation) is the number 1e999: valid JSON that JavaScript and Python read as +∞, so that comparing it with a threshold
 * works, and never confused with −∞.
 */
export function decisionJson({ verdict, logECorroborate, logEFalsify, interval, trials }: DecidedLines): string {
  const fields = [
    `"verdict":${JSON.stringify(verdict)}`,
    `"logECorroborate":${jsonNumber(logECorroborate)}`,
    `"logEFalsify":${jsonNumber(logEFalsify)}`,
    `"interval":${JSON.stringify(interval)}`,
    `"trials":${trials}`,
  ];
  return `{${fields.join(',')}}`;
}

/** The same for people: a few lines, without a final newline. */
export function decisionText(decided: DecidedLines, options: DecideOptions): string {
  const { delta, margin, alphaC, alphaF, bounded } = options;
  const rate = bounded ? 'E x' : 'P(violation)';
  const upper = shown(delta + margin);
  const [lo, hi] = decided.interval;
  return [
    headline(decided, options, rate),
    `ln E against "${rate} ≥ ${upper}": ${shown(decided.logECorroborate)} (corroborated from ${shown(-Math.log(alphaC))})`,
    `ln E against "${rate} ≤ ${shown(delta)}": ${shown(decided.logEFalsify)} (falsified from ${shown(-Math.log(alphaF))})`,
    `95 % confidence interval for ${rate}: [${shown(lo)}, ${shown(hi)}]`,
    `trials used: ${decided.trials}${decided.given > decided.trials ? ` of ${decided.given}` : ''}`,
  ].join('\n');
}

/** One line per bad line (the first twenty), under a sentence. */
export function badLinesText({ badLines }: BadLines): string {
  const rest = badLines.length - SHOWN;
  const lines = badLines.slice(0, SHOWN).map(({ line, reason }) => `line ${line}: ${reason}`);
  if (rest > 0) lines.push(`… and ${rest} more`);
  const count = badLines.length === 1 ? '1 bad line' : `${badLines.length} bad lines`;
  return [`decide: expected one outcome per line, got ${count}`, ...lines].join('\n');
}

function headline(decided: DecidedLines, options: DecideOptions, rate: string): string {
  const { delta, margin, alphaC, alphaF } = options;
  const upper = shown(delta + margin);
  switch (decided.verdict) {
    case 'corroborated':
      return `corroborated: ${rate} < ${upper}, at level ${alphaC}`;
    case 'falsified':
      return `falsified: ${rate} > ${shown(delta)}, at level ${alphaF}`;
    case 'vacuous':
      return `vacuous: delta + margin = ${upper}, which no outcome can contradict; lower one of them`;
    case 'inconclusive':
      return `inconclusive: ${neededText(decided.needed)}`;
  }
}

function neededText(needed: number): string {
  if (needed === Number.POSITIVE_INFINITY) return 'no number of passing trials can corroborate delta + margin = 0';
  return `corroboration needs at least ${needed} more ${needed === 1 ? 'trial' : 'trials'}, all passing`;
}

function jsonNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '1e999';
  return JSON.stringify(value);
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(4)));
}
