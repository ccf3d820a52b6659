import { join } from 'node:path';
import { readText } from '../../base/read-text';
import { writeWhole } from '../../base/write-whole';
import type { ClaimGate } from '../../compile/compile';
import { statementDigest } from '../../compile/describe';
import recordSchema from '../../files/schemas/record.schema.json';
import verdictsSchema from '../../files/schemas/verdicts.schema.json';
import { parseValid, type Schema } from '../../files/validate';
import { EPOCH, isCalibration } from '../../project/epoch';
import { isNightly } from '../../project/profile';
import { countingEngine } from '../../statement/engines';
import { isExploratory } from '../../statement/exploratory';
import { readStrength, STRENGTH_FILE } from '../../strength/strength-file';
import { VERDICTS_FILE } from '../../verdict/results/verdicts-file';
import { LEDGER_FILE, ledger, withVerdicts } from './ledger';
import { type LastRun, type LedgerRecord, merge } from './record';

const README_FILE = 'README.md';
const RECORD_FILE = 'docs/record.json';

/**
 * Writes THEOREMS.md, docs/record.json and the table of README.md, where it has the marks for one, from the statements, the
 * record and the last run; with `check` writes nothing. A run counts only when it was the gate's own: default epoch, profile pr, the engines that count by default.
 *
 * @returns what was stale, if anything
 */
export function updateLedger(cwd: string, gates: readonly ClaimGate[], check: boolean): string | undefined {
  const recorded = gates.filter((gate) => !isExploratory(gate));
  const digests = new Map(recorded.map((gate) => [gate.name, statementDigest(gate.description)]));
  const tried = readStrength(join(cwd, STRENGTH_FILE))?.claims;
  const known = read<LedgerRecord>(cwd, RECORD_FILE, recordSchema) ?? empty;
  const record = merge(known, lastRun(cwd, gates), digests, tried);
  const readme = readText(join(cwd, README_FILE));
  const files = {
    [LEDGER_FILE]: ledger(gates, record),
    [RECORD_FILE]: `${JSON.stringify(record, null, 1)}\n`,
    ...(readme === undefined ? {} : { [README_FILE]: withVerdicts(readme, gates, record) }),
  };
  const unrecorded = recorded.filter((gate) => isNightly(gate) && !isRecorded(record, gate.name, digests)).map(missing);
  const stale = Object.entries(files).filter(([file, content]) => readText(join(cwd, file)) !== content);
  if (!check) for (const [file, content] of stale) writeWhole(join(cwd, file), content);
  return [...stale.map(([file]) => file), ...unrecorded].join(', ') || undefined;
}

/** The verdict of a claim that gates nightly runs is nowhere else: without one it would be gated by nothing. */
function isRecorded({ claims }: LedgerRecord, name: string, digests: ReadonlyMap<string, string>): boolean {
  return claims.some((claim) => claim.name === name && claim.digest === digests.get(name));
}

const missing = ({ name }: ClaimGate): string =>
  `"${name}" has no verdict of a nightly run in ${RECORD_FILE} as it is stated: run \`theoremcheck verify --profile nightly\` and \`list --ledger\``;

const empty: LedgerRecord = { version: 1, claims: [], figures: [] };

function lastRun(cwd: string, gates: readonly ClaimGate[]): LastRun | undefined {
  const run = read<LastRun>(cwd, VERDICTS_FILE, verdictsSchema);
  if (!run || !countsByDefault(run, gates)) return undefined;
  const nightly = new Set(gates.filter(isNightly).map(({ name }) => name));
  // Nights have epochs of their own, but not those on which constants were chosen. Of other claims, what is not recorded was tried on
  // another epoch, and is no verdict of the gate.
  const counts = ({ name, epoch }: LastRun['claims'][number]) =>
    nightly.has(name) ? run.profile === 'nightly' && !isCalibration(epoch) : run.profile === 'pr' && epoch === EPOCH;
  return { ...run, claims: run.claims.filter(counts) };
}

/** Whether what the run was asked to count is what its claims' families count anyway. */
function countsByDefault({ engine, claims }: LastRun, gates: readonly ClaimGate[]): boolean {
  if (engine === 'default') return true;
  const families = gates
    .filter((gate) => claims.some(({ name }) => name === gate.name))
    .map((gate) => gate.statement.family);
  return families.every((family) => countingEngine(family) === engine);
}

function read<T>(cwd: string, file: string, schema: Schema): T | undefined {
  const text = readText(join(cwd, file));
  return text === undefined ? undefined : parseValid<T>(schema, text, file);
}
