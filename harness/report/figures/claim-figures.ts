import type { ClaimDynamics } from '../../dynamics/claim-dynamics';
import type { StoredClaim } from '../../verdict/results/verdicts-file';
import { dynamicsFigure } from './dynamics-figure';
import { evidenceFigure } from './evidence-figure';
import type { Figure } from './figure';
import { marginFigure } from './margin-figure';

/** The pictures of one claim; those it has no numbers for are absent. */
interface ClaimFigures {
  readonly evidence?: Figure;
  readonly margin?: Figure;
  readonly dynamics?: Figure;
}

/** @param slug of the claim: its figures are called `<slug>-evidence`, `<slug>-margin`, `<slug>-dynamics` */
export function claimFigures(claim: StoredClaim, slug: string, dynamics?: ClaimDynamics): ClaimFigures {
  const evidence = evidenceFigure(claim, `${slug}-evidence`);
  const margin = marginFigure(claim, `${slug}-margin`);
  const learning = dynamics && dynamicsFigure(claim.name, dynamics, `${slug}-dynamics`);
  return {
    ...(evidence ? { evidence } : {}),
    ...(margin ? { margin } : {}),
    ...(learning ? { dynamics: learning } : {}),
  };
}
