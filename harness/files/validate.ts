import type { ErrorObject, ValidateFunction } from 'ajv';
import { messageOf } from '../base/blame';
import { didYouMean } from '../base/closest';
import { schemaValidator } from '../base/schema-validator';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';

export type Schema = Readonly<Record<string, unknown>> & { readonly $id: string };

/** A file is validated once in a process: code that is made in half of the time is worth more than code that runs faster. */
const QUICKLY_MADE = { code: { optimize: false }, inlineRefs: false };
const READING = { allErrors: true, strictRequired: false, allowUnionTypes: true, discriminator: true, verbose: true };
const OPTIONS = { ...READING, ...QUICKLY_MADE };
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value, in words; empty when it satisfies the schema. It has words for every value: none makes it throw. */
export function complaints(schema: Schema, value: unknown): string[] {
  let validate = compiled.get(schema.$id);
  if (!validate) {
    validate = schemaValidator(schema, OPTIONS);
    compiled.set(schema.$id, validate);
  }
  if (validate(value)) return [];
  const told = (validate.errors ?? []).filter(({ keyword }) => !FOLLOWS.includes(keyword));
  return [...new Set((told.length > 0 ? told : validate.errors!).map(complaint))];
}

/** What only sums up what others say in detail. */
const FOLLOWS = ['if', 'anyOf', 'oneOf', 'not'];

/** `results/3/trials: must be integer, got "x"`. */
function complaint({ instancePath, keyword, message, params, data, parentSchema }: ErrorObject): string {
  const place = instancePath.slice(1) || 'the whole';
  if (keyword === 'required') return `${place}: must have ${params.missingProperty}`;
  if (keyword === 'additionalProperties') {
    const { additionalProperty: name } = params as { additionalProperty: string };
    const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
    const close = didYouMean(name, known);
    return `${place}: must not have ${shown(name)}${close ? ` (${close})` : ''}`;
  }
  if (keyword === 'discriminator') return `${place}: must have a known ${tagComplaint(params, parentSchema)}`;
  const allowed = keyword === 'enum' ? `must be one of ${shown(params.allowedValues)}` : undefined;
  const constant = keyword === 'const' ? `must be ${shown(params.allowedValue)}` : undefined;
  return `${place}: ${allowed ?? constant ?? message ?? 'must be another value'}, got ${shown(data)}`;
}

/** Which of several forms a value has is said by one of its members. */
function tagComplaint({ tag, tagValue }: Record<string, unknown>, schema: ErrorObject['parentSchema']): string {
  type Form = {
    readonly properties?: Readonly<Record<string, { readonly const?: unknown; readonly enum?: unknown[] }>>;
  };
  const forms = (schema?.oneOf ?? []) as readonly Form[];
  const tags = forms.map((form) => form.properties?.[String(tag)]).flatMap((one) => one?.enum ?? [one?.const]);
  const known = tags.filter((one) => one !== undefined).map(String);
  const close = typeof tagValue === 'string' ? didYouMean(tagValue, known) : undefined;
  return `${tag} (${known.join(', ')}), got ${shown(tagValue)}${close ? ` (${close})` : ''}`;
}

/** @throws UsageError that names the file and the first complaints. */
export function demandValid(schema: Schema, value: unknown, file: string, cure = CURE): void {
  const found = complaints(schema, value);
  if (found.length > 0)
    throw UsageError.expected(file, `content that satisfies ${schema.$id}`, found.slice(0, 3).join('; '), cure);
}

const CURE = 'make it anew with the command that wrote it, or restore it';

/** Reads JSON that satisfies a schema. @throws UsageError naming the file. */
export function parseValid<T>(schema: Schema, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw UsageError.expected(file, 'JSON', messageOf(error), CURE);
  }
  demandValid(schema, value, file);
  return value as T;
}
