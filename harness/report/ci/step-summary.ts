import type { Sentences } from '../../baseline/sentences';
import type { ClaimResult } from '../../verdict/results/result';
import { tokenOf } from '../../verdict/results/verdicts-file';
import { coloursFor } from '../terminal/colours';
import { verdictMark } from '../terminal/verdict-mark';
import { code, markdownTable, plain } from '../text/markdown';
import { number } from '../text/number';
import { againstText, noticesNumber, slackNumber, worstOf } from '../text/result-words';
import { type FinishedRun, undecided } from './run';
import { worstFirst } from './worst-first';

const uncoloured = coloursFor(false, {});
const HEAD = ['verdict', 'trials', 'median measured', 'allowed', 'slack', 'notices', 'detects'];

/**
 * A run in Markdown, for people who look at a pull request: all claims, failing ones first and with their worst trial, and
 * what the comparison with the accepted run found. Names and texts show as they are.
 */
export function stepSummary(run: FinishedRun, { failures, notes }: Sentences): string[] {
  const { results, meta, gates, broken = new Map() } = run;
  const good = results.filter(({ verdict }) => verdict === 'corroborated').length;
  const sorted = worstFirst(results);
  return [
    `## ${meta.exploratory ? 'Exploratory claims' : 'Claims'}: ${good} of ${gates.length + broken.size} corroborated`,
    '',
    `Epoch ${plain(meta.epoch)}, profile ${meta.profile}, engine ${plain(meta.engine)}.`,
    '',
    ...list('Files that could not be read', [...broken.values()].map(plain)),
    ...list(
      'Claims without a verdict',
      undecided(run).map(([, sentence]) => plain(sentence)),
    ),
    ...list('Worse than the accepted run', failures.map(plain)),
    ...(sorted.length > 0
      ? [...markdownTable([meta.exploratory ? 'exploratory claim' : 'claim', ...HEAD], sorted.map(row)), '']
      : []),
    ...list('Where claims fail', sorted.filter(({ verdict }) => verdict !== 'corroborated').map(whereLine)),
    ...list('Against the accepted run, noted', notes.map(plain)),
  ];
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}`, '', ...lines.map((line) => `- ${line}`), ''];
}

function row(result: ClaimResult): string[] {
  const { name, verdict, trials, slack, notices, minimalDetectable } = result;
  const { measured, allowed } = result.parts[0]?.median ?? {};
  const told = (value: number | undefined) => (value === undefined ? '–' : number(value));
  const numbers = [told(measured), told(allowed), slackNumber(slack), noticesNumber(notices), told(minimalDetectable)];
  return [plain(name), verdictMark(verdict, uncoloured), `${trials}`, ...numbers];
}

/** What a failing claim is, where its worst trial was, and how to see that again. */
function whereLine(result: ClaimResult): string {
  const { name, because, file } = result;
  const said = `**${plain(name)}**: ${plain(because)} (${plain(file)})`;
  const worst = worstOf(result);
  if (!worst) return said;
  const replay = code(`npx theoremcheck replay ${tokenOf(result, worst.stream, worst.seen.index)}`);
  return `${said}; measured ${plain(againstText(worst.seen))}; ${replay}`;
}
