import { uniforms } from '../../evidence/boundary-laws';
import type { Family } from '../../statement/family';
import type { Part } from '../../statement/gate';
import type { RowGroup } from '../plan';
import { type Placer, Row } from '../row';

/** Probability of a violation at severity x. */
export type ResponseCurve = (x: number) => number;

const dial = { doc: 'toy', physical: (severity: number) => `x = ${severity}`, apply: (problem: unknown) => problem };

/** A family that nothing trains: its assumptions have dials and no meaning. */
function toyFamily(assumptions: readonly string[]): Family {
  const named = assumptions.map((name) => [name, { name, doc: name, paper: 'none', region: {}, dial }]);
  return { name: 'toy', assumptions: Object.fromEntries(named), dials: {} } as unknown as Family;
}

/** Claims that read the same trials, δ = margin = .05 unless they are means. */
export function toyGroup(kinds: readonly ('prob' | 'mean')[], assumptions: readonly string[]): RowGroup {
  const part = (kind: 'prob' | 'mean') => ({ evidence: { kind, delta: 0.05, margin: 0.05 } }) as unknown as Part;
  return {
    base: { family: toyFamily(assumptions), source: 'reference', dials: {} },
    columns: kinds.map((kind, i) => ({ claim: `claim ${i + 1}`, parts: [part(kind)] })),
  };
}

/** A row of trials that are draws, all of them taken: `responses` has one per column. */
export function toyRow(
  group: RowGroup,
  name: string,
  placer: Placer,
  responses: readonly ResponseCurve[],
  seed: number,
): Row {
  const row = new Row(group.base, [name], group.columns, placer);
  const next = uniforms(seed);
  for (let trial = row.place(); trial; trial = row.place()) {
    const [severity] = trial.at;
    trial.outcome = responses.map((response) => (next() < response(severity!) ? 1 : 0));
  }
  row.takeRest();
  return row;
}
