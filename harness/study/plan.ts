import { UsageError } from '../base/usage-error';
import type { ClaimGate } from '../compile/compile';
import type { StreamSpec } from '../statement/gate';
import { mainPart } from '../statement/gate';
import { type Column, type Placer, Row } from './row';

/** Claims whose trials are the same: they can share a row. */
export interface RowGroup {
  readonly base: StreamSpec;
  readonly columns: readonly Column[];
}

/** Where trials are drawn: as each claim says, or at the family's reference problem, which is quicker to train. */
type DrawnFrom = 'claim' | 'reference';

/** Claims by the stream that they read, corners left aside. */
export function groups(gates: readonly ClaimGate[], place: DrawnFrom): readonly RowGroup[] {
  const found = new Map<string, { base: StreamSpec; columns: Column[] }>();
  for (const gate of gates) {
    const parts = gate.parts.filter(({ stream }) => !stream.source.startsWith('corner:'));
    const own = mainPart({ parts }).stream;
    const base = place === 'reference' ? { ...own, source: 'reference' } : own;
    const { family, ...rest } = base;
    const key = JSON.stringify([family.name, rest]);
    const group = found.get(key) ?? { base, columns: [] };
    group.columns.push({ claim: gate.name, parts });
    found.set(key, group);
  }
  return [...found.values()];
}

/** One row per group and set of dials. */
export function studyRows(
  all: readonly RowGroup[],
  dials: (group: RowGroup) => readonly (readonly string[])[],
  placer: (group: RowGroup, dials: readonly string[]) => Placer,
): readonly Row[] {
  return all.flatMap((group) =>
    dials(group).map((names) => new Row(group.base, names, group.columns, placer(group, names))),
  );
}

/** The assumptions of a group's family that a study turns: those asked for, or all. */
export function studiedAssumptions({ base: { family } }: RowGroup, asked: readonly string[]): readonly string[] {
  const known = Object.keys(family.assumptions);
  return asked.length === 0 ? known : known.filter((name) => asked.includes(name));
}

/** @throws UsageError for an assumption that no group's family has. */
export function checkAssumptions(all: readonly RowGroup[], asked: readonly string[]): void {
  const families = [...new Set(all.map(({ base }) => base.family))];
  const stray = asked.find((name) => !families.some(({ assumptions }) => Object.hasOwn(assumptions, name)));
  if (stray === undefined) return;
  const known = families.map(({ name, assumptions }) => `${name} has ${Object.keys(assumptions).join(', ')}`);
  throw UsageError.expected('falsify', 'an assumption of the claims', `"${stray}"`, known.join('; '));
}
