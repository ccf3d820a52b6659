import type { Claim } from '../claim/claim';
import type { Strength } from '../results/atom-strength';
import type { Cure } from '../results/result';
import { dialCures } from './dial-cures';
import { reachedBy } from './strength';
import { threeDigits } from './three-digits';
import { breakingShift, type FoundShift, shiftText } from './trial-shift';

/** An atom of a claim: its place among the parts that controls have, and its place there. */
interface AtomPlace {
  readonly place: number;
  readonly i: number;
  readonly text: string;
}

/**
 * What to do about a claim that its own trials corroborate and that is vacuous nevertheless: for every atom that no control breaks a
 * shift whose amount is computed from the trials; where no near miss is graded, one that is, and at which severity those that are
 * there would be. Nothing is trained for it.
 */
export function curesOf(claim: Claim, { atoms, nearMisses }: Strength): readonly Cure[] {
  if (!claim.gate.controlFrom) return [];
  const places = placesOf(claim);
  const found = new Map(places.map((at) => [at, breakingShift(claim, at)] as const));
  const left = places.filter((_, k) => atoms[k]!.brokenBy.length === 0);
  const untouched = left.map((at) => atomCure(claim, at, found.get(at)));
  if (nearMisses.some(({ graded }) => graded)) return untouched;
  return [...untouched, ...gradedCures(claim, left, found)];
}

function placesOf({ negatives }: Claim): readonly AtomPlace[] {
  return negatives[0]!.readers.flatMap(({ part }, place) => part.atoms.map(({ text }, i) => ({ place, i, text })));
}

/** For an atom that no control breaks: the shift that would, or why there is none. */
function atomCure(claim: Claim, { place, i, text }: AtomPlace, shift: FoundShift | undefined): Cure {
  const farthest = farthestOf(claim, place, i);
  const touched = farthest
    ? `"${farthest.name}" comes closest to it (median moved by ${threeDigits(farthest.by)})`
    : '';
  if (shift?.accepted) {
    const where = shift.graded ? 'controls.nearMiss' : 'controls.pins';
    return { paste: `${where}: ${shiftText(shift.spec)}`, why: [`breaks "${text}"`, told(shift), touched].join('; ') };
  }
  const needed = shift ? `a shift of ${threeDigits(shift.spec.amount)} would break it` : 'no shift breaks it';
  const reason = touched ? `and no control moves it so far: ${touched}` : 'and no control moves it in that direction';
  return { why: `"${text}": ${needed}, ${reason}; tighten its bound, or drop it` };
}

/** The control whose training moves an atom farthest towards a violation. */
function farthestOf(
  claim: Claim,
  place: number,
  i: number,
): { readonly name: string; readonly by: number } | undefined {
  const worse = claim.negatives[0]!.readers[place]!.part.atoms[i]!.moves?.worse ?? 1;
  const ranked = reachedBy(claim, place, i)
    .filter(({ by }) => by * worse > 0)
    .sort((a, b) => b.by * worse - a.by * worse);
  return ranked[0] && { name: ranked[0].test.control.name, by: ranked[0].by };
}

/** For a claim without a near miss that is graded. */
function gradedCures(
  claim: Claim,
  untouched: readonly AtomPlace[],
  found: ReadonlyMap<AtomPlace, FoundShift | undefined>,
): readonly Cure[] {
  const usable = [...found].flatMap(([at, shift]) => (shift?.accepted && shift.graded ? [{ at, shift }] : []));
  const [first] = usable;
  // A shift that was printed for an atom is one already.
  const printed = first === undefined || usable.some(({ at }) => untouched.includes(at));
  const line = printed
    ? []
    : [
        {
          paste: `controls.nearMiss: ${shiftText(first.shift.spec)}`,
          why: `a near miss that is graded; ${told(first.shift)}`,
        },
      ];
  const search = `npx theoremcheck near-misses ${claim.gate.file}`;
  const why = 'searches the dials for severities that are graded, on an epoch of calibration';
  return [...dialCures(claim, found), ...line, { paste: search, why }];
}

const told = ({ violations, units, relaxed, grade }: FoundShift): string =>
  violations === undefined
    ? 'from these trials'
    : `${violations} of ${units} of these trials violate it then, ${relaxed} with ${grade} times as much allowed`;
