import type { Scope } from '../formula/expression';
import { atoms, type BoundAtom, boundScope } from '../judge/atoms';
import { isCurve } from '../judge/evaluate';
import { leaves, observedSteps } from '../judge/plan';
import { evaluate, scopeOf } from '../judge/scope';
import { type Side, sides } from '../judge/sides';
import { type ControlSpec, controlName } from '../statement/controls';
import { turn } from '../statement/dials';
import type { Family } from '../statement/family';
import type { Block } from '../statement/gate';
import type { Curve, Quantity } from '../statement/quantity';
import { renderQuantity } from '../statement/render';
import type { ClaimGate } from './compile';
import { nominalSymbols } from './nominal';
import { regionTexts } from './region';

/** One side of a relation with its numbers at one problem. */
export interface Limit {
  /** What is measured, with the values that `forEvery` bound: `error at t = horizon (j = 3)`, `error along t`. */
  readonly of: string;
  /** `reaches`: a curve that has to come to `values[0]` or below by the deadline. */
  readonly side: Side;
  /** Whether it is claimed at every one of the steps. */
  readonly curve: boolean;
  /** Training steps at which it is measured: of a curve, its grid; otherwise of every observation, in order. */
  readonly steps: readonly number[];
  /** The bound: one number, or for a curve one per step. */
  readonly values: readonly number[];
  readonly deadline?: number;
}

/** A problem at which the formulas of a claim were evaluated. */
export interface EvaluatedProblem {
  /** `reference`, or the name of a corner. */
  readonly name: string;
  readonly symbols: Readonly<Record<string, number>>;
  readonly limits: readonly Limit[];
}

/** What a claim tolerates and what it rests on, as numbers: enough to tell whether another run claims less. */
export interface Tolerances {
  readonly at: 'region' | 'reference';
  /** Dials of the claim's own trials. */
  readonly stream: Readonly<Record<string, number>>;
  readonly block?: Block;
  /** Symbols that a trial measures: name → observation. */
  readonly measured?: Readonly<Record<string, string>>;
  readonly parts: readonly { readonly label: string; readonly delta: number; readonly margin: number }[];
  /** Of every assumption of the family, since all of them shape what is drawn: name → symbol → region. */
  readonly regions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The reference problem, and the corners where trials are drawn over the region. */
  readonly places: readonly EvaluatedProblem[];
  readonly controls: readonly { readonly kind: string; readonly name: string; readonly settings: string }[];
  /** Counterexamples that are kept, as text; absent where there are none. */
  readonly certified?: readonly string[];
}

/** The tolerances of a compiled theorem. Nothing is trained. */
export function tolerancesOf(gate: ClaimGate): Tolerances {
  const { at, stream, block, family, measured } = gate.statement;
  const regions = Object.values(family.assumptions).map(({ name, region }) => [name, region] as const);
  return {
    at,
    stream,
    ...(block ? { block } : {}),
    ...(Object.keys(measured).length > 0 ? { measured } : {}),
    parts: gate.parts.map(({ label, evidence: { delta, margin } }) => ({ label, delta, margin })),
    regions: Object.fromEntries([...regions, ...wholeRegion(family)]),
    places: placesOf(gate),
    controls: controlsOf(gate),
    ...(gate.certified.length > 0 ? { certified: gate.certified.map(({ problem }) => JSON.stringify(problem)) } : {}),
  };
}

/** What is drawn, whole, under a name that no assumption has. */
function wholeRegion(family: Family): [string, Readonly<Record<string, string>>][] {
  const texts = regionTexts(family);
  return texts ? [['the whole region', texts]] : [];
}

function placesOf(gate: ClaimGate): EvaluatedProblem[] {
  const { statement } = gate;
  const { family, stream, constants } = statement;
  const bound = atoms(gate.relation, constants, gate.file);
  const corners = statement.at === 'reference' ? [] : Object.entries(family.corners);
  return [['reference', family.reference] as const, ...corners].map(([name, source]) => {
    const problem = turn(family, source, stream);
    const scope = new Map([...scopeOf(statement, problem), ...nominalSymbols(statement)]);
    return { name, symbols: family.symbols(problem), limits: bound.flatMap((one) => limitsOf(one, scope, gate.file)) };
  });
}

function limitsOf(one: BoundAtom, base: Scope, who: string): Limit[] {
  const { atom, label } = one;
  const scope = boundScope(base, one, who);
  const curve = isCurve(atom.of) && atom.kind !== 'reaches';
  const steps = leaves(atom.of).flatMap((leaf) => observedSteps(leaf, scope, who));
  const scopes = curve ? steps.map((t) => new Map([...scope, ['t', t]])) : [scope];
  const values = (text: string) => scopes.map((there) => evaluate(text, there, who));
  const of = measuredText(atom.of, label);
  const deadline = atom.kind === 'reaches' ? { deadline: evaluate(atom.deadline, scope, who) } : {};
  return sides(atom).map(([side, text]) => ({ of, side, curve, steps, values: values(text), ...deadline }));
}

function measuredText(quantity: Quantity, label: string): string {
  return `${isCurve(quantity) ? curveText(quantity) : renderQuantity(quantity)}${label ? ` (${label})` : ''}`;
}

// Without its grid, which is compared as steps.
function curveText(curve: Curve): string {
  return curve.kind === 'along' ? `${curve.observation} along t` : `mean over the block of ${curveText(curve.of)}`;
}

function controlsOf({ statement, controls }: ClaimGate): Tolerances['controls'] {
  const { gross, nearMiss, pins, positive } = statement.controls;
  const written = new Map([...gross, ...nearMiss, ...pins, ...positive].map((one) => [controlName(one), one]));
  return controls.map(({ kind, name }) => ({ kind, name, settings: settingsText(written.get(name)) }));
}

// Without the words about it: what the control does.
function settingsText(control: ControlSpec | undefined): string {
  if (!control) return '';
  const { doc: _, name: __, ...does } = control;
  return JSON.stringify(does);
}
