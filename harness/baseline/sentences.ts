import { VERDICTS_FILE } from '../verdict/results/verdicts-file';
import type { Difference } from './compare';

/** What a comparison says: one sentence per difference, with what was, what is, and the cure. */
export interface Sentences {
  /** What fails the gate. */
  readonly failures: readonly string[];
  /** What got stricter, or was added. */
  readonly notes: readonly string[];
}

/** @param baseline the accepted run's file, as the setting names it */
export function sentences(differences: readonly Difference[], baseline: string): Sentences {
  const cure = `restore it, or accept it: copy ${VERDICTS_FILE} of a full run over ${baseline} in a commit that says why`;
  const fails = ({ change }: Difference) => change.kind !== 'stricter';
  return {
    failures: differences
      .filter(fails)
      .map((one) => `${who(one)}: expected ${one.change.was}, got ${how(one)} (${cure})`),
    notes: differences
      .filter((one) => !fails(one))
      .map((one) => `${who(one)}: was ${one.change.was}, is ${one.change.is}`),
  };
}

function who({ claim }: Difference): string {
  return claim === undefined ? 'baseline' : `baseline, ${claim}`;
}

function how({ change }: Difference): string {
  return change.kind === 'unclear' ? `${change.is}, a change that cannot be compared` : change.is;
}
