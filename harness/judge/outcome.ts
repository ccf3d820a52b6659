import type { AtomOutcome, Outcome } from '../evidence/outcome';
import type { Scope } from '../formula/expression';
import { turn } from '../statement/dials';
import type { MemberResult, Request } from '../statement/gate';
import type { Along, At } from '../statement/quantity';
import type { Statement } from '../statement/whole';
import { boundScope, type SidedAtom } from './atoms';
import type { MeasuredUnit } from './evaluate';
import { type Judged, type Judging, judgeAtom } from './judge';
import { measurementKey, observedSteps, requestsOfAtoms } from './plan';
import { scopeOf, type Variant } from './scope';

/** How a unit counts: `rate` as 0 or 1, `value` as the measured value itself (claims of kind `mean`; 1 where it is not finite). */
export type Counting = 'rate' | 'value';

/** The outcome of one unit for the atoms of a part: the worst of them, and each by itself. */
export function outcome(
  statement: Statement,
  atoms: readonly SidedAtom[],
  problem: unknown,
  members: readonly MemberResult[],
  variant: Variant,
  counting: Counting,
): Outcome {
  const diverged = members.find((member) => member.diverged)?.diverged;
  if (diverged) return violation(`${diverged.what} at step ${diverged.step}`, atoms);
  const requests = requestsOfAtoms(statement, atoms, problem, variant);
  refuseNonFinite(requests, members, statement.who);
  const unitOf = measuredUnit(statement, problem, requests, members, variant);
  const judged = atoms.map((atom) => judgeAtom(atom, unitOf(atom), statement.family, judging(atom, variant)));
  const worst = judged.reduce((a, b) => (b.factor > a.factor ? b : a));
  const each = judged.map((one, i) => apart(one, atoms[i]!));
  return counted(worst, each, counting, variant.shift !== undefined);
}

function judging(atom: SidedAtom, { push = 0, shift, grade }: Variant): Judging {
  return { push, shift: shift?.of(atom) ? shift.amount : 0, grade };
}

function violation(note: string, atoms: readonly SidedAtom[]): Outcome {
  const none = { measured: Number.NaN, allowed: Number.NaN, factor: Number.POSITIVE_INFINITY };
  return { x: 1, ...none, note, atoms: atoms.map(() => ({ violated: true, shows: false, ...none })) };
}

// A shift may carry a share out of [0, 1]; nothing else may, and the e-process refuses it.
function counted(worst: Judged, atoms: readonly AtomOutcome[], counting: Counting, shifted: boolean): Outcome {
  const { measured, allowed, factor, where } = worst;
  const value = shifted ? Math.min(1, Math.max(0, measured)) : measured;
  const x = counting === 'value' && Number.isFinite(measured) ? value : worst.holds ? 0 : 1;
  const note = Number.isFinite(measured) ? where : [where, `measured value is ${measured}`].filter(Boolean).join(', ');
  // Not by spreading: V8 gives each object that something was spread into a hidden class of its own, and all outcomes are kept.
  return note ? { x, measured, allowed, factor, note, atoms } : { x, measured, allowed, factor, atoms };
}

function apart({ holds, measured, allowed, factor }: Judged, { side }: SidedAtom): AtomOutcome {
  // The time of a curve that never comes to its level is ∞, and late.
  const shows = !holds && (Number.isFinite(measured) || side === 'reaches');
  return { violated: !holds, shows, measured, allowed, factor };
}

// A training that is finite but measures something that is not has a defective observation: an error, never an outcome.
function refuseNonFinite(requests: readonly Request[], members: readonly MemberResult[], who: string): void {
  for (const { values } of members) {
    requests.forEach((request, i) => {
      if (Number.isFinite(values[i])) return;
      throw new Error(
        `${who}, observation ${request.observation}: expected a finite value at step ${request.at}, got ${values[i]} ` +
          '(correct its measure() in the family; a training that is not finite has to say so in advance())',
      );
    });
  }
}

/** What atoms read of a unit: its symbols and numbers are found once, whatever the number of atoms. */
function measuredUnit(
  statement: Statement,
  problem: unknown,
  requests: readonly Request[],
  members: readonly MemberResult[],
  variant: Variant,
): (atom: SidedAtom) => MeasuredUnit {
  const { family, who } = statement;
  const index = new Map(requests.map((request, i) => [measurementKey(request.observation, request.at), i]));
  const place = (observation: string, step: number) => index.get(measurementKey(observation, step))!;
  const own = Object.entries(statement.measured).map(
    ([symbol, observation]) => [symbol, members[0]!.values[place(observation, 0)]!] as const,
  );
  const symbolsOf = (there: unknown) => new Map([...scopeOf(statement, there, variant), ...own]);
  const symbols = symbolsOf(problem);
  // A witness of a block is one training.
  const designs = members.length > 1 ? statement.design.map((dials) => symbolsOf(turn(family, problem, dials))) : [];
  return (atom) => {
    const at = (scope: Scope) => boundScope(scope, atom, `${who}, claim`);
    const scope = at(symbols);
    const steps = remembered((leaf: At | Along) => observedSteps(leaf, scope, `${who}, claim`));
    const places = remembered((leaf: At | Along) =>
      steps(leaf).map((step) => place(leaf.observation, variant.untrained ? 0 : step)),
    );
    return {
      who: `${who}, claim`,
      scope,
      designs: designs.map(at),
      repeats: members.length / (designs.length || 1),
      steps,
      read: (leaf, member) => places(leaf).map((i) => members[member]!.values[i]!),
    };
  };
}

function remembered<K, V extends object>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
