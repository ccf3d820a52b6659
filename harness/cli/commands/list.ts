import { Command } from 'commander';
import { UsageError } from '../../base/usage-error';
import type { ClaimGate } from '../../compile/compile';
import { loadBoth, type Suite } from '../../project/suite';
import { isExploratory } from '../../statement/exploratory';
import type { Context } from '../console/context';
import { select } from '../console/select';

interface Flags {
  readonly json?: boolean;
  readonly ledger?: boolean;
  readonly check?: boolean;
}

export function listCommand(context: Context): Command {
  return new Command('list')
    .argument('[patterns...]', 'regular expressions on path or name')
    .option('--ledger', 'write THEOREMS.md from the statements and the last run')
    .option('--check', 'with --ledger: write nothing, fail when THEOREMS.md is stale')
    .option('--json', 'print the statements as JSON')
    .action((patterns: string[], flags: Flags) => {
      context.status = list(context, patterns, flags);
    });
}

function list(context: Context, patterns: readonly string[], flags: Flags): number {
  if (flags.check && !flags.ledger) throw UsageError.expected('list', '--ledger with --check', '--check alone');
  if (flags.ledger && patterns.length > 0) throw UsageError.expected('list', 'no pattern with --ledger', patterns[0]!);
  const suite = loadBoth(context.built);
  for (const sentence of new Set(suite.broken.values())) context.io.err(sentence);
  if (flags.ledger) return suite.broken.size > 0 ? 2 : ledger(context, suite, flags.check ?? false);
  const chosen = select(suite, patterns);
  if (flags.json) context.io.out(JSON.stringify(chosen.gates.map(asData), null, 1));
  else for (const line of asText(chosen.gates)) context.io.out(line);
  return chosen.broken.size > 0 ? 2 : 0;
}

function asData({ name, file, description }: ClaimGate): object {
  return { name, file, ...(isExploratory({ file }) ? { exploratory: true } : {}), ...description };
}

function asText(gates: readonly ClaimGate[]): string[] {
  const explored = gates.findIndex(isExploratory);
  const lines = gates.map(
    ({ name, file, description: { claim, family, profile } }) =>
      `${name}\n  ${claim}\n  ${family}, ${file}${profile ? `; gates ${profile} runs only` : ''}`,
  );
  if (explored < 0) return lines;
  const heading = '\nExploratory: these gate nothing, `verify --exploratory` runs them.';
  return [...lines.slice(0, explored), heading, ...lines.slice(explored)];
}

function ledger({ built, io }: Context, { gates }: Suite, check: boolean): number {
  // Loaded when it is called: most lists need none.
  const { updateLedger } =
    require('../../report/ledger/ledger-files') as typeof import('../../report/ledger/ledger-files');
  const stale = updateLedger(built.cwd, gates, check);
  if (check && stale)
    io.err(`THEOREMS.md: expected what \`theoremcheck list --ledger\` writes, got something else (${stale})`);
  else io.out(check ? 'THEOREMS.md is up to date' : 'THEOREMS.md written');
  return check && stale ? 2 : 0;
}
