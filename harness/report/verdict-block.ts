import { tokenOf } from '../files/verdicts';
import type { ClaimResult, PartResult, Sighting } from '../run/result';
import type { ClaimGate } from '../statement/compile';
import { digits } from './digits';

/** All that is printed of one decided claim: plain lines, the verdict first. */
export function verdictBlock(result: ClaimResult, { description }: Pick<ClaimGate, 'description'>): string {
  const lines = [
    `${result.verdict.toUpperCase()}  ${result.name}`,
    `${description.statement}`,
    `because: ${result.because}`,
    `level: ${level(result)}; epoch ${result.epoch}, profile ${result.profile}`,
    `claim: ${description.claim}${horizonText(description)}`,
    `over: ${description.quantifier}; unit: ${description.unit}${promptText(description)}`,
    ...description.paper.map(paperText),
    ...result.parts.map((part) => partText(result, part)),
    ...result.controls.map(
      (control) => `control ${control.kind} "${control.name}": ${control.status} after ${control.trials}`,
    ),
    `slack: ${slackText(result)}; minimal detectable violation: ${share(result.minimalDetectable)}`,
    `engine: ${engineText(result)}`,
    ...(result.unknown ? [`unknown outcomes: ${result.unknown}`] : []),
    ...(result.trialsNeeded === undefined ? [] : [`would need ${result.trialsNeeded} more passing trials`]),
    ...counterexampleText(result),
    `source: ${description.source}`,
    ...(description.notChecked.length ? [`not checked: ${description.notChecked.join('; ')}`] : []),
  ];
  return lines.map((line, i) => (i === 0 ? line : `  ${line}`)).join('\n');
}

function level({ verdict, alphaC, alphaF }: ClaimResult): string {
  if (verdict === 'corroborated') return `${digits(alphaC)} of a false corroboration`;
  if (verdict === 'falsified') return `${digits(alphaF)} of a false falsification`;
  return `${digits(alphaC)} (corroborate), ${digits(alphaF)} (falsify)`;
}

function horizonText({ horizon, horizonForm }: ClaimGate['description']): string {
  if (horizon === undefined) return horizonForm ? `; ${horizonForm}` : '';
  return `; T = ${horizon}${horizonForm ? `, ${horizonForm}` : ''}`;
}

function promptText({ prompts }: ClaimGate['description']): string {
  return prompts ? `; ${prompts} fresh prompts per measurement` : '';
}

function paperText({ symbol, hypothesis, checked, outside }: ClaimGate['description']['paper'][number]): string {
  return `paper: ${symbol}: ${hypothesis}; checked: ${checked}${outside ? '  [outside the hypothesis at finite size]' : ''}`;
}

function partText(result: ClaimResult, part: PartResult): string {
  const [low, high] = part.interval;
  const head = `${part.label}: ${part.trials} trials, mean outcome ${digits(part.mean)}, 95 % interval [${digits(low)}, ${digits(high)}], δ ${digits(part.delta)} + ${digits(part.margin)}`;
  const median = part.median ? `; median ${sighting(part.median)}` : '';
  const worst = part.worst ? `; worst ${sighting(part.worst)} ${tokenOf(result, part.stream, part.worst.index)}` : '';
  return `${head}${median}${worst}`;
}

function sighting({ measured, allowed, note }: Sighting): string {
  return `${digits(measured)} vs. ${digits(allowed)} allowed${note ? ` (${note})` : ''}`;
}

function slackText({ slack }: ClaimResult): string {
  return slack === undefined ? 'none' : `bounds × ${digits(slack)} would still be corroborated`;
}

function engineText({ engine, witness }: ClaimResult): string {
  if (!witness) return `${engine}, without witness`;
  const { engines, windows, full, borderline } = witness;
  const edge = borderline ? `; ${borderline} borderline` : '';
  return `${engines.join(' + ')}, max deviation ${digits(windows.deviation)} per step (${windows.trials} trials), ${digits(full.deviation)} at the horizon${edge}`;
}

function counterexampleText(result: ClaimResult): string[] {
  const { counterexample } = result;
  if (!counterexample) return [];
  const token = tokenOf(result, counterexample.stream, counterexample.index);
  return [
    `where: ${counterexample.part}, trial ${counterexample.index}: ${sighting(counterexample)}`,
    `replay: npx theoremcheck replay ${token}`,
  ];
}

function share(value: number | undefined): string {
  return value === undefined ? 'none within the budget' : digits(value);
}
