import type { ErrorObject, ValidateFunction } from 'ajv';
import { messageOf } from '../base/blame';
import { didYouMean } from '../base/closest';
import { schemaValidator } from '../base/schema-validator';
import { shown } from '../base/shown';
import { UsageError } from '../base/usage-error';

export type Schema = Readonly<Record<string, unknown>> & { readonly $id: string };

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value, in words; empty when it satisfies the schema. It has words for every value: none makes it throw. */
export function complaints(schema: Schema, value: unknown): string[] {
  let validate = compiled.get(schema.$id);
  if (!validate) {
    validate = schemaValidator(schema, { allErrors: true, strictRequired: false, discriminator: true, verbose: true });
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
  const allowed = keyword === 'enum' ? `must be one of ${shown(params.allowedValues)}` : undefined;
  const constant = keyword === 'const' ? `must be ${shown(params.allowedValue)}` : undefined;
  return `${place}: ${allowed ?? constant ?? message ?? 'must be another value'}, got ${shown(data)}`;
}

/** @throws UsageError that names the file and the first complaints. */
export function demandValid(schema: Schema, value: unknown, file: string): void {
  const found = complaints(schema, value);
  if (found.length > 0)
    throw UsageError.expected(file, `content that satisfies ${schema.$id}`, found.slice(0, 3).join('; '), CURE);
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
