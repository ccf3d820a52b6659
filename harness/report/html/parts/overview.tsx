import type { ComponentChildren } from 'preact';
import { isExploratory } from '../../../statement/exploratory';
import { number } from '../../text/number';
import { noticesNumber, slackNumber } from '../../text/result-words';
import { controlsHeld } from '../content/controls';
import { evidenceShares } from '../content/evidence-share';
import type { ClaimSection, FamilyGroup } from '../content/report';
import { EvidenceBars } from './e-value';
import { VerdictMark } from './verdict';

const HEAD = ['Claim', 'Verdict', 'Evidence', 'Trials', 'Slack', 'Notices', 'Detects from', 'Controls'];

/** On a phone a row is a card, and only the roles say that it is still one of a table. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'rowheader' | 'columnheader' | 'cell') => ({ role });

/** All claims, a row each, by family. */
export function Overview({ groups }: { readonly groups: readonly FamilyGroup[] }) {
  return (
    <table class="overview" {...as('table')} aria-label="All claims">
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {HEAD.map((text) => (
            <th scope="col" {...as('columnheader')} key={text}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody {...as('rowgroup')} key={group.id}>
          <tr class="group" {...as('row')}>
            <th scope="rowgroup" colSpan={HEAD.length} {...as('rowheader')}>
              {group.title}
              {group.source ? <span class="faint"> · {group.source.short}</span> : null}
            </th>
          </tr>
          {group.sections.map((section) => (
            <OverviewRow key={section.id} {...section} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function OverviewRow(section: ClaimSection) {
  return (
    <tr {...as('row')}>
      <th scope="row" {...as('rowheader')}>
        <a href={`#${section.id}`}>{section.claim.name}</a>
        {isExploratory(section.claim) ? <span class="faint"> · exploratory</span> : null}
      </th>
      {cells(section).map((cell, i) => (
        <td {...as('cell')} data-label={HEAD[i + 1]} key={HEAD[i + 1]}>
          {cell}
        </td>
      ))}
    </tr>
  );
}

function cells({ claim }: ClaimSection): readonly ComponentChildren[] {
  const { held, asked } = controlsHeld(claim.controls);
  return [
    <VerdictMark key="verdict" of={claim.verdict} />,
    <EvidenceBars key="evidence" {...evidenceShares(claim)} />,
    `${claim.trials} / ${claim.budget}`,
    slackNumber(claim.slack),
    noticesNumber(claim.notices),
    claim.minimalDetectable === undefined ? '–' : number(claim.minimalDetectable),
    asked === 0 ? '–' : `${held} / ${asked}`,
  ];
}
