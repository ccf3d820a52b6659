import type { ValidateFunction } from 'ajv';
import { hash } from '../../base/hash';
import { schemaValidator } from '../../base/schema-validator';
import agreementSchema from '../../files/schemas/agreement-line.schema.json';
import passSchema from '../../files/schemas/pass-line.schema.json';
import shardSchema from '../../files/schemas/shard-line.schema.json';
import trialSchema from '../../files/schemas/trial-line.schema.json';
import type { Agreement, AgreementKey } from './store';

/** One line of the trial cache; schema: harness/files/schemas/trial-line.schema.json. */
interface TrialLine {
  readonly stream: string;
  readonly index: number;
  readonly engine: string;
  readonly requests: readonly string[];
  /** [members][requests] */
  readonly values: readonly (readonly number[])[];
  readonly diverged: readonly { readonly member: number; readonly step: number; readonly what: string }[];
  /** Per member: step → hash of the parameters after it. */
  readonly digests?: readonly Readonly<Record<string, string>>[];
}

/** Another kind of line; schema: harness/files/schemas/agreement-line.schema.json. */
type AgreementLine = AgreementKey & Agreement;

/** Another kind of line; schema: harness/files/schemas/pass-line.schema.json. */
interface PassLine {
  readonly stream: string;
  readonly index: number;
  /** Keys of requests whose numbers came out the same in a fresh process, and names of other checks. */
  readonly passed: readonly string[];
}

/** What the lines around it are a share of; schema: harness/files/schemas/shard-line.schema.json. */
export interface ShardLine {
  /** From 1 on. */
  readonly shard: number;
  readonly of: number;
  readonly command: 'verify' | 'falsify';
  /** Flags and patterns of the command. */
  readonly words: readonly string[];
  /** Hash of the worker bundle. */
  readonly code: string;
  /** Hash of all that the shares of one run are to train. */
  readonly plan: string;
  readonly units: number;
  readonly finished: boolean;
}

export type Line =
  | ({ readonly kind: 'trial' } & TrialLine)
  | ({ readonly kind: 'agreement' } & AgreementLine)
  | ({ readonly kind: 'pass' } & PassLine)
  | ({ readonly kind: 'shard' } & ShardLine);

/** Numbers that JSON lacks, beside NaN. */
const WORDS: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

/** The line's text, with its checksum, ending in a line feed. */
export function formatTrial({ stream, index, engine, requests, values, diverged, digests }: TrialLine): string {
  const encoded = values.map((row) => row.map(encode));
  // Not by spreading, as there are so many: V8 gives each object that something is spread into its own hidden class. JSON leaves out what is undefined.
  return summed({ v: 1, stream, index, engine, requests, values: encoded, diverged, digests });
}

/** The same for an agreement of two engines. */
export function formatAgreement(line: AgreementLine): string {
  return summed({ v: 1, ...line });
}

/** The same for what was found sound. */
export function formatPass(line: PassLine): string {
  return summed({ v: 1, ...line });
}

/** The same for a share. */
export function formatShard({ shard, of, command, words, code, plan, units, finished }: ShardLine): string {
  return summed({ v: 1, shard, of, command, words, code, plan, units, finished });
}

/** Reads a line without its line feed. Returns what is wrong with it as a string. */
export function parseLine(text: string): Line | string {
  const parsed = json(text);
  if (parsed === undefined) return 'expected a JSON object';
  const kind = kindOf(parsed);
  const fault = faultOf(kind, parsed);
  if (fault !== undefined) return fault;
  const { sum, v: version, ...line } = parsed as unknown as StoredLine & AgreementLine & PassLine & ShardLine;
  if (sum !== checksum({ v: version, ...line })) return 'expected the checksum of its content, got another';
  if (kind !== 'trial') return { kind, ...line };
  return { kind: 'trial', ...line, values: line.values.map((row) => row.map(decode)) };
}

function kindOf(line: object): Line['kind'] {
  if ('engines' in line) return 'agreement';
  if ('passed' in line) return 'pass';
  return 'shard' in line ? 'shard' : 'trial';
}

interface StoredLine extends Omit<TrialLine, 'values'> {
  readonly v: 1;
  readonly values: readonly (readonly (number | string | null)[])[];
  readonly sum: string;
}

const schemas = { trial: trialSchema, agreement: agreementSchema, pass: passSchema, shard: shardSchema } as const;
const validators = new Map<keyof typeof schemas, ValidateFunction>();

function faultOf(kind: keyof typeof schemas, line: object): string | undefined {
  const validate = validators.get(kind) ?? schemaValidator(schemas[kind]);
  validators.set(kind, validate);
  if (validate(line)) return undefined;
  return (validate.errors ?? []).map((error) => `${error.instancePath || 'line'} ${error.message}`).join(', ');
}

const summed = (body: object): string => `${JSON.stringify(body).slice(0, -1)},"sum":"${checksum(body)}"}\n`;

const checksum = (body: object): string => hash(body).slice(0, 16);

function json(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
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
