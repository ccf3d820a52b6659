import { describeThrown } from '../base/blame';
import { UsageError } from '../base/usage-error';
import type { Family } from '../statement/family';

/** `family.ts` files by their path: functions that load them. */
export type FamilyFiles = Readonly<Record<string, () => object>>;

/** The families of a project, and why some files give none: file → one sentence that begins with it. */
export interface Collected {
  readonly families: readonly Family[];
  readonly broken: ReadonlyMap<string, string>;
}

/** All families among the exports of the `family.ts` files. A file that throws, or takes a name that is taken, spoils no other. */
export function collect(files: FamilyFiles): Collected {
  const found = new Map<string, { file: string; family: Family }>();
  const broken = new Map<string, string>();
  for (const [file, load] of Object.entries(files)) {
    try {
      for (const [name, family] of familiesOf(file, load, found)) found.set(name, { file, family });
    } catch (error) {
      broken.set(file, sentence(file, error));
    }
  }
  return { families: [...found.values()].map(({ family }) => family), broken };
}

/** The families of one file by their names; some may be those of another file, passed on. */
function familiesOf(
  file: string,
  load: () => object,
  before: ReadonlyMap<string, { file: string; family: Family }>,
): ReadonlyMap<string, Family> {
  const own = new Map<string, Family>();
  for (const family of Object.values(load()).filter(isFamily)) {
    const other = before.get(family.name);
    const known = own.get(family.name) ?? other?.family;
    if (known && known !== family) {
      throw UsageError.expected(file, 'a family name of its own', family.name, `already in ${other?.file ?? file}`);
    }
    own.set(family.name, family);
  }
  return own;
}

/** What was thrown, with the file that it came from in front. */
export function sentence(file: string, error: unknown): string {
  const said = describeThrown(error);
  return said.startsWith('theorems/') ? said : `${file}: ${said}`;
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
