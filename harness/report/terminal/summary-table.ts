import { isExploratory } from '../../statement/exploratory';
import type { ClaimResult } from '../../verdict/results/result';
import { number } from '../text/number';
import { noticesNumber, slackNumber } from '../text/result-words';
import { table } from '../text/table';
import { clip, width } from '../text/width';
import type { Colours } from './colours';
import { verdictMark } from './verdict-mark';

/**
 * All verdicts of a run, one row per claim, and a line that counts them. `columns`: of the terminal, `Infinity` for a file: names
 * are cut before anything else is.
 */
export function summaryTable(results: readonly ClaimResult[], columns: number, colours: Colours): string {
  const rows = results.map((result) => cells(result, colours));
  // Numbers matter most at the left: the last columns go first where even short names would not fit.
  const kept = [HEADINGS.length, 5, 4, 3, 2].find((n) => columns - 1 - taken(rows, n) >= NAME) ?? 1;
  const room = Math.max(NAME / 2, columns - 1 - taken(rows, kept));
  const named = rows.map((row, i) => [clip(results[i]!.name, room), ...row.slice(0, kept)]);
  const title = results.every(isExploratory) ? 'exploratory claim' : 'claim';
  const [heading, ...lines] = table([[title, ...HEADINGS.slice(0, kept)], ...named]).split('\n');
  return [colours.dim(heading!), ...lines, '', tally(results)].join('\n');
}

const HEADINGS = ['verdict', 'trials', 'slack', 'notices', 'detects', 'controls'];
/** Columns that a name should have. */
const NAME = 20;

function cells(result: ClaimResult, colours: Colours): readonly string[] {
  const { verdict, trials, slack, notices, minimalDetectable: least } = result;
  return [
    verdictMark(verdict, colours),
    String(trials),
    slackNumber(slack),
    noticesNumber(notices),
    least === undefined ? '–' : number(least),
    controlsText(result),
  ];
}

/** Controls that came out as they must; what was not needed counts for nothing. */
function controlsText({ controls }: ClaimResult): string {
  const asked = controls.filter(({ status }) => status !== 'not needed');
  const good = asked.filter(({ kind, status }) => status === (kind === 'positive' ? 'corroborated' : 'falsified'));
  return asked.length === 0 ? '–' : `${good.length}/${asked.length}`;
}

function taken(rows: readonly (readonly string[])[], columns: number): number {
  const widths = HEADINGS.slice(0, columns).map((heading, i) =>
    Math.max(...[heading, ...rows.map((row) => row[i]!)].map(width)),
  );
  return widths.reduce((sum, one) => sum + one + 2, 0);
}

function tally(results: readonly ClaimResult[]): string {
  const verdicts = ['corroborated', 'falsified', 'vacuous', 'inconclusive', 'error'] as const;
  const counts = verdicts.map((verdict) => [results.filter((one) => one.verdict === verdict).length, verdict] as const);
  const said = counts.filter(([n]) => n > 0).map(([n, verdict]) => `${n} ${verdict}`);
  return `${results.length} claims: ${said.join(', ')}`;
}
