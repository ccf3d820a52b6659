import { oneLine, printable } from '../../base/text';
import type { ClaimGate } from '../../compile/compile';
import type { ClaimResult } from '../../verdict/results/result';
import { failureBlock } from '../text/verdict-block';
import { type FinishedRun, undecided } from './run';
import { worstFirst } from './worst-first';

/**
 * Workflow commands of GitHub, one line each, the worst first since it shows ten of a kind per step. What speaks against a
 * claim, or kept the harness from its work, is an error; a claim about which nothing was shown is a warning. Both fail.
 */
export function annotations(run: FinishedRun, failures: readonly string[]): string[] {
  const { results, gates, broken = new Map() } = run;
  const about = new Map(gates.map((gate) => [gate.name, gate]));
  const failing = worstFirst(results).filter(({ verdict }) => verdict !== 'corroborated');
  return [
    ...[...broken].map(([file, sentence]) => command('error', { file, title: 'theorem file' }, sentence)),
    ...failures.map((sentence) => command('error', { title: 'accepted run' }, sentence)),
    ...undecided(run).map(([{ file }, sentence]) => command('error', { file, title: 'no verdict' }, sentence)),
    ...failing.map((result) => ofClaim(result, about.get(result.name)!)),
  ];
}

function ofClaim(result: ClaimResult, gate: ClaimGate): string {
  const { verdict, name, file } = result;
  const level = verdict === 'falsified' || verdict === 'error' ? 'error' : 'warning';
  return command(level, { file, title: `${verdict}: ${name}` }, failureBlock(result, gate.description));
}

function command(level: 'error' | 'warning', properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level} ${written.join(',')}::${data(message)}`;
}

// As @actions/core escapes: a line feed would end the command, `%` would start an escape.
function data(text: string): string {
  return printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(oneLine(text)).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
