import type { Claim } from './claim';
import type { ControlTest } from './control-test';

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

/** A window may be missed by its own width, any other bound by a factor of 2: further out numbers show nothing. Ours. */
const WIDTH = 3;
const FACTOR = 2;

/** What the controls of a claim showed of its atoms, once all of them are settled. */
export function strengthOf(claim: Claim): Strength {
  const tests = claim.negatives;
  const atoms = tests[0]!.readers.flatMap(({ part }, place) =>
    part.atoms.map(({ text }, i) => strengthOfAtom(claim, tests, text, place, i)),
  );
  return { atoms, nearMisses: tests.filter(({ control }) => control.near).map(nearMissOf) };
}

function strengthOfAtom(
  claim: Claim,
  tests: readonly ControlTest[],
  atom: string,
  place: number,
  i: number,
): AtomStrength {
  const breaking = tests.filter(
    (test) => test.readers[place]!.fellAt(i) !== undefined && counts(claim, tests, test, place, i),
  );
  return {
    atom,
    part: tests[0]!.readers[place]!.part.label,
    brokenBy: breaking.map(({ control }) => control.name),
    pinned: breaking.length > 0 && breaking.every(({ control }) => control.moved !== undefined),
  };
}

/** Whether what a control did to an atom shows anything: numbers that nobody trained may only go so far. */
function counts(claim: Claim, tests: readonly ControlTest[], test: ControlTest, place: number, i: number): boolean {
  const { control, readers } = test;
  // However large a tolerance is, so many of them break the bound.
  if (control.moved === 'tolerances') return false;
  if (control.moved === 'amount') return shiftedWithin(claim, tests, test, place, i);
  if (!control.synthetic) return true;
  const { stream, atoms } = readers[place]!.part;
  if (!stream.block) return false;
  const { twoSided } = atoms[i]!;
  return median(readers[place]!.counted.map((outcome) => outcome.atoms[i]!.factor)) <= (twoSided ? WIDTH : FACTOR);
}

/** A shift moves a quantity no further than the farthest median that a training of the controls reached. */
function shiftedWithin(
  claim: Claim,
  tests: readonly ControlTest[],
  pin: ControlTest,
  place: number,
  i: number,
): boolean {
  const { evidence, readers } = claim.main!;
  const consumed = readers[place]!.outcomes.slice(0, evidence.consumed(place));
  const own = consumed.map((outcome) => outcome.atoms[i]?.measured ?? Number.NaN);
  const centre = median(own);
  const trained = tests.filter(({ control }) => control.moved === undefined && !control.synthetic);
  const reached = trained.map((test) => Math.abs(medianOf(test, place, i) - centre));
  const moved = Math.abs(medianOf(pin, place, i) - centre);
  // Medians are over different numbers of trials of the same stream: a shift is compared with a little room. Ours.
  return reached.some((distance) => moved <= 1.05 * distance);
}

function medianOf(test: ControlTest, place: number, i: number): number {
  return median(test.readers[place]!.counted.map((outcome) => outcome.atoms[i]?.measured ?? Number.NaN));
}

function median(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? Number.NaN;
}

/** Whether its numbers stand for single trainings, of which nobody knows that they could come out so. */
function isMadeUp({ control, readers }: ControlTest): boolean {
  return control.synthetic !== undefined && !readers[0]!.part.stream.block;
}

function nearMissOf(test: ControlTest): NearMissResult {
  const { control, readers } = test;
  const mean = readers[0]!.part.evidence.kind === 'mean';
  const relaxed = readers.map((reader) => reader.graded!);
  const sums = readers.map(({ counted }) => counted.reduce((sum, { x }) => sum + (x === 'unknown' ? 0 : x), 0));
  return {
    name: control.name,
    mean,
    trials: readers[0]!.counted.length,
    violations: mean ? Math.max(...sums.map((sum, k) => sum / readers[k]!.counted.length)) : sums[0]!,
    relaxed: Math.max(...relaxed.map(({ violations }) => violations)),
    grade: control.near!.grade,
    graded: test.status === 'falsified' && relaxed.every(({ passes }) => passes) && !isMadeUp(test),
  };
}
