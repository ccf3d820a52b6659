import { createHash } from 'node:crypto';
import { blame } from '../../base/blame';
import { hash } from '../../base/hash';
import type { Arrays, Family, Training } from '../../statement/family';

/** The first 64 bits of SHA-256 of a training's parameters; undefined where it has none. */
export function parameterDigest(family: Family, training: Training): string | undefined {
  const arrays = parametersOf(family, training);
  const digest = createHash('sha256');
  let entries = 0;
  for (const name of Object.keys(arrays).sort()) {
    const { buffer, byteOffset, byteLength, length } = arrays[name]!;
    digest.update(`${name}:${length};`).update(new Uint8Array(buffer, byteOffset, byteLength));
    entries += length;
  }
  return entries === 0 ? undefined : digest.digest('hex').slice(0, 16);
}

/** A copy of a training's parameters. Throws an Error that names the family where it gives none. */
export function parametersOf(family: Family, training: Training): Arrays {
  return blame(`family ${family.name}, parameters()`, () => training.parameters());
}

/** The same for a problem. Numbers that JSON lacks count as what they are. */
export function problemDigest(problem: unknown): string {
  return hash(JSON.stringify(problem, (_key, value: unknown) => lackedByJson(value) ?? value)).slice(0, 16);
}

function lackedByJson(value: unknown): string | undefined {
  if (Object.is(value, -0)) return 'number -0';
  return typeof value === 'number' && !Number.isFinite(value) ? `number ${value}` : undefined;
}
