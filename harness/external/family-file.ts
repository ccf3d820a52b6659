import schema from '../files/schemas/family.schema.json';
import { demandValid } from '../files/validate';
import { type ExternalFamily, type ExternalOptions, externalFamily } from './family';

/** The external family of a `family.json`, in the place of a module that exports it. @throws UsageError for other content */
export function writtenFamily(content: unknown, file: string): { readonly default: ExternalFamily } {
  demandValid(schema, content, file, CURE);
  const { $schema: _, ...options } = content as ExternalOptions & { readonly $schema?: string };
  return { default: externalFamily(options) };
}

const CURE = 'such as { "command": ["python3", "theorems/smith2025/family.py"] }';
