import type { Options, ValidateFunction } from 'ajv';

/**
 * Makes what checks values against a schema of ours. That these are sound is shown by a test, and not checked at every start. The
 * package takes longer to load than all else that a start does, so the first one that is made loads it.
 */
export function schemaValidator(schema: object, options: Options = {}): ValidateFunction {
  const { default: Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ validateSchema: false, ...options }).compile(schema);
}
