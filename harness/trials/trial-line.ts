import Ajv from 'ajv';
import { hash } from '../base/hash';
import schema from '../files/schemas/trial-line.schema.json';

/** One line of the trial cache; schema: harness/files/schemas/trial-line.schema.json. */
export interface TrialLine {
  readonly stream: string;
  readonly index: number;
  readonly engine: string;
  readonly requests: readonly string[];
  /** [members][requests] */
  readonly values: readonly (readonly number[])[];
  readonly diverged: readonly { readonly member: number; readonly step: number; readonly what: string }[];
}

/** Numbers that JSON lacks, beside NaN. */
const WORDS: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

let validate: ReturnType<Ajv['compile']> | undefined;

/** The line's text, with its checksum, ending in a line feed. */
export function formatLine(line: TrialLine): string {
  const values = line.values.map((row) => row.map(encode));
  const body = { v: 1, ...line, values };
  return `${JSON.stringify({ ...body, sum: checksum(body) })}\n`;
}

/** Reads a line without its line feed. Returns what is wrong with it as a string. */
export function parseLine(text: string): TrialLine | string {
  const parsed = json(text);
  if (parsed === undefined) return 'expected JSON';
  validate ??= new Ajv().compile(schema);
  if (!validate(parsed))
    return validate.errors?.map((e) => `${e.instancePath || 'line'} ${e.message}`).join(', ') ?? '';
  const { sum, ...body } = parsed as unknown as StoredLine;
  if (sum !== checksum(body)) return 'expected the checksum of its content, got another';
  const { v: _, ...line } = body;
  return { ...line, values: body.values.map((row) => row.map(decode)) };
}

interface StoredLine extends Omit<TrialLine, 'values'> {
  readonly v: 1;
  readonly values: readonly (readonly (number | string | null)[])[];
  readonly sum: string;
}

function checksum(body: object): string {
  return hash(body).slice(0, 16);
}

function json(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function encode(value: number): number | string | null {
  if (Object.is(value, -0)) return '-0'; // JSON would drop the sign, and a replay compares bits
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : value > 0 ? 'inf' : '-inf';
}

function decode(value: number | string | null): number {
  if (typeof value === 'number') return value;
  return value === null ? Number.NaN : WORDS[value]!;
}
