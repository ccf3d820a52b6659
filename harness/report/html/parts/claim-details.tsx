import type { ComponentChildren } from 'preact';
import { symbolToTeX } from '../../../formula/tex-formula';
import type { StoredClaim } from '../../../verdict/results/verdicts-file';
import { chosenText, regionText } from '../../text/chosen-text';
import { controlsHeld } from '../content/controls';
import { ControlsTable, Parts, Worst } from './claim-tables';
import { Definitions } from './definitions';
import { Tex } from './math';
import { Table } from './table';

/** All that a claim stands on, folded away by subject. */
export function ClaimDetails({ claim }: { readonly claim: StoredClaim }) {
  const { about, controls, parts } = claim;
  const { held, asked } = controlsHeld(controls);
  return (
    <div class="details">
      <Disclosure title="Controls" note={`${held} of ${asked} as they must`} shown={controls.length > 0}>
        <ControlsTable claim={claim} />
      </Disclosure>
      <Disclosure title="Parts" note={`${parts.length}`} shown={parts.length > 0}>
        <Parts claim={claim} />
      </Disclosure>
      <Disclosure title="Worst trials" note="with replay commands" shown={parts.some(({ trials }) => trials > 0)}>
        <Worst claim={claim} />
      </Disclosure>
      <Disclosure title="Assumptions" note={`${about.assumptions.length}`} shown={about.assumptions.length > 0}>
        <p>Over {about.quantifier}.</p>
        <Table
          caption="Assumptions"
          head={['assumption', 'checked region', 'in the paper']}
          rows={about.assumptions.map(({ name, region, paper }) => [name, region, paper])}
          words={[1, 2]}
        />
      </Disclosure>
      <Disclosure
        title="Constants of ours"
        note={about.ours.map(({ symbol }) => symbol).join(', ')}
        shown={about.ours.length > 0}
      >
        <Table
          caption="Constants of ours"
          head={['symbol', 'value', 'reason']}
          rows={about.ours.map(({ symbol, value, reason, chosenAfter }) => [
            <Tex key="symbol" tex={symbolToTeX(symbol)} />,
            value,
            chosenText(chosenAfter, reason),
          ])}
          words={[2]}
        />
      </Disclosure>
      <Disclosure title="Region" note="all that is drawn" shown={about.region !== undefined}>
        <p>{regionText(about)}</p>
      </Disclosure>
      <Disclosure title="Hypotheses of the paper" note={outsideNote(claim)} shown={about.paper.length > 0}>
        <Table
          caption="Hypotheses of the paper"
          head={['symbol', 'hypothesis', 'checked', 'within it?']}
          rows={about.paper.map(({ symbol, hypothesis, checked, outside }) => [
            symbol,
            hypothesis,
            checked,
            outside ? <strong key="outside">outside</strong> : 'yes',
          ])}
          words={[1, 2, 3]}
        />
      </Disclosure>
      <Disclosure title="Not checked" note={`${about.notChecked.length}`} shown={about.notChecked.length > 0}>
        <ul>
          {about.notChecked.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Disclosure>
      <Disclosure title="Run" note={`epoch ${claim.epoch}, profile ${claim.profile}`}>
        <Definitions items={run(claim)} name="rows" />
      </Disclosure>
    </div>
  );
}

interface FoldProps {
  readonly title: string;
  readonly note: string;
  readonly shown?: boolean;
  readonly children: ComponentChildren;
}

function Disclosure({ title, note, shown = true, children }: FoldProps) {
  if (!shown) return null;
  return (
    <details>
      <summary>
        <span class="title">{title}</span> <span class="faint">{note}</span>
      </summary>
      {children}
    </details>
  );
}

function outsideNote({ about: { paper } }: StoredClaim): string {
  const outside = paper.filter((row) => row.outside).length;
  return outside > 0 ? `${outside} of ${paper.length} outside at finite size` : `${paper.length}`;
}

function run(claim: StoredClaim) {
  const items = {
    file: claim.file,
    claim: claim.about.claim,
    statement: claim.digest,
    engine: claim.engine,
    code: claim.code,
    epoch: claim.epoch,
    profile: claim.profile,
    levels: `corroborate ${claim.alphaC}, falsify ${claim.alphaF}`,
  };
  return Object.entries(items).map(([term, text]) => [term, <code key={term}>{text}</code>] as const);
}
