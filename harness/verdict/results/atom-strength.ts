/** How an atom of a claim was shown to be breakable. */
export interface AtomStrength {
  /** In words, with its direction. */
  readonly atom: string;
  /** The part of a claim about means that it belongs to; the first otherwise. */
  readonly part: string;
  /** Names of the controls that falsify it alone. */
  readonly brokenBy: readonly string[];
  /** Whether only pins do. */
  readonly pinned: boolean;
}

/** What a near miss did. */
export interface NearMissResult {
  readonly name: string;
  readonly trials: number;
  /** Whether the claim is about means: then the numbers below are the largest mean outcome of a part. */
  readonly mean: boolean;
  /** Units that violate the claim, and that violate the relaxed one. */
  readonly violations: number;
  readonly relaxed: number;
  readonly grade: number;
  readonly graded: boolean;
}

/** How hard the check of a claim is to pass. */
export interface Strength {
  readonly atoms: readonly AtomStrength[];
  readonly nearMisses: readonly NearMissResult[];
}

/** Why what the controls showed does not suffice for a corroborated claim; undefined where it does. */
export function weaknessOf({ atoms, nearMisses }: Strength): string | undefined {
  const unwitnessed = atoms.find(({ brokenBy }) => brokenBy.length === 0);
  if (unwitnessed) {
    return (
      `atom "${unwitnessed.atom}": expected a negative control that falsifies it alone, got none ` +
      '(tighten its bound, add shifted(…) to controls.pins, or drop it)'
    );
  }
  if (nearMisses.some(({ graded }) => graded)) return undefined;
  return (
    'controls.nearMiss: expected one that breaks the claim and passes a relaxed one, ' +
    `got ${nearMisses.map(nearMissText).join('; ') || 'none'} (violate less with it, and the claim still)`
  );
}

/** A near miss in words: what it did to the claim, and to the relaxed one. */
export function nearMissText({ name, trials, violations, relaxed, grade, graded, mean }: NearMissResult): string {
  const told = (value: number) => (mean ? `mean outcome ${value.toPrecision(3)}` : `${value} of ${trials} violate`);
  const shown = graded ? 'graded' : 'not graded';
  return `"${name}": ${told(violations)}; with ${grade} times as much allowed, ${told(relaxed)}: ${shown}`;
}
