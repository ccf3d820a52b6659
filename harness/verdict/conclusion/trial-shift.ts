import { messageOf } from '../../base/blame';
import { controlLevel } from '../../evidence/levels';
import type { Shifted } from '../../statement/controls';
import type { Control } from '../../statement/gate';
import { type Claim, testsOf } from '../claim/claim';
import { type AtomReader, ControlTest } from '../claim/control-test';
import { nearMissOf, shiftedWithin } from './strength';

/** A shift that breaks an atom of a claim, as the claim's own trials would have it. */
export interface FoundShift {
  readonly spec: Shifted;
  /** Whether it would be graded as a near miss. */
  readonly graded: boolean;
  /** Whether it moves the atom no further than a training of the controls does. */
  readonly accepted: boolean;
  /** Units that violate the atom, and the relaxed claim, of so many; absent where outcomes are values. */
  readonly violations: number | undefined;
  readonly relaxed: number;
  readonly units: number;
  readonly grade: number;
}

/** Rates of .5 to .9 do for a near miss: a shift is asked for this much, so that it breaks the claim on another epoch, too. Ours. */
const RATE = 0.7;

/** Amounts of two digits, 10⁻⁹ … 10⁷: what a person would write. */
const AMOUNTS: readonly number[] = Array.from({ length: 16 }, (_, e) =>
  Array.from({ length: 90 }, (_, m) => Number(`${m + 10}e${e - 10}`)),
).flat();

/** The smallest shift that breaks an atom on the claim's own trials; undefined where none does, or a shift cannot name the atom. */
export function breakingShift(
  claim: Claim,
  { place, i }: { readonly place: number; readonly i: number },
): FoundShift | undefined {
  const { moves } = claim.negatives[0]!.readers[place]!.part.atoms[i]!;
  if (!moves) return undefined;
  const { of, when, worse } = moves;
  const specOf = (size: number): Shifted => ({
    ...{ kind: 'shifted', amount: worse * size, of },
    ...(Object.keys(when).length > 0 ? { when } : {}),
    doc: `${of} ${size} ${worse > 0 ? 'higher' : 'lower'}`,
  });
  const size = smallest((amount) => breaks(tried(claim, specOf(amount)), place, i));
  return size === undefined ? undefined : described(claim, specOf(size), place, i);
}

/** The shift as a theorem would have it. */
export function shiftText({ amount, of, when, doc }: Shifted): string {
  const values = Object.entries(when ?? {}).map(([symbol, value]) => `${symbol}: ${literal(value)}`);
  const parts = [`of: ${literal(of!)}`, ...(when ? [`when: { ${values.join(', ')} }`] : []), `doc: ${literal(doc)}`];
  return `shifted(${amount}, { ${parts.join(', ')} })`;
}

const literal = (value: number | string): string =>
  typeof value === 'number' ? `${value}` : `'${value.replace(/[\\']/g, '\\$&')}'`;

function described(claim: Claim, spec: Shifted, place: number, i: number): FoundShift {
  const test = tried(claim, spec);
  const reader = test.readers[place]!;
  const { graded, relaxed, grade } = nearMissOf(test);
  return {
    spec,
    graded,
    accepted: shiftedWithin(claim, test, place, i),
    violations: isMean(reader) ? undefined : reader.tests.violationsOf(i),
    relaxed,
    units: reader.units,
    grade,
  };
}

/** The least amount that holds, where all larger ones do; undefined where the largest does not. */
function smallest(holds: (amount: number) => boolean): number | undefined {
  if (!holds(AMOUNTS.at(-1)!)) return undefined;
  let [failing, holding] = [-1, AMOUNTS.length - 1];
  while (holding - failing > 1) {
    const middle = Math.floor((failing + holding) / 2);
    if (holds(AMOUNTS[middle]!)) holding = middle;
    else failing = middle;
  }
  return AMOUNTS[holding];
}

function breaks({ readers }: ControlTest, place: number, i: number): boolean {
  const reader = readers[place]!;
  if (reader.fellAt(i) === undefined) return false;
  return isMean(reader) || reader.tests.violationsOf(i) >= RATE * reader.units;
}

const isMean = ({ part }: AtomReader): boolean => part.evidence.kind === 'mean';

/** A shift, read as a near miss on the claim's own trials, as far as they go. */
function tried(claim: Claim, spec: Shifted): ControlTest {
  const { gate, setting, main } = claim;
  const control = gate.controlFrom!(spec, 'nearMiss');
  const level = controlLevel(setting, testsOf([...claim.negatives.map((test) => test.control), control]));
  const known = Math.min(...control.parts.map((_, place) => main!.evidence.consumed(place)));
  const test = new ControlTest(control, known, level, (part) => main!.readers[placeOf(control, part)]!.stream);
  try {
    for (const reader of test.readers) readKnown(reader);
  } catch (error) {
    test.error = messageOf(error);
  }
  return test;
}

const placeOf = ({ parts }: Control, part: Control['parts'][number]): number => parts.indexOf(part);

function readKnown(reader: AtomReader): void {
  while (reader.wants()) reader.take(reader.stream.known(reader.next, reader.requests(reader.next)), 'unknown');
}
