import type { Way } from './statements';

/** What was tried: a way to weaken a statement, a false world, or something left out. */
export type MutantKind = Way | 'beyond notices' | 'within notices' | 'design permuted' | 'left out';

/** One thing that was tried on a claim, and whether it was caught. */
export interface Mutant {
  readonly kind: MutantKind;
  readonly name: string;
  readonly rejected: boolean;
  /** Why it was rejected: by the gate, or what was left out by a comparison with the accepted run. */
  readonly because?: string;
  /** What a comparison with the accepted run says of a weakened statement that the gate lets pass. */
  readonly baseline?: string;
}

/** How hard the gate is on one claim. */
export interface ClaimStrength {
  readonly name: string;
  readonly file: string;
  /** Of the statement as it stood. */
  readonly digest: string;
  /** Nothing is tried on a claim that is not corroborated as it stands. */
  readonly verdict: string;
  /** See `notices` of its verdict. */
  readonly notices?: number;
  readonly attempts: readonly Mutant[];
}

/** How many of so many attempts were rejected. */
export interface RejectedShare {
  readonly rejected: number;
  readonly of: number;
}

/** Attempts that are counted together. */
export interface MutantGroup {
  readonly title: string;
  readonly kinds: readonly MutantKind[];
  /** Share that is aimed at. */
  readonly target?: number;
}

const weakening: readonly MutantKind[] = ['bounds', 'one bound', 'reversed', 'vacuous atom', 'constant'];

/** What is counted, in the order in which it is shown. */
export const GROUPS: readonly MutantGroup[] = [
  { title: 'weakened statements', kinds: weakening, target: 0.9 },
  { title: 'false worlds beyond notices', kinds: ['beyond notices'], target: 0.95 },
  { title: 'design points permuted', kinds: ['design permuted'] },
  { title: 'left out, by --baseline', kinds: ['left out'] },
  { title: 'bounds × 1.5', kinds: ['bounds × 1.5'] },
  { title: 'false worlds within notices', kinds: ['within notices'] },
];

/** Of single ways to weaken a statement. */
export const WAYS: readonly MutantGroup[] = weakening.map((kind) => ({ title: kind, kinds: [kind] }));

export function rejectedShare(attempts: readonly Mutant[], { kinds }: MutantGroup): RejectedShare {
  const counted = attempts.filter(({ kind }) => kinds.includes(kind));
  return { rejected: counted.filter(({ rejected }) => rejected).length, of: counted.length };
}
