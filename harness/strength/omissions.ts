import { messageOf } from '../base/blame';
import type { Change } from '../baseline/change';
import { type ComparedRun, compareRuns } from '../baseline/compare';
import { comparable } from '../baseline/read-baseline';
import type { ClaimGate } from '../compile/compile';
import { decodeNumbers } from '../files/json-numbers';
import type { Family } from '../statement/family';
import type { Relation } from '../statement/relation';
import { renderRelation } from '../statement/render';
import type { Controls } from '../statement/theorem';
import type { ClaimResult } from '../verdict/results/result';
import { type RunMeta, type Verdicts, verdictsContent } from '../verdict/results/verdicts-file';
import { changed, stating, type WrittenClaim } from './claim-file';
import { mapWritten, writtenAtoms } from './written';

/** A claim with something left out: what only a comparison with an accepted run can notice. */
interface Omission {
  readonly name: string;
  /** @throws UsageError where compilation refuses it */
  readonly gate: () => ClaimGate;
}

/** Dropped controls and parts, easier corners, smaller regions. */
export function omissions(claim: WrittenClaim): readonly Omission[] {
  return [...controls(claim), ...parts(claim), ...corners(claim), ...regions(claim)];
}

/** Why the comparison refuses it, or compilation before; undefined where it passes. `was`: the accepted verdict. */
export function noticedBy(was: ClaimResult, accepted: ClaimGate, gate: () => ClaimGate): string | undefined {
  let other: ClaimGate;
  try {
    other = gate();
  } catch (error) {
    return messageOf(error);
  }
  const found = compareRuns(runOf(was, accepted), runOf({ ...was, name: other.name }, other), () => true);
  return found
    .map(({ change }) => change)
    .filter(({ kind }) => kind !== 'stricter')
    .map(sentence)[0];
}

const sentence = ({ was, is }: Change): string => `${was} → ${is}`;

function runOf(result: ClaimResult, gate: ClaimGate): ComparedRun {
  const { epoch, profile, engine } = result;
  const meta: RunMeta = { epoch, profile, engine, complete: true };
  // The trials of a verdict are not compared.
  const plain = { ...result, parts: [], controls: [] };
  return comparable(decodeNumbers(verdictsContent([plain], meta, [gate])) as Verdicts)!;
}

function controls(claim: WrittenClaim): readonly Omission[] {
  const { untrained, gross, nearMiss, pins, positive } = claim.gate.statement.controls;
  const lists = { gross, nearMiss, pins, positive };
  const names = new Map(claim.gate.controls.map(({ name }, i) => [i, name]));
  let place = untrained === 'auto' ? 1 : 0;
  const dropped = Object.entries(lists).flatMap(([kind, list]) =>
    list.map((_, i) => {
      const rest = { [kind]: list.filter((_, k) => k !== i) };
      const name = `without the control "${names.get(place++)}"`;
      return { name, gate: () => changed(claim, { controls: { ...claim.spec.controls, ...rest } as Controls }) };
    }),
  );
  if (untrained !== 'auto') return dropped;
  const without = { untrained: { without: 'left out' } };
  const first = {
    name: 'without the control "untrained"',
    gate: () => changed(claim, { controls: { ...claim.spec.controls, ...without } }),
  };
  return [first, ...dropped];
}

/** Atoms, and values of `forEvery`. */
function parts(claim: WrittenClaim): readonly Omission[] {
  const { relation } = claim.gate;
  const atoms = writtenAtoms(relation);
  const dropped = atoms.map((atom) => ({
    name: `without ${renderRelation(atom)}`,
    gate: () =>
      stating(
        claim,
        mapWritten(relation, (one) => (one === atom ? { kind: 'all', of: [] } : one)),
      ),
  }));
  const shorter = shortened(relation);
  return [
    ...(atoms.length > 1 ? dropped : []),
    ...(shorter ? [{ name: 'without the last value of a forEvery', gate: () => stating(claim, shorter) }] : []),
  ];
}

function shortened(relation: Relation): Relation | undefined {
  if (relation.kind === 'forEvery')
    return relation.values.length > 1 ? { ...relation, values: relation.values.slice(0, -1) } : undefined;
  if (relation.kind !== 'all') return undefined;
  const place = relation.of.findIndex((one) => shortened(one) !== undefined);
  if (place < 0) return undefined;
  return { ...relation, of: relation.of.map((one, i) => (i === place ? shortened(one)! : one)) };
}

/** All of them dropped; and each dropped, and moved to the reference problem. */
function corners(claim: WrittenClaim): readonly Omission[] {
  const { statement } = claim.gate;
  const { family } = statement;
  const withCorners = (changes: Family['corners']) => changed(claim, { family: { ...family, corners: changes } });
  return [
    ...(statement.corners.length > 0
      ? [{ name: 'without corners', gate: () => changed(claim, { corners: { without: 'left out' } }) }]
      : []),
    ...statement.corners.flatMap((name) => {
      const { [name]: _, ...rest } = family.corners;
      return [
        { name: `without the corner ${name}`, gate: () => withCorners(rest) },
        {
          name: `the corner ${name} at the reference problem`,
          gate: () => withCorners({ ...family.corners, [name]: family.reference }),
        },
      ];
    }),
  ];
}

const interval = /^(\S+) … ([^,\s]+)(, .*)?$/;

/** Every declared interval, cut to its lower half. */
function regions(claim: WrittenClaim): readonly Omission[] {
  const { family } = claim.gate.statement;
  return Object.entries(family.assumptions).flatMap(([name, assumption]) =>
    Object.entries(assumption.region).flatMap(([symbol, text]) => {
      const [, low, high, law = ''] = interval.exec(text) ?? [];
      if (low === undefined || high === undefined) return [];
      const half = `${low} … ${(Number(low) + Number(high)) / 2}${law}`;
      const region = { ...assumption.region, [symbol]: half };
      const assumptions = { ...family.assumptions, [name]: { ...assumption, region } };
      return [
        {
          name: `${symbol} in ${half} (${name})`,
          gate: () => changed(claim, { family: { ...family, assumptions } }),
        },
      ];
    }),
  );
}
