import type { Claim } from './claim';
import type { Faults } from './faults';
import { pump } from './reader';

/**
 * Hands a claim all that is known, and has it note what that changes. What is taken may open the way for further readers, and all
 * that they ask may be known already: so until nothing more is taken.
 */
export function takeKnown(claim: Claim, faults: Faults): void {
  do claim.update();
  while (claim.readers.filter((reader) => pump(reader, faults)).length > 0);
}
