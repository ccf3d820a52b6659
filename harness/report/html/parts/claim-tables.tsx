import type { ControlResult, PartResult } from '../../../verdict/results/result';
import type { StoredClaim } from '../../../verdict/results/verdicts-file';
import { number } from '../../text/number';
import { againstText } from '../../text/result-words';
import { wanted } from '../content/controls';
import { type WorstTrial, worstTrials } from '../content/worst-trials';
import { EValue } from './e-value';
import { Replay } from './replay';
import { Table } from './table';

/** Worst trials that are shown. */
const SHOWN = 5;

/** What was measured on each part of a claim. */
export function Parts({ claim }: { readonly claim: StoredClaim }) {
  const head = [
    'part',
    'trials',
    'mean outcome',
    '95 % interval',
    'claimed ≤',
    'margin',
    'e for',
    'e against',
    'median',
  ];
  return <Table caption="Parts" head={head} rows={claim.parts.map(partRow)} words={[8]} />;
}

function partRow({ label, trials, unknown, mean, interval: [low, high], delta, margin, ...part }: PartResult) {
  return [
    label,
    unknown > 0 ? `${trials} (${unknown} unknown)` : trials,
    number(mean),
    `${number(low)} … ${number(high)}`,
    number(delta),
    number(margin),
    <EValue key="for" log10={part.logECorroborate / Math.LN10} />,
    <EValue key="against" log10={part.logEFalsify / Math.LN10} />,
    part.median ? againstText(part.median) : '–',
  ];
}

/** The trials that were closest to the bound or beyond it. */
export function Worst({ claim }: { readonly claim: StoredClaim }) {
  const head = ['part', 'trial', 'measured', 'allowed', 'factor', 'replay'];
  return <Table caption="Worst trials" head={head} rows={worstTrials(claim, SHOWN).map(worstRow)} words={[5]} />;
}

function worstRow({ part, index, measured, allowed, factor, token }: WorstTrial) {
  const seen = [number(measured), number(allowed), number(factor)];
  return [part, index, ...seen, <Replay key="replay" token={token} />];
}

/** What would have shown that the check can fail, and whether it did. */
export function ControlsTable({ claim }: { readonly claim: StoredClaim }) {
  const head = ['control', 'kind', 'must be', 'was', 'trials', 'what it is'];
  return <Table caption="Controls" head={head} rows={claim.controls.map(controlRow)} words={[1, 2, 3, 5]} />;
}

function controlRow(control: ControlResult) {
  const { name, kind, status, trials, doc } = control;
  const kinds = { untrained: 'untrained', gross: 'gross', nearMiss: 'near miss', pin: 'pin', positive: 'positive' };
  const good = status === wanted(control);
  const sign = good ? '✓ ' : status === 'not needed' ? '' : '✗ ';
  const was = <span class={sign ? (good ? 'good' : 'bad') : undefined}>{`${sign}${status}`}</span>;
  return [name, kinds[kind], wanted(control), was, status === 'not needed' ? '–' : trials, doc];
}
