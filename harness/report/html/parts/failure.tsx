import { type StoredClaim, tokenOf } from '../../../verdict/results/verdicts-file';
import { againstText } from '../../text/result-words';
import { type Definition, Definitions } from './definitions';
import { Replay } from './replay';

/** Why a claim failed, and where: nothing for a corroborated one. */
export function Failure({ claim }: { readonly claim: StoredClaim }) {
  if (claim.verdict === 'corroborated') return null;
  const items = [...whereItems(claim), ...moreItems(claim)];
  return (
    <div class={`failure ${claim.verdict}`}>
      <h4>{claim.counterexample ? 'Counterexample' : 'Why not corroborated'}</h4>
      <p>{sentence(claim.because)}</p>
      {items.length > 0 ? <Definitions items={items} name="rows" /> : null}
    </div>
  );
}

function whereItems(claim: StoredClaim): readonly Definition[] {
  const seen = claim.counterexample;
  if (!seen) return [];
  const { source, dials } = seen.stream;
  const turned = Object.entries(dials).map(([name, severity]) => `${name} = ${severity}`);
  return [
    ['Trial', `${seen.index} of ${[source, ...turned].join(', ')} (${seen.part})`],
    ['Measured', againstText(seen)],
    ['Replay', <Replay key="replay" token={tokenOf(claim, seen.stream, seen.index)} />],
  ];
}

function moreItems({ control, trialsNeeded }: StoredClaim): readonly Definition[] {
  return [
    ...(control === undefined ? [] : [['Control', control] as const]),
    ...(trialsNeeded ? [['Needs', `${trialsNeeded} more passing trials`] as const] : []),
  ];
}

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
