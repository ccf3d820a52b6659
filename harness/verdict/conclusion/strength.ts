import type { Claim } from '../claim/claim';
import type { ControlTest } from '../claim/control-test';
import type { AtomStrength, NearMissResult, Strength } from '../results/atom-strength';

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
    (test) => test.readers[place]!.fellAt(i) !== undefined && counts(claim, test, place, i),
  );
  return {
    atom,
    part: tests[0]!.readers[place]!.part.label,
    brokenBy: breaking.map(({ control }) => control.name),
    pinned: breaking.length > 0 && breaking.every(({ control }) => control.moved !== undefined),
  };
}

/** Whether what a control did to an atom shows anything: numbers that nobody trained may only go so far. */
function counts(claim: Claim, test: ControlTest, place: number, i: number): boolean {
  const { control, readers } = test;
  // However large a tolerance is, so many of them break the bound.
  if (control.moved === 'tolerances') return false;
  if (control.moved === 'amount') return shiftedWithin(claim, test, place, i);
  if (!control.synthetic) return true;
  const { stream, atoms } = readers[place]!.part;
  if (!stream.block) return false;
  const { twoSided } = atoms[i]!;
  return median(readers[place]!.atom(i).map(({ factor }) => factor)) <= (twoSided ? WIDTH : FACTOR);
}

/** A control that trains, and how far the median of an atom is with it from that of the claim's own trials. */
interface Reached {
  readonly test: ControlTest;
  readonly by: number;
}

/** How far the controls that train move an atom. */
export function reachedBy(claim: Claim, place: number, i: number): readonly Reached[] {
  const centre = ownMedian(claim, place, i);
  return claim.negatives
    .filter(({ control }) => control.moved === undefined && !control.synthetic)
    .map((test) => ({ test, by: medianOf(test, place, i) - centre }));
}

/** Whether a shift moves a quantity no further than the farthest median that a training of the controls reached. */
export function shiftedWithin(claim: Claim, pin: ControlTest, place: number, i: number): boolean {
  const moved = Math.abs(medianOf(pin, place, i) - ownMedian(claim, place, i));
  // Medians are over different numbers of trials of the same stream: a shift is compared with a little room. Ours.
  return reachedBy(claim, place, i).some(({ by }) => moved <= 1.05 * Math.abs(by));
}

function ownMedian({ main }: Claim, place: number, i: number): number {
  const { evidence, readers } = main!;
  return median(readers[place]!.outcomes.atom(i, evidence.consumed(place)).map(({ measured }) => measured));
}

function medianOf(test: ControlTest, place: number, i: number): number {
  return median(test.readers[place]!.atom(i).map(({ measured }) => measured));
}

function median(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? Number.NaN;
}

/** Whether its numbers stand for single trainings, of which nobody knows that they could come out so. */
function isMadeUp({ control, readers }: ControlTest): boolean {
  return control.synthetic !== undefined && !readers[0]!.part.stream.block;
}

/** How a near miss was read. */
export function nearMissOf(test: ControlTest): NearMissResult {
  const { control, readers } = test;
  const mean = readers[0]!.part.evidence.kind === 'mean';
  const relaxed = readers.map((reader) => reader.graded!);
  const sums = readers.map(({ counted }) => counted.reduce((sum, { x }) => sum + (x === 'unknown' ? 0 : x), 0));
  return {
    name: control.name,
    mean,
    trials: readers[0]!.units,
    violations: mean ? Math.max(...sums.map((sum, k) => sum / readers[k]!.units)) : sums[0]!,
    relaxed: Math.max(...relaxed.map(({ violations }) => violations)),
    grade: control.near!.grade,
    graded: test.status === 'falsified' && relaxed.every(({ passes }) => passes) && !isMadeUp(test),
  };
}
