import type { ClaimGate } from '../../compile/compile';
import { oursTexts } from '../text/chosen-text';
import type { CommonText } from './ledger-common';

/** A claim in THEOREMS.md: its statement, and what is not shared with the other claims over its family. */
export function claimSection(gate: ClaimGate, shared: CommonText): string {
  const { name, file, description } = gate;
  const { statement, source, ours, notChecked, profile } = description;
  const items = [
    ...(profile === 'nightly' ? ['Profile: nightly; it gates nightly runs only, at levels per night'] : []),
    ...checked(gate),
    ...shared.besides(gate),
    ...oursTexts(ours).map((text) => `Ours: ${text}`),
    ...(notChecked.length > 0 ? [`Not checked: ${notChecked.join('; ')}`] : []),
    `Source: ${source}; file: [\`${file}\`](${encodeURI(file)})`,
  ];
  return `### ${name}\n\n${statement}\n\n${items.map((text) => `* ${text}`).join('\n')}`;
}

function checked({ description }: ClaimGate): readonly string[] {
  const { claim, kind, delta, margin, horizon, horizonForm, quantifier, unit, prompts } = description;
  const level = kind === 'mean' ? 'kind mean' : `kind ${kind}, δ = ${delta}, margin = ${margin}`;
  const form = horizonForm ? `, ${horizonForm}` : '';
  return [
    `Checked: \`${claim}\` (${level})${horizon ? `; horizon \`T = ${horizon}\`${form}` : ''}`,
    `Over: ${quantifier}; one outcome is ${unit}${prompts ? `, ${prompts} fresh prompts per measurement` : ''}`,
  ];
}
