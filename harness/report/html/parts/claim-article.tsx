import { nearMissText } from '../../../verdict/results/atom-strength';
import { detectsText, engineText, noticesText, slackText } from '../../text/result-words';
import { levelText, shownText } from '../../text/shown-text';
import { triedText } from '../../text/strength-text';
import { evidenceShares } from '../content/evidence-share';
import type { ClaimSection } from '../content/report';
import { ClaimDetails } from './claim-details';
import { type Definition, Definitions } from './definitions';
import { Drawing } from './drawing';
import { EvidenceBars } from './e-value';
import { Failure } from './failure';
import { StatedClaim } from './stated';
import { VerdictMark } from './verdict';

/** One theorem: what it says, what came of it, and all that this rests on. */
export function ClaimArticle(section: ClaimSection) {
  const { id, claim, source } = section;
  const { about } = claim;
  const place = about.source.replace(/^\[[^\]]*\] /, '');
  return (
    <article id={id} aria-labelledby={`${id}--name`} class="claim">
      <header>
        <VerdictMark of={claim.verdict} />
        <h3 id={`${id}--name`}>{claim.name}</h3>
      </header>
      <Failure claim={claim} />
      <blockquote>
        <p>{about.statement}</p>
        <footer>{source ? [<cite key="source">{source.short}</cite>, `, ${place}`] : about.source}</footer>
      </blockquote>
      <StatedClaim {...section} />
      <Definitions items={facts(section)} />
      <Drawings {...section} />
      <ClaimDetails claim={claim} />
      <p class="up">
        <a href="#claims">All claims</a>
      </p>
    </article>
  );
}

function Drawings({ evidence, margin, dynamics }: ClaimSection) {
  if (!(evidence ?? margin ?? dynamics)) return null;
  return (
    <div class="drawings">
      <Drawing svg={evidence} caption="Evidence over the trials" />
      <Drawing svg={margin} caption="Margin: what was measured" />
      <Drawing svg={dynamics} caption="Learning dynamics" />
    </div>
  );
}

function nearMisses({ strength }: ClaimSection['claim']): readonly Definition[] {
  return (strength?.nearMisses ?? []).map((near) => ['Near miss', nearMissText(near)] as const);
}

function facts({ claim, tried }: ClaimSection): readonly Definition[] {
  const { trials, budget, unknown, slack, verdict, because, alphaC, alphaF } = claim;
  const level = { corroborated: alphaC, falsified: alphaF }[verdict as string];
  return [
    ['Verdict', `${verdict}${level === undefined ? '' : ` at ${levelText(claim, level)}`}: ${because}`],
    ['Stated', shownText(claim, claim.about)],
    ['Evidence', <EvidenceBars key="evidence" {...evidenceShares(claim)} />],
    ['Trials', `${trials} used of ${budget}${unknown ? `, ${unknown} unknown` : ''}`],
    ...(slack === undefined ? [] : [['Slack', slackText(slack)] as const]),
    ...(verdict === 'corroborated' ? [['Notices', noticesText(claim)] as const] : []),
    ...nearMisses(claim),
    ...(tried && tried.attempts.length > 0 ? [['Gate', triedText(tried)] as const] : []),
    ['Detects', detectsText(claim, claim.about)],
    ['Witness', engineText(claim)],
  ];
}
