import { resolve } from 'node:path';
import { readText } from '../base/read-text';
import { UsageError } from '../base/usage-error';
import { writeWhole } from '../base/write-whole';
import { decodeNumbers, encodeNumbers } from '../files/json-numbers';
import schema from '../files/schemas/study.schema.json';
import { demandValid, parseValid } from '../files/validate';
import type { DiscoveryList } from './matrix-discoveries';
import type { RowReport } from './report';

/** What a study is asked to do. */
export interface StudyArguments {
  /** Patterns of claims. */
  readonly claims: readonly string[];
  readonly assumptions: readonly string[];
  /** One threshold of a search in place of .5 and what the claim itself allows. */
  readonly tau?: number;
  /** Per search, or per setting of a sweep or a pair; absent: the defaults. */
  readonly trials?: number;
  readonly at: 'claim' | 'reference';
  readonly matrix?: boolean;
  /** Of a matrix that names no claims: those that gate nightly runs only as well. */
  readonly nightly?: boolean;
  /** Points of a response curve. */
  readonly sweep?: number;
  readonly pair?: readonly [string, string];
}

export interface Study {
  readonly kind: 'breaking points' | 'matrix' | 'sweep' | 'pair';
  readonly arguments: StudyArguments;
  readonly epoch: string;
  readonly engine: string;
  readonly complete: boolean;
  /** Of a matrix: one list per threshold of what carries weight, and one of what carries none. */
  readonly discoveries?: readonly DiscoveryList[];
  readonly rows: readonly RowReport[];
}

/** Writes a study (schema: study.schema.json), whole or not at all. */
export function writeStudy(study: Study, file: string): void {
  const content = studyContent(study);
  demandValid(schema, content, file);
  writeWhole(file, `${JSON.stringify(content)}\n`);
}

/** The content of the file, as plain JSON data. */
export function studyContent(study: Study): unknown {
  return encodeNumbers({ version: 2, ...study });
}

/** What an earlier study was asked to do, and on which epoch. @throws UsageError for a file that is no study. */
export function readStudy(file: string, cwd: string): Pick<Study, 'arguments' | 'epoch'> {
  const text = readText(resolve(cwd, file));
  if (text === undefined)
    throw UsageError.expected('falsify, --resume', 'a file that an earlier study wrote', `"${file}"`);
  return parseValid<Study>(schema, text, file);
}

/** A whole study, as it was written. @throws UsageError for a file that is no study. */
export function readStudyFile(file: string): Study {
  const text = readText(file);
  if (text === undefined) throw UsageError.expected('study', 'a file that falsify wrote', `"${file}"`);
  return decodeNumbers(parseValid(schema, text, file)) as Study;
}
