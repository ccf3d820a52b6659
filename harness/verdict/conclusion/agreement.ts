import type { AtomOutcome } from '../../evidence/outcome';
import type { Family } from '../../statement/family';
import type { Part, Request } from '../../statement/gate';
import { mainPart } from '../../statement/gate';
import { witnessBound } from '../../trials/training/witness-bound';
import type { Claim } from '../claim/claim';
import type { AtomAgreement } from '../results/result';

/** The share of the room between what is measured and what is allowed that engines may differ by. */
const SHARE = 1 / 4;

/**
 * How the engines of a decided claim agreed, atom by atom. None where there is no witness, and for blocks: one training is no
 * statistic of several, so that of those only the numbers are compared that it is made of.
 */
export function agreementOf(claim: Claim): readonly AtomAgreement[] {
  return compared(claim).map(({ atom, difference, allowed }) => ({ atom, difference, allowed }));
}

/** The first atom on which the engines differ by too much, or might without anybody noticing; of a claim that is corroborated. */
export function agreementFault(claim: Claim): string | undefined {
  const { witness } = claim;
  const engines = witness?.readers.map(({ engine }) => engine).join(' and ');
  for (const { atom, difference, allowed, bound } of compared(claim)) {
    const what = `${allowed.toExponential(2)} in "${atom}", a quarter of the room to what is allowed or one count`;
    if (!(difference <= allowed))
      return `witness: expected ${engines} to agree within ${what}, got a difference of ${difference.toExponential(2)}`;
    if (bound !== undefined && bound.size > allowed)
      return (
        `family ${familyOf(claim).name}, observation ${bound.observation}, witnessBound(): expected at most ${what}, ` +
        `got ${bound.size.toExponential(2)} (a witness must be able to disagree: narrow it to what rounding explains)`
      );
  }
  return undefined;
}

interface ComparedAtom extends AtomAgreement {
  /** What the family lets engines differ by, where the atom is about an observation as it is. */
  readonly bound: { readonly observation: string; readonly size: number } | undefined;
}

function compared(claim: Claim): readonly ComparedAtom[] {
  const { witness, main, gate } = claim;
  if (!witness?.done || !main || mainPart(gate).stream.block) return [];
  const differences = witness.atomDifferences();
  return gate.witness.atoms.flatMap(({ text: atom }, place) => {
    const room = roomOf(claim, place);
    if (room === undefined) return [];
    const { count, bound } = boundsOf(claim, place);
    return [{ atom, difference: differences[place]!, allowed: Math.max(SHARE * room, count), bound }];
  });
}

/** Between what is measured and what is allowed: the median over the trials of the claim, the mean of a claim about means. */
function roomOf({ main, gate }: Claim, place: number): number | undefined {
  const means = mainPart(gate).evidence.kind === 'mean';
  const [part, atom] = means ? [place, 0] : [0, place];
  const outcomes = main!.readers[part]!.outcomes.atom(atom, main!.evidence.consumed(part));
  const left = outcomes.flatMap(distance).sort((a, b) => a - b);
  if (left.length === 0) return undefined;
  const middle = left[Math.floor((left.length - 1) / 2)]!;
  return Math.abs(means ? left.reduce((sum, one) => sum + one, 0) / left.length : middle);
}

function distance({ measured, allowed }: AtomOutcome): readonly number[] {
  const left = measured - allowed;
  return Number.isNaN(left) ? [] : [left];
}

function boundsOf(claim: Claim, place: number): { readonly count: number; readonly bound: ComparedAtom['bound'] } {
  const { witness, gate } = claim;
  const observation = gate.witness.atoms[place]!.observed;
  if (observation === undefined) return { count: 0, bound: undefined };
  const request = requestOf(gate.witness, witness!.problem, observation);
  const family = familyOf(claim);
  const size = witnessBound(family, request);
  return { count: countOf(family, request, witness!.problem), bound: { observation, size } };
}

const familyOf = ({ gate }: Claim): Family => mainPart(gate).stream.family;

const requestOf = (part: Part, problem: unknown, observation: string): Request =>
  part.plan(problem).find((request) => request.observation === observation)!;

/** The smallest amount by which an observation can change: one of the prompts or neurons that it counts. */
function countOf({ observations }: Family, { observation, prompts }: Request, problem: unknown): number {
  const one = observations[observation]!;
  return one.count?.(problem, prompts) ?? (prompts > 0 ? 1 / prompts : 0);
}
