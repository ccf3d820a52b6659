import type { Digests } from './recompute';

/** A training that came out otherwise than it is on file. */
export interface OtherTraining {
  readonly training: string;
  readonly expected: string;
  /** Absent where the family has no such training any more. */
  readonly got?: string;
}

/** Every training of the file that is not the same here. */
export function differences(file: Digests, here: Digests): readonly OtherTraining[] {
  return Object.entries(file)
    .filter(([name, digest]) => here[name] !== digest)
    .map(([training, expected]) => ({ training, expected, ...(here[training] ? { got: here[training] } : {}) }));
}
