import type { Description } from '../../compile/describe';
import type { ClaimResult } from '../../verdict/result';
import { failureBlock, verdictBlock } from '../text/verdict-block';
import type { Colours } from './colours';
import { verdictMark } from './verdict-mark';

/** How much is said of a claim as soon as it is decided. */
export type Detail = 'block' | 'line';

/** More claims than this are a wall of blocks to a person at a terminal. */
const FEW = 3;

/** Whole blocks in files and logs, for few claims, and where asked for; a line per claim for a person with many. */
export const detailOf = (terminal: boolean, claims: number, verbose: boolean): Detail =>
  verbose || !terminal || claims <= FEW ? 'block' : 'line';

/** What is printed of a decided claim. A failure always says where, measured against allowed, and how to replay it. */
export function claimReport(result: ClaimResult, about: Description, detail: Detail, colours: Colours): string {
  const failed = result.verdict !== 'corroborated';
  if (detail === 'line' && !failed)
    return `${verdictMark(result.verdict, colours)}  ${result.name} (${result.trials} trials)`;
  const text = detail === 'block' ? verdictBlock(result, about) : failureBlock(result, about);
  return `${coloured(text, result, colours)}\n`;
}

/** The headline in bold, its verdict in its colour. */
function coloured(text: string, { verdict }: ClaimResult, colours: Colours): string {
  const [headline, ...rest] = text.split('\n');
  const paint = verdict === 'corroborated' ? colours.green : colours.red;
  return [colours.bold(paint(headline!)), ...rest].join('\n');
}
