import { readText } from '../base/read-text';
import { writeWhole } from '../base/write-whole';
import { decodeNumbers, encodeNumbers } from '../files/json-numbers';
import schema from '../files/schemas/strength.schema.json';
import { demandValid, parseValid } from '../files/validate';
import type { ClaimStrength } from './strength';

/** Where `theoremcheck mutate` writes, relative to the project. */
export const STRENGTH_FILE = 'reports/strength.json';

/** A run of it. */
export interface StrengthRun {
  readonly epoch: string;
  /** Of the trials that stand for false worlds. */
  readonly otherEpoch: string;
  readonly profile: 'pr' | 'nightly';
  readonly engine: string;
  readonly claims: readonly ClaimStrength[];
}

/** The content of the file, as plain JSON data. */
export function strengthContent(run: StrengthRun): unknown {
  return encodeNumbers({ version: 1, ...run });
}

/** Writes it, whole or not at all (schema: strength.schema.json). */
export function writeStrength(run: StrengthRun, file = STRENGTH_FILE): void {
  const content = strengthContent(run);
  demandValid(schema, content, file);
  writeWhole(file, `${JSON.stringify(content, null, 1)}\n`);
}

/** The last run; undefined where there is none. @throws UsageError for other content */
export function readStrength(file: string): StrengthRun | undefined {
  const text = readText(file);
  return text === undefined ? undefined : (decodeNumbers(parseValid(schema, text, file)) as StrengthRun);
}
