import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import { writeWhole } from '../base/write-whole';
import { decodeNumbers, encodeNumbers } from '../files/json-numbers';
import schema from '../files/schemas/exploration.schema.json';
import { demandValid, parseValid } from '../files/validate';
import type { ExplorationReport } from './report';

/** What an exploration is asked to do. */
interface ExplorationArguments {
  /** Patterns of claims. */
  readonly claims: readonly string[];
  /** A setting outside the assumptions. */
  readonly broken?: { readonly assumption: string; readonly severity: number };
  /** Problems that are drawn for each claim, at most. */
  readonly draws: number;
}

export interface ExplorationFile {
  readonly arguments: ExplorationArguments;
  readonly epoch: string;
  readonly engine: string;
  readonly complete: boolean;
  readonly explorations: readonly ExplorationReport[];
}

/** Writes an exploration (schema: exploration.schema.json), whole or not at all. */
export function writeExploration(found: ExplorationFile, file: string): void {
  const content = explorationContent(found);
  demandValid(schema, content, file);
  writeWhole(file, `${JSON.stringify(content)}\n`);
}

/** The content of the file, as plain JSON data. */
export function explorationContent(found: ExplorationFile): unknown {
  return encodeNumbers({ version: 1, kind: 'exploration', ...found });
}

/** An exploration, as it was written. @throws UsageError for a file that is none. */
export function readExploration(file: string): ExplorationFile {
  const text = readText(file);
  if (text === undefined) throw UsageError.expected('exploration', 'a file that falsify --explore wrote', `"${file}"`);
  return decodeNumbers(parseValid(schema, text, file)) as ExplorationFile;
}
