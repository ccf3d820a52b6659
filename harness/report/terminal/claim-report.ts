import type { Description } from '../../compile/describe';
import type { ClaimResult } from '../../verdict/results/result';
import type { Said } from '../text/said';
import { shownBriefly } from '../text/shown-text';
import { verdictBlock } from '../text/verdict-block';
import type { Colours } from './colours';
import { verdictMark } from './verdict-mark';

/** How much is said of a corroborated claim as soon as it is decided. */
type Detail = 'block' | 'line';

/** More claims than this are a wall of blocks, to a person at a terminal and to a reader of a log. */
const FEW = 3;

/** Whole blocks for few claims and where asked for; a line per claim otherwise. */
export const detailOf = (claims: number, verbose: boolean): Detail => (verbose || claims <= FEW ? 'block' : 'line');

/**
 * What is printed of a decided claim: of one that is not corroborated always the whole block, and below it where, measured
 * against allowed, and how to replay it.
 *
 * @param said what earlier blocks of the run said of families: it is not repeated, and grows
 */
export function claimReport(
  result: ClaimResult,
  about: Description,
  detail: Detail,
  colours: Colours,
  said: Said,
): string {
  const failed = result.verdict !== 'corroborated';
  if (detail === 'line' && !failed)
    return `${verdictMark(result.verdict, colours)}  ${result.name} (${result.trials} trials, ${shownBriefly(result, about)})`;
  return `${coloured(verdictBlock(result, about, said), result, colours)}\n`;
}

/** The headline in bold, its verdict in its colour. */
function coloured(text: string, { verdict }: ClaimResult, colours: Colours): string {
  const [headline, ...rest] = text.split('\n');
  const paint = verdict === 'corroborated' ? colours.green : colours.red;
  return [colours.bold(paint(headline!)), ...rest].join('\n');
}
