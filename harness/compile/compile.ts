import { demand } from '../base/demand';
import { shown } from '../base/shown';
import { atoms, atomsOf, constant, type SidedAtom } from '../judge/atoms';
import { outcome } from '../judge/outcome';
import { requestsOfAtoms } from '../judge/plan';
import { turn } from '../statement/dials';
import type { Gate, MemberResult } from '../statement/gate';
import type { Relation } from '../statement/relation';
import type { Theorem } from '../statement/theorem';
import { type Statement, whole } from '../statement/whole';
import { words } from '../statement/words';
import { checkStatement } from './check';
import { checkAtoms } from './check-atoms';
import { checkFamily } from './check-family';
import { compileControls, controlOf } from './compile-controls';
import { type Certified, counterexampleParts } from './counterexamples';
import { type Description, describe } from './describe';
import { nominal } from './nominal';
import { cornerParts, ownStream, partOf, piecesOf, witnessOf } from './pieces';
import { unviolable } from './unviolable';

/** A compiled theorem, with the texts that are printed. */
export interface ClaimGate extends Gate {
  readonly statement: Statement;
  readonly relation: Relation;
  readonly description: Description;
  /** Counterexamples to it, in its region or not. */
  readonly certified: readonly Certified[];
}

/**
 * Makes a gate of a theorem and checks all that can be checked before anything is trained.
 *
 * @param certified counterexamples that are kept beside its file
 * @throws UsageError naming file, field and cure.
 */
export function compile({ spec }: Theorem, file: string, certified: readonly Certified[] = []): ClaimGate {
  demand(typeof spec === 'object' && spec !== null, file, 'theorem({ … })', () => shown(spec));
  checkFamily(spec.family, `${file}, family`);
  const statement = whole(spec, file);
  checkStatement(statement, spec);
  const relation = statement.claim(words(statement.family, `${file}, claim`));
  const bound = atomsOf(atoms(relation, statement.constants, `${file}, claim`));
  checkAtoms(statement, bound);
  checkAccuracy(statement);
  const pieces = piecesOf(statement, bound);
  rehearse(statement, bound);
  const vacuity = unviolable(statement, bound);
  return {
    name: statement.name,
    file,
    parts: [
      ...pieces.map((piece) => partOf(statement, piece, ownStream(statement))),
      ...cornerParts(statement, pieces),
      ...counterexampleParts(statement, pieces, certified),
    ],
    certified: certified.filter(({ claim }) => claim === statement.name),
    controls: compileControls(statement, pieces),
    budget: statement.budget,
    ...(vacuity === undefined ? {} : { vacuity }),
    witness: witnessOf(statement, bound, pieces),
    controlFrom: (control, kind) => controlOf(statement, pieces, control, kind),
    statement,
    relation,
    description: describe(statement, relation),
  };
}

function checkAccuracy({ accuracy, constants, prompts, who }: Statement): void {
  if (accuracy === undefined) return;
  const needed = Math.ceil((20 / constant(accuracy, constants, `${who}, accuracy`)) * (1 - 1e-9));
  const expected = `at least 20/accuracy = ${needed} prompts`;
  demand(prompts >= needed, `${who}, prompts`, expected, String(prompts), 'raise `prompts`');
}

// Plans the reference and every corner, and judges made-up numbers: whatever a formula lacks comes out here. Repeats of a training
// are all alike to formulas; two have a variance.
function rehearse(statement: Statement, bound: readonly SidedAtom[]): void {
  const { family, stream, repeats, design, who } = statement;
  for (const source of [family.reference, ...Object.values(family.corners)]) {
    const problem = turn(family, source, stream);
    const requests = requestsOfAtoms(statement, bound, problem, {});
    const values = requests.map(({ observation }) => nominal(family, observation));
    const unit = Array<MemberResult>(Math.min(repeats, 2) * design.length).fill({ values });
    const { atoms: judged } = outcome(statement, bound, problem, unit, {}, 'rate');
    const sound = judged.every(({ allowed }) => !Number.isNaN(allowed));
    demand(sound, `${who}, claim`, 'a bound that is a number', 'NaN', 'correct its formula');
  }
}
