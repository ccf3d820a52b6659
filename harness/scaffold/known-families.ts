import { isFamily } from '../project/collect';
import { type Built, brokenFamilies, familyModules } from '../project/program';
import type { Family } from '../statement/family';

/** A family of the project, and how a file imports it. */
export interface KnownFamily {
  /** `theorems/smith2025/family.ts`, or `family.json`, which no file can import. */
  readonly file: string;
  /** The name under which the file exports it. */
  readonly exported: string;
  readonly family: Family;
}

/**
 * The families that `family.ts` and `family.json` files of a project export, in the order of their paths; each object once per file. Files
 * that cannot be read give none.
 */
export function knownFamilies(built: Built): readonly KnownFamily[] {
  const broken = brokenFamilies(built);
  const files = Object.entries(familyModules(built.gated)).filter(([file]) => !broken.has(file));
  return files.flatMap(([file, module]) => {
    const named = Object.entries(module()).sort(([a], [b]) => Number(a === 'default') - Number(b === 'default'));
    const families = named.filter((entry): entry is [string, Family] => isFamily(entry[1]));
    const first = families.filter(([, one], i) => families.findIndex(([, other]) => other === one) === i);
    return first.map(([exported, family]) => ({ file, exported, family }));
  });
}
