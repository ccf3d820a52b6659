import { readText } from '../../base/read-text';
import { writeWhole } from '../../base/write-whole';
import type { ClaimGate } from '../../compile/compile';
import { type Description, statementDigest } from '../../compile/describe';
import { type Tolerances, tolerancesOf } from '../../compile/tolerances';
import { decodeNumbers, encodeNumbers } from '../../files/json-numbers';
import schema from '../../files/schemas/verdicts.schema.json';
import { demandValid, parseValid } from '../../files/validate';
import type { StreamId } from '../../trials/draw/seeds';
import { formatToken } from '../../trials/draw/token';
import type { ClaimResult, Sighting } from './result';

export const VERDICTS_FILE = 'reports/verdicts.json';
/** Of exploratory claims. The ledger and its record never read it. */
export const EXPLORATORY_FILE = 'reports/exploratory.json';

/** What was run. */
export interface RunMeta {
  readonly epoch: string;
  readonly profile: 'pr' | 'nightly';
  readonly engine: string;
  /** Whether every theorem of the project (every exploratory claim, where those were run) was decided. */
  readonly complete: boolean;
  /** The claims are exploratory: they gate nothing. */
  readonly exploratory?: true;
}

/** A claim as the file has it: decided, with what it states. */
export interface StoredClaim extends ClaimResult {
  readonly digest: string;
  readonly about: Description;
  /** Absent in files of earlier versions. */
  readonly tolerances?: Tolerances;
}

/** reports/verdicts.json as it is read back. */
export interface Verdicts extends RunMeta {
  readonly version: 1;
  readonly claims: readonly StoredClaim[];
}

/** The verdicts of an earlier run; undefined where there is no such file. @throws UsageError for other content. */
export function readVerdicts(file: string): Verdicts | undefined {
  const text = readText(file);
  return text === undefined ? undefined : (decodeNumbers(parseValid(schema, text, file)) as Verdicts);
}

/**
 * Writes the verdicts of a run (schema: verdicts.schema.json), whole or not at all.
 *
 * @param gates the claims that were run, for what they state
 */
export function writeVerdicts(
  results: readonly ClaimResult[],
  meta: RunMeta,
  gates: readonly ClaimGate[],
  file = VERDICTS_FILE,
): void {
  const content = verdictsContent(results, meta, gates);
  demandValid(schema, content, file);
  writeWhole(file, `${JSON.stringify(content, null, 1)}\n`);
}

/** The content of the file, as plain JSON data. */
export function verdictsContent(results: readonly ClaimResult[], meta: RunMeta, gates: readonly ClaimGate[]): unknown {
  const about = new Map(gates.map((gate) => [gate.name, gate]));
  const claims = results.map((result) => {
    const gate = about.get(result.name)!;
    const { description } = gate;
    const stated = { digest: statementDigest(description), about: description, tolerances: tolerancesOf(gate) };
    return { ...withTokens(result), ...stated };
  });
  return encodeNumbers({ version: 1, ...meta, claims });
}

/** The token that replays a unit of a result. */
export function tokenOf(result: ClaimResult, stream: StreamId, index: number): string {
  const { engine, code } = result;
  return formatToken({ ...stream, index, engine, code });
}

function withTokens(result: ClaimResult): ClaimResult {
  const named = <S extends Sighting>(stream: StreamId, sighting: S | undefined) =>
    sighting && { ...sighting, token: tokenOf(result, stream, sighting.index) };
  const parts = result.parts.map((part) => ({
    ...part,
    median: named(part.stream, part.median),
    worst: named(part.stream, part.worst),
  }));
  const { counterexample } = result;
  return {
    ...result,
    parts,
    counterexample: counterexample && named(counterexample.stream, counterexample),
  } as ClaimResult;
}
