import { messageOf } from '../base/blame';
import { cut, oneLine } from '../base/text';
import { UsageError } from '../base/usage-error';
import schema from '../files/schemas/external-answer.schema.json';
import { complaints, type Schema } from '../files/validate';
import type { Arrays } from '../statement/family';

/** Of the lines that the harness and a process exchange; docs/protocol.md. */
export const VERSION = 1;

/** A number as JSON can hold it. */
type Wire = number | 'NaN' | 'Infinity' | '-Infinity';

/** Arrays on a line. */
type WireArrays = Readonly<Record<string, { readonly type: 'f4' | 'f8'; readonly values: readonly Wire[] }>>;

/** How a symbol of a problem is drawn; a `constant` has from = to. */
export interface WireRange {
  /** Counts are integers, uniform; the continuous laws have 65,537 levels. */
  readonly law: 'count' | 'even count' | 'uniform' | 'log-uniform' | 'constant';
  /** Smallest value. */
  readonly from: number;
  /** Largest value. */
  readonly to: number;
}

/** A dial as data: symbol → a formula in the symbols of the problem and in `severity`. */
export interface WireDial {
  readonly doc: string;
  readonly set: Readonly<Record<string, string>>;
}

/** What a process says of its family; the schema documents the members. */
export interface FamilyDescription {
  readonly version: number;
  readonly name: string;
  readonly fingerprint?: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly exact?: boolean;
  readonly together?: number;
  readonly stride?: number;
  readonly purposes: readonly string[];
  readonly problems?: Readonly<Record<string, WireRange>>;
  readonly reference?: Readonly<Record<string, number>>;
  readonly corners?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly assumptions?: Readonly<
    Record<
      string,
      { readonly doc: string; readonly paper: string; readonly symbols: readonly string[]; readonly dial: WireDial }
    >
  >;
  readonly dials?: Readonly<Record<string, WireDial>>;
  readonly observations: Readonly<
    Record<
      string,
      {
        readonly doc: string;
        readonly range: readonly [Wire, Wire];
        readonly prompted?: boolean;
        readonly repeatBound?: number;
        readonly witnessBound?: number;
      }
    >
  >;
}

/** What each request comes to. */
export interface WireAnswers {
  readonly describe: FamilyDescription;
  readonly start: object;
  readonly advance: {
    readonly diverged: readonly { readonly training: number; readonly step: number; readonly what: string }[];
  };
  readonly observe: { readonly values: readonly Wire[] };
  readonly parameters: { readonly arrays: WireArrays };
  readonly load: object;
  readonly digest: { readonly digest: string };
  readonly end: object;
}

export type Op = keyof WireAnswers;

/** A request as a line, without its line feed. */
export function requestLine(id: number, op: Op, fields: object): string {
  return JSON.stringify({ id, op, ...fields });
}

/**
 * Reads the answer to a request.
 *
 * @throws UsageError for a line that is none, that answers another request, or in which the process says what is wrong.
 */
export function readAnswer<O extends Op>(who: string, line: string, id: number, op: O): WireAnswers[O] {
  const value = parsed(who, line, op);
  const wrong = complaints(schema as Schema, value);
  if (wrong.length > 0) throw refused(who, op, `${wrong[0]} in ${quoted(line)}`);
  const answer = value as { readonly id: number; readonly error?: string } & Partial<WireAnswers>;
  if (answer.id !== id) throw refused(who, op, `one to request ${answer.id}: ${quoted(line)}`, `to request ${id}`);
  if (answer.error !== undefined) throw new UsageError({ who, got: oneLine(answer.error) });
  const found = answer[op];
  if (found === undefined) throw refused(who, op, quoted(line));
  return found as WireAnswers[O];
}

function parsed(who: string, line: string, op: Op): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (/(^|[[,:\s])-?(NaN|Infinity)\b/.test(line.replace(/"(\\.|[^"\\])*"/g, '""')))
      throw refused(
        who,
        op,
        quoted(line),
        undefined,
        'JSON has no such numbers: write "NaN", "Infinity" or "-Infinity"',
      );
    const cure = 'standard output belongs to the protocol: print to standard error';
    throw refused(who, op, `${quoted(line)} (${messageOf(error)})`, undefined, cure);
  }
}

const quoted = (line: string): string => `the line ${cut(oneLine(line), 200) || '""'}`;

const refused = (who: string, op: Op, got: string, which = '', cure?: string): UsageError =>
  UsageError.expected(who, `an answer to ${op}${which === '' ? '' : ` ${which}`} as a line of JSON`, got, cure);

/** A number from a line. */
export function fromWire(value: Wire): number {
  return typeof value === 'number' ? value : Number(value);
}

/** A number for a line. */
function toWire(value: number): Wire {
  return Number.isFinite(value) ? value : (String(value) as Wire);
}

/** Arrays for a line. */
export function arraysToWire(arrays: Arrays): WireArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, values]) => [
      name,
      { type: values instanceof Float64Array ? ('f8' as const) : ('f4' as const), values: Array.from(values, toWire) },
    ]),
  );
}

/** Arrays from a line. */
export function arraysFromWire(arrays: WireArrays): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { type, values }]) => [
      name,
      type === 'f8' ? Float64Array.from(values, fromWire) : Float32Array.from(values, fromWire),
    ]),
  );
}

/** The 64 bits of a key as a decimal text: JSON's numbers have 53. */
export function keyText([high, low]: readonly [number, number]): string {
  return String((BigInt(high) << 32n) | BigInt(low));
}
