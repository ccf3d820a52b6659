import { oneLine } from '../../base/text';
import type { Description } from '../../compile/describe';
import { EXPLORATORY_NOTE, isExploratory } from '../../statement/exploratory';
import { nearMissText } from '../../verdict/results/atom-strength';
import type { ClaimResult, ControlResult, Cure, PartResult } from '../../verdict/results/result';
import { tokenOf } from '../../verdict/results/verdicts-file';
import { oursText, regionText } from './chosen-text';
import { number } from './number';
import {
  againstText,
  agreementText,
  detectsText,
  engineText,
  independenceText,
  noticesText,
  slackText,
  worstOf,
} from './result-words';
import { type About, once, type Said } from './said';
import { levelText, shownText } from './shown-text';

/**
 * The plain text that is printed for one decided claim. Every line is data that was checked.
 *
 * @param said what earlier blocks said of the same family; such lines are named and not repeated, and this block's are added
 */
export function verdictBlock(result: ClaimResult, about: Description, said: Said = new Map()): string {
  const place = { claim: result.name, family: about.family };
  const lines: [string, string][] = [
    ['statement', about.statement],
    ...(isExploratory(result) ? [['exploratory', EXPLORATORY_NOTE] as [string, string]] : []),
    ['stated', shownText(result, about)],
    ...(about.profile === 'nightly' ? [['profile', NIGHTLY] as [string, string]] : []),
    ['source', about.source],
    ['over', about.quantifier],
    ...once('region', regionLines(about), said, place),
    ...once('assuming', assumptionLines(about), said, place),
    ['claim', claimLine(about)],
    ...about.ours.map((own): [string, string] => ['ours', oursText(own)]),
    ...verdictLines(result, about),
    ...once('paper', paperLines(about), said, place),
    ...(about.notChecked.length ? [['not checked', about.notChecked.join('; ')] as [string, string]] : []),
    ...failureLines(result),
    ...(result.verdict === 'corroborated' ? [] : [['file', result.file] as [string, string]]),
    ['run', `epoch ${result.epoch}, profile ${result.profile}, code ${result.code.slice(0, 12)}`],
  ];
  const body = lines.map(([label, text]) => `  ${label.padEnd(12)}${oneLine(text)}`);
  return [headline(result), ...body].join('\n');
}

const NIGHTLY = 'nightly: it gates nightly runs, at levels per night, and is skipped in others';

const assumptionLines = ({ assumptions }: Description): About => assumptions.map(({ name, region }) => [name, region]);

const regionLines = (about: Description): About => [['the whole region', regionText(about)]];

const paperLines = ({ paper }: Description): About => paper.map((row) => [row.symbol, paperLine(row)]);

/** Verdict, level and name. */
function headline(result: ClaimResult): string {
  return `${result.verdict.toUpperCase()}${level(result)}: ${oneLine(result.name)}`;
}

/** What a failing claim prints: verdict and level, where, measured against allowed, replay command, source. */
export function failureBlock(result: ClaimResult, about: Description): string {
  const lines: [string, string][] = [...failureLines(result), ['source', about.source], ['file', result.file]];
  const needs: [string, string][] = result.trialsNeeded
    ? [['needs', `${result.trialsNeeded} more passing trials`]]
    : [];
  const body = [...needs, ...lines].map(([label, text]) => `  ${label.padEnd(14)}${oneLine(text)}`);
  return [headline(result), `  ${oneLine(result.because)}`, ...body].join('\n');
}

/** Where a claim fails, and how to see that again; nothing for one that does not, or of which no trial was seen. */
function failureLines(result: ClaimResult): [string, string][] {
  const worst = result.verdict === 'corroborated' ? undefined : worstOf(result);
  if (!worst) return [];
  const { source, dials } = worst.stream;
  const turned = Object.entries(dials).map(([name, severity]) => `${name} = ${severity}`);
  return [
    ['where', `trial ${worst.seen.index} of ${[source, ...turned].join(', ')}`],
    ['measured', againstText(worst.seen)],
    ['replay', `npx theoremcheck replay ${tokenOf(result, worst.stream, worst.seen.index)}`],
  ];
}

function level(result: ClaimResult): string {
  if (result.verdict === 'corroborated') return ` (${levelText(result, result.alphaC)})`;
  if (result.verdict === 'falsified') return ` (${levelText(result, result.alphaF)})`;
  return '';
}

function claimLine(about: Description): string {
  const horizon = about.horizon ? `; horizon T = ${about.horizon}` : '';
  const form = about.horizonForm ? `, ${about.horizonForm}` : '';
  const prompts = about.prompts ? `; ${about.prompts} fresh prompts per measurement` : '';
  return `${about.claim}${horizon}${form}${prompts}; unit ${about.unit}`;
}

function verdictLines(result: ClaimResult, about: Description): [string, string][] {
  return [
    ['because', result.because],
    ...(result.cures ?? []).map((cure): [string, string] => ['cure', cureText(cure)]),
    ['trials', trialsLine(result)],
    ...result.parts.map((part): [string, string] => ['measured', partLine(part, result)]),
    ...(result.slack === undefined ? [] : [['slack', slackText(result.slack)] as [string, string]]),
    ...(result.verdict === 'corroborated' ? [['notices', noticesText(result)] as [string, string]] : []),
    ['detects', detectsText(result, about)],
    ['engine', engineText(result)],
    ...(result.witness?.atoms ?? []).map((one): [string, string] => ['agreed', agreementText(one)]),
    ...(result.independence ? [['independent', independenceText(result.independence)] as [string, string]] : []),
    ...result.controls.map((control): [string, string] => ['control', controlLine(control)]),
    ...strengthLines(result),
  ];
}

const cureText = ({ paste, why }: Cure): string => (paste === undefined ? why : `${paste}   // ${why}`);

function trialsLine({ trials, budget, unknown, trialsNeeded }: ClaimResult): string {
  const lost = unknown ? `, ${unknown} unknown` : '';
  const more = trialsNeeded ? `; ${trialsNeeded} more passing ones would corroborate` : '';
  return `${trials} used of ${budget}${lost}${more}`;
}

function partLine(part: PartResult, result: ClaimResult): string {
  const [lo, hi] = part.interval;
  const mean = `mean outcome ${number(part.mean)} in [${number(lo)}, ${number(hi)}] after ${part.trials}`;
  const claimed = `claimed ≤ ${number(part.delta)}, margin ${number(part.margin)}`;
  const seen = part.worst
    ? `; median ${againstText(part.median!)}, worst ${againstText(part.worst)} (${tokenOf(result, part.stream, part.worst.index)})`
    : '';
  return `${part.label}: ${mean} (${claimed})${seen}`;
}

function controlLine({ name, kind, status, trials, doc }: ControlResult): string {
  const after = status === 'not needed' ? '' : ` after ${trials} trials`;
  return `${kind} "${name}" ${status}${after}: ${doc}`;
}

/** How near misses were read, and atoms that nothing but a pin breaks. */
function strengthLines({ strength, parts }: ClaimResult): [string, string][] {
  if (!strength) return [];
  const several = parts.length > 1 && strength.atoms.some(({ part }) => part !== strength.atoms[0]!.part);
  const pinned = strength.atoms.filter((atom) => atom.pinned);
  return [
    ...strength.nearMisses.map((near): [string, string] => ['near miss', nearMissText(near)]),
    ...pinned.map(({ atom, part, brokenBy }): [string, string] => [
      'pinned',
      `${several ? `${part}: ` : ''}${atom}, by ${brokenBy.map((name) => `"${name}"`).join(', ')}`,
    ]),
  ];
}

function paperLine(row: Description['paper'][number]): string {
  const outside = row.outside ? ' (OUTSIDE the hypothesis)' : '';
  return `${row.hypothesis}; checked: ${row.checked}${outside}`;
}
