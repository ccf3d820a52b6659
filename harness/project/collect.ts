import { UsageError } from '../base/usage-error';
import type { Family } from '../statement/family';

/** All families among the exports of the `family.ts` files. Throws when two differ but share a name. */
export function collect(modules: readonly (readonly [string, object])[]): readonly Family[] {
  const found = new Map<string, { file: string; family: Family }>();
  for (const [file, module] of modules) {
    for (const value of Object.values(module)) {
      if (!isFamily(value)) continue;
      const known = found.get(value.name);
      if (known && known.family !== value) {
        throw UsageError.expected(file, 'a family name of its own', value.name, `already in ${known.file}`);
      }
      found.set(value.name, { file, family: value });
    }
  }
  return [...found.values()].map((entry) => entry.family);
}

/** Whether an export is a family, as far as a look at its members can tell. */
export function isFamily(value: unknown): value is Family {
  const candidate = value as Partial<Family> | null;
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.name === 'string' &&
    typeof candidate.train === 'function' &&
    typeof candidate.observations === 'object'
  );
}
