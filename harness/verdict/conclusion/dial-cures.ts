import type { Claim } from '../claim/claim';
import type { ControlTest } from '../claim/control-test';
import type { Cure } from '../results/result';
import { nearMissOf, reachedBy } from './strength';
import type { FoundShift } from './trial-shift';

/** An atom, and the shift that would be graded of it. */
type Shifts = ReadonlyMap<{ readonly place: number; readonly i: number }, FoundShift | undefined>;

/**
 * At which severity a near miss by one dial would be graded, judged by how far it moves an atom where it stands and how far a shift
 * that is graded does, along a line. An estimate, to begin a search with.
 */
export function dialCures(claim: Claim, shifts: Shifts): readonly Cure[] {
  return claim.negatives
    .filter(({ control }) => control.kind === 'nearMiss')
    .filter((test) => !nearMissOf(test).graded)
    .flatMap((test) => dialCure(claim, test, shifts));
}

function dialCure(claim: Claim, test: ControlTest, shifts: Shifts): readonly Cure[] {
  const turned = turnedDial(claim, test);
  if (!turned) return [];
  // The atom that breaks first as the dial is turned.
  const shares = [...shifts].flatMap(([at, shift]) => shareOf(claim, test, at, shift));
  const severity = Number((turned.severity * Math.min(...shares)).toPrecision(2));
  if (!(severity > 0 && severity <= 1) || severity === turned.severity) return [];
  const paste = `controls.nearMiss: dialled('${turned.dial}', ${severity}, { doc: '…' })`;
  return [{ paste, why: `estimated from "${test.control.name}" along a line: see which severity is graded` }];
}

/** By what part of its severity a near miss moves an atom as far as a shift that is graded. */
function shareOf(
  claim: Claim,
  test: ControlTest,
  { place, i }: { readonly place: number; readonly i: number },
  shift: FoundShift | undefined,
): readonly number[] {
  const moved = reachedBy(claim, place, i).find((one) => one.test === test)?.by;
  const share = shift?.graded && moved ? shift.spec.amount / moved : Number.NaN;
  return share > 0 ? [share] : [];
}

/** The one dial that a control turns beside those of the claim. */
function turnedDial(
  { gate }: Claim,
  { control }: ControlTest,
): { readonly dial: string; readonly severity: number } | undefined {
  const own = gate.parts[0]!.stream.dials;
  const turned = Object.entries(control.parts[0]!.stream.dials).filter(([dial, value]) => own[dial] !== value);
  const [first] = turned;
  return turned.length === 1 && first ? { dial: first[0], severity: first[1] } : undefined;
}
