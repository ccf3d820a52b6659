import type { ClaimGate } from '../../../compile/compile';
import type { Description } from '../../../compile/describe';
import { toTeX } from '../../../formula/tex-formula';
import { leaves } from '../../../judge/plan';
import type { Relation } from '../../../statement/relation';
import { observationWords, relationToTeX } from '../../../statement/tex';
import type { ClaimSection } from '../content/report';
import { type Definition, Definitions } from './definitions';
import { DisplayTex } from './math';

/** The claim as it was checked: typeset from the relation where the project still states it, else as the text of that time. */
export function StatedClaim({ claim, gate }: ClaimSection) {
  if (!gate) return <Changed text={claim.about.claim} />;
  return (
    <div class="stated">
      <p class="lead">{lead(gate)}</p>
      {relationToTeX(gate.relation).map(({ tex, where }) => (
        <div key={tex}>
          <DisplayTex tex={tex} />
          {where.map((one) => (
            <div class="where" key={one}>
              <DisplayTex tex={one} />
            </div>
          ))}
        </div>
      ))}
      <Horizon {...gate.description} />
      <Definitions items={items(gate)} name="rows" />
    </div>
  );
}

function Changed({ text }: { readonly text: string }) {
  return (
    <div class="stated changed">
      <p>
        <strong>The statement has changed since this run.</strong> What was decided, as it was stated then:
      </p>
      <p>
        <code>{text}</code>
      </p>
    </div>
  );
}

function Horizon({ horizon }: Pick<Description, 'horizon'>) {
  if (horizon === undefined) return null;
  return (
    <div class="where">
      <DisplayTex tex={`T = ${toTeX(horizon)}`} />
    </div>
  );
}

function lead({ description: { kind, delta, unit } }: ClaimGate): string {
  if (kind === 'mean') return `In expectation; one outcome is ${unit}:`;
  if (kind === 'forall') return `Without exception; one outcome is ${unit}:`;
  return `Stated with probability at least 1 − δ, δ = ${delta} (what is shown of that stands below); one outcome is ${unit}:`;
}

function items({ relation, description, statement: { family, measured } }: ClaimGate): readonly Definition[] {
  const { horizonForm, prompts } = description;
  const doc = (name: string) => family.observations[name]!.doc;
  return [
    ...observations(relation).map((name) => [observationWords(name), doc(name)] as const),
    ...Object.entries(measured).map(
      ([symbol, name]) => [symbol, `${doc(name)}; measured on each trial at step 0`] as const,
    ),
    ...(horizonForm === undefined ? [] : [['holds', horizonForm] as const]),
    ...(prompts > 0 ? [['prompts', `${prompts} fresh ones per measurement`] as const] : []),
  ];
}

/** The observations that a relation reads, in their order. */
function observations(relation: Relation): readonly string[] {
  return [...new Set(read(relation))];
}

function read(relation: Relation): readonly string[] {
  if (relation.kind === 'all') return relation.of.flatMap(read);
  if (relation.kind === 'forEvery') return read(relation.of);
  return leaves(relation.of).map(({ observation }) => observation);
}
