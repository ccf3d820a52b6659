import { createHash } from 'node:crypto';
import type { Key, Seeds } from '../harness';

/** Streams of training `index` of what is reported: apart from those of every epoch. */
export function seedsOf(index: number): Seeds {
  return (purpose): Key => {
    const digest = createHash('sha256').update(`reported|${index}|${purpose}`).digest();
    return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
  };
}
