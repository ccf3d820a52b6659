import { betterAjvErrors } from '@apideck/better-ajv-errors';
import Ajv, { type ValidateFunction } from 'ajv';
import { UsageError } from '../base/usage-error';

export type Schema = Readonly<Record<string, unknown>> & { readonly $id: string };

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value, in words; empty when it satisfies the schema. */
export function complaints(schema: Schema, value: unknown): string[] {
  let validate = compiled.get(schema.$id);
  if (!validate) {
    validate = new Ajv({ allErrors: true, strictRequired: false, discriminator: true }).compile(schema);
    compiled.set(schema.$id, validate);
  }
  if (validate(value)) return [];
  const said = betterAjvErrors({
    schema: schema as never,
    data: value as never,
    errors: validate.errors,
    basePath: '',
  });
  return said.map(({ message, suggestion }) => (suggestion ? `${message} (${suggestion})` : message));
}

/** @throws UsageError that names the file and the first complaints. */
export function demandValid(schema: Schema, value: unknown, file: string): void {
  const found = complaints(schema, value);
  if (found.length > 0)
    throw UsageError.expected(file, `content that satisfies ${schema.$id}`, found.slice(0, 3).join('; '));
}

/** Reads JSON that satisfies a schema. @throws UsageError naming the file. */
export function parseValid<T>(schema: Schema, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw UsageError.expected(file, 'JSON', (error as Error).message);
  }
  demandValid(schema, value, file);
  return value as T;
}
