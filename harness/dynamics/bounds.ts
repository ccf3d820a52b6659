import type { ClaimGate } from '../compile/compile';
import type { Scope } from '../formula/expression';
import { atoms, type BoundAtom, boundScope } from '../judge/atoms';
import { observedSteps } from '../judge/plan';
import { evaluate, scopeOf } from '../judge/scope';
import { sides } from '../judge/sides';
import type { Along, At } from '../statement/quantity';
import type { AllowedCurve } from './claim-dynamics';

/** A bound on an observation itself, by its name. */
interface Bounded extends Omit<AllowedCurve, 'trial'> {
  readonly observation: string;
}

/**
 * What the relations of a claim allow its observations on a trial with this problem, from the formulas that are judged.
 * Relations about something that is made of observations (a slope, a mean over a block) bound none of them.
 *
 * @param measured the symbols that the trial measured
 */
export function boundsOf(gate: ClaimGate, problem: unknown, measured: Scope = new Map()): readonly Bounded[] {
  const base = new Map([...scopeOf(gate.statement, problem), ...measured]);
  return atoms(gate.relation, gate.statement.constants, gate.file).flatMap((one) => boundsOfAtom(one, base, gate.file));
}

function boundsOfAtom(one: BoundAtom, base: Scope, who: string): Bounded[] {
  const { atom } = one;
  const { of } = atom;
  if (of.kind !== 'at' && of.kind !== 'along') return [];
  const scope = boundScope(base, one, who);
  const steps = atom.kind === 'reaches' ? [Math.round(evaluate(atom.deadline, scope, who))] : grid(of, scope, who);
  const value = (text: string) => (t: number) => evaluate(text, new Map([...scope, ['t', t]]), who);
  return sides(atom).map(([side, text]) => ({
    observation: of.observation,
    side: side === '≤' || side === 'reaches' ? 'at most' : 'at least',
    steps,
    values: steps.map(value(text)),
  }));
}

function grid(of: At | Along, scope: Scope, who: string): number[] {
  return observedSteps(of, scope, who);
}
